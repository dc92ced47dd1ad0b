#!/bin/sh
# Run floor.py, where there is a Python to run it.
#   python.sh ARGS...
command -v python3 >/dev/null || { echo "skipped: python3 is not here"; exit 77; }
exec python3 -B "$(dirname "$0")/floor.py" "$@"
