#!/bin/sh
# What `concordat read --description` makes of each draft is a description that can be read.
#   described.sh CONCORDAT DRAFT...
program=$1
shift
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
read=0
refused=0
for draft in "$@"; do
    "$program" read --description "$draft" >"$work/made.yaml" 2>"$work/said"
    status=$?
    if [ $status -gt 0 ]; then # nothing was made: it has to be said why
        [ -s "$work/said" ] && refused=$((refused + 1)) && continue
        echo "$draft: read --description ended with $status and said nothing"
        exit 1
    fi
    "$program" check --as-of 2026-11-01 -f compact "$work/made.yaml" >"$work/report" 2>&1
    status=$?
    if [ $status -gt 1 ]; then
        echo "$draft: what was made of it is no description (check ended with $status)"
        head -n 20 "$work/report"
        exit 1
    fi
    read=$((read + 1))
done
echo "$read described, $refused refused"
[ $read -gt 0 ]
