#!/bin/sh
# The exit status is the same for every format and combination of formats, and for saved reports; the same inputs give the
# same bytes. A table: what comes out, and the arguments.
#   exits.sh PROGRAM PROJECT
set -u
program=$1
cd "$2" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset NO_COLOR COLUMNS
failed=0
i=tests/formats/inputs
one=tests/golden/one-check.yaml
good=tests/golden/bad-batch/good.yaml
gap=tests/golden/bad-batch/gap.yaml
formats=$("$program" check -f zzzzzzzzzzzz examples 2>&1 | sed -n 's/.*there are //p' | tr -d ,)

while read -r wanted arguments; do
    outputs=
    for format in $formats; do
        eval "\"$program\" check --as-of 2026-07-01 -f $format $arguments" >"$work/$format" 2>/dev/null
        status=$?
        [ $status = "$wanted" ] || { echo "$arguments, $format: exit status $status, wanted $wanted"; failed=1; }
        outputs="$outputs -o $format=$work/again.$format"
    done
    eval "\"$program\" check --as-of 2026-07-01 -q $outputs $arguments" 2>/dev/null
    status=$?
    [ $status = "$wanted" ] || { echo "$arguments, all at once: exit status $status, wanted $wanted"; failed=1; }
    for format in $formats; do
        [ ! -f "$work/again.$format" ] || cmp "$work/$format" "$work/again.$format" || failed=1
        rm -f "$work/again.$format"
    done
done <<END
0 --checklist $one $good
1 --checklist $one $gap
0 --checklist $one --fail-on never $gap
2 --checklist $one $good $i/broken.yaml
2 --checklist $one $gap $i/broken.yaml
2 --checklist $one $gap nosuch.yaml
2 --checklist $one --waivers nosuch.yaml $good
3 --checklist $i/hostile-checklist.yaml $i/hostile.yaml
3 --checklist $i/hostile-checklist.yaml --fail-on never $i/hostile.yaml
2 --checklist $i/hostile-checklist.yaml $i/hostile.yaml $i/broken.yaml
2 --checklist nosuch.yaml $good
0 --checklist $i/hostile-checklist.yaml --select asked $i/hostile.yaml
1 --checklist $i/hostile-checklist.yaml --select asked --fail-on low $i/hostile.yaml
2 $i
END
exit $failed
