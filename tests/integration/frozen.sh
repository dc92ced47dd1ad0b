#!/bin/sh
# Built-in checklists, which were compiled when the program was built, say the same as the files they were made from.
#   frozen.sh PROJECT PROGRAM FREEZE IMAGE
program=$2 freeze=$3 image=$4
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$1" || exit 1 # so that the files have the names under which they are built in

built_in="--checklist shared-services --checklist clauses --checklist drafting"
files="--checklist checklists/shared-services.yaml --checklist checklists/clauses.yaml --checklist checklists/drafting.yaml"

# What two lists of options say of the same input, which they are put behind.
same() { # NAME OPTIONS OPTIONS COMMAND...
    name=$1 one=$2 other=$3
    shift 3
    "$program" "$@" $one >"$work/one" 2>"$work/one.err"
    status=$?
    "$program" "$@" $other >"$work/other" 2>"$work/other.err"
    [ $? = $status ] || { echo "$name: another status"; exit 1; }
    diff "$work/one" "$work/other" >"$work/diff" && diff "$work/one.err" "$work/other.err" >>"$work/diff" && return
    echo "$name differs:"
    head -n 20 "$work/diff"
    exit 1
}

for example in examples/*.yaml examples/drafts/*; do
    same "$example" "$built_in" "$files" check --format json --as-of 2026-07-01 "$example"
done
same "a setting" "$built_in" "$files" check --format json --set exit_notice_least=24 examples/01-back-office-shared-service.yaml
same "a severity" "$built_in" "$files" check --format json --severity exit-notice=low examples/02-two-councils-no-money.yaml

"$freeze" "$work/image.c" && cmp "$work/image.c" "$image" || { echo "the same checklists make another image"; exit 1; }
exit 0
