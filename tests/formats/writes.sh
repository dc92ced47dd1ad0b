#!/bin/sh
# A report file is the old one or the new one, never half of it, at whichever write the disk is full; in every format, also
# when several are written at once. The limit of a file's size is what fails here.
#   writes.sh PROGRAM PROJECT
set -u
program=$1
cd "$2" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset NO_COLOR COLUMNS
failed=0
inputs=tests/formats/inputs
formats=$("$program" check -f zzzzzzzzzzzz examples 2>&1 | sed -n 's/.*there are //p' | tr -d ,)

complain() {
    echo "$*"
    failed=1
}

# review -o ARGUMENTS...
review() {
    "$program" check --as-of 2026-07-01 -q --checklist $inputs/hostile-checklist.yaml "$@" $inputs/hostile.yaml 2>"$work/err"
}

mkdir "$work/good" "$work/out"
for format in $formats; do
    review -o "$format=$work/good/$format"
    blocks=$((($(wc -c <"$work/good/$format") + 511) / 512))
    limit=0
    while [ $limit -le $blocks ]; do
        echo old >"$work/out/$format"
        (
            trap '' XFSZ
            ulimit -f $limit
            review -o "$format=$work/out/$format"
        ) 2>/dev/null
        status=$?
        if [ $limit -lt $blocks ]; then
            [ $status = 4 ] || complain "$format, $limit of $blocks blocks: exit status $status"
            [ "$(cat "$work/out/$format")" = old ] || complain "$format, $limit of $blocks blocks: the old file is gone"
        else
            [ $status = 3 ] || complain "$format, whole: exit status $status"
            cmp "$work/good/$format" "$work/out/$format" || failed=1
        fi
        [ "$(ls -A "$work/out")" = "$format" ] || complain "$format: left behind: $(ls -A "$work/out")"
        limit=$((limit + 1 + blocks / 4))
        [ $limit -gt $blocks ] && [ $limit -le $((blocks + blocks / 4)) ] && limit=$blocks
    done
    rm -f "$work/out/$format"
done

# Several at once: where one cannot be written, all keep what they were.
echo old >"$work/out/a"
echo old >"$work/out/b"
(
    trap '' XFSZ
    ulimit -f 2
    review -o "compact=$work/out/a" -o "json=$work/out/b"
) 2>/dev/null
[ "$(cat "$work/out/a" "$work/out/b")" = "old
old" ] || complain "several: one of two was written although the other failed"
[ "$(ls -A "$work/out" | tr '\n' ' ')" = "a b " ] || complain "several: left behind: $(ls -A "$work/out")"
exit $failed
