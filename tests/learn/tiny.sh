#!/bin/sh
# What is learnt from three texts of a few sentences, and how well that tells each folder by the other.
#   tiny.sh TINY LEARN
[ -n "$2" ] || { echo "skipped: the learner of likeness (no liblinear here)"; exit 77; }
cd "$1" || exit 1
wanted() { # FILE OPTIONS...
    file=$1
    shift
    seen=$("$learn" "$@" checklist.yaml bank.tsv one two) || exit 1
    [ -z "$UPDATE_GOLDEN" ] || printf '%s\n' "$seen" >"$file"
    printf '%s\n' "$seen" | diff "$file" -
}
learn=$2
wanted learnt.txt -n "-10 -20 -30" && wanted measured.txt -x
