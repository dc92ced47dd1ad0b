#!/bin/sh
# The CEL conformance tests that stand beside the project, where they do.
#   shared.sh PROJECT PROGRAM
set -- "$2" "$1"/../shared/cel-conformance/*.jsonl
[ -f "$2" ] || { echo "skipped: CEL conformance (../shared/cel-conformance is not there)"; exit 77; }
"$@"
