#!/bin/sh
# The project says things in its own words: no sentence of the source documents, where those stand beside the project.
#   verbatim.sh PROJECT
tool=$1/../shared/tools/verbatim
for need in git python3; do
    command -v $need >/dev/null || { echo "skipped: words of the sources (no $need here)"; exit 77; }
done
[ -f "$tool" ] || { echo "skipped: words of the sources (they are not beside the project)"; exit 77; }
git -C "$1" rev-parse >/dev/null 2>&1 || { echo "skipped: words of the sources (not a git checkout)"; exit 77; }
python3 "$tool" "$1"
