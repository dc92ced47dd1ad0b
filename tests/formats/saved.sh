#!/bin/sh
# A saved report gives the same bytes and the same exit status as the review itself, in every format.
#   saved.sh PROGRAM PROJECT
set -u
program=$1
cd "$2" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset NO_COLOR COLUMNS
export LC_ALL=C TERM=dumb
failed=0
rounds=0

# Every format there is, by the message that lists them.
formats=$("$program" check -f zzzzzzzzzzzz examples 2>&1 | sed -n 's/.*there are //p' | tr -d ,)
[ "$(echo "$formats" | wc -w)" -ge 10 ] || { echo "formats? $formats"; exit 1; }

direct= again=
for format in $formats; do
    direct="$direct -o $format=$work/direct.$format"
    again="$again -o $format=$work/again.$format"
done

# hold NAME RENDER-OPTIONS -- ARGUMENTS: in all formats
hold() {
    name=$1 rendering=$2
    shift 3
    "$program" check --as-of 2026-07-01 -q $direct $rendering "$@" 2>/dev/null
    status=$?
    for saved in json ndjson; do
        "$program" report -q $again $rendering "$work/direct.$saved" 2>"$work/err"
        got=$?
        [ "$status" = "$got" ] || { echo "$name, $saved: exit status $status, then $got"; cat "$work/err"; failed=1; }
        for format in $formats; do
            rounds=$((rounds + 1))
            cmp -s "$work/direct.$format" "$work/again.$format" && continue
            echo "$name, $saved to $format: not the same (- direct, + saved)"
            diff -u "$work/direct.$format" "$work/again.$format" | sed 1,2d | head -20
            failed=1
        done
        rm -f "$work"/again.*
    done
    rm -f "$work"/direct.*
}
inputs=tests/formats/inputs
hold "one agreement" "" -- examples/01-back-office-shared-service.yaml
hold "several" "" -- examples/02*.yaml $inputs/none-such.yaml examples/09-three-agreements.yaml $inputs/broken.yaml
hold "hostile" "--show all" -- --checklist $inputs/hostile-checklist.yaml $inputs/hostile.yaml
hold "a long line" "-v" -- $inputs/long-line.yaml
hold "many errors" "" -- $inputs/many-errors.yaml
hold "without quotes" "--no-quotes" -- examples/01-back-office-shared-service.yaml
hold "a draft without quotes" "--no-quotes" -- --draft $inputs/draft.txt $inputs/drafted.yaml
hold "with all" "--quotes --show all -v" -- examples/01-back-office-shared-service.yaml examples/06*.yaml
hold "with waivers and a baseline" "" -- --baseline $inputs/baseline.yaml examples/01-back-office-shared-service.yaml
hold "thresholds" "--fail-on medium --strict" -- examples/02*.yaml
hold "a draft" "--show all --by clause" -- --draft $inputs/draft.txt $inputs/drafted.yaml
hold "a draft alone" "" -- $inputs/draft.txt
echo "$rounds reports compared"
exit $failed
