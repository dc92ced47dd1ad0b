#!/bin/sh
# Run a script of this folder, where there is a Python to run it.
#   python.sh SCRIPT ARGS...
command -v python3 >/dev/null || { echo "skipped: python3 is not here"; exit 77; }
script=$(dirname "$0")/$1
shift
exec python3 -B "$script" "$@"
