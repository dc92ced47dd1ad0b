#!/bin/sh
# The benchmark of speed works: a quick run, of which no time is judged.
#   speed.sh PROGRAM TOOLS PROJECT WORK
command -v python3 >/dev/null || { echo "skipped: bench.speed (python3 is not here)"; exit 77; }
table=$(python3 -B "$3/tests/bench/speed.py" "$1" "$2" "$3" "$4" --quick) || exit 1
for row in S1 S2 S3 S4 S5 S7 S8; do
    printf '%s\n' "$table" | grep -q "^| $row |" || { echo "no row $row"; exit 1; }
done
