#!/bin/sh
# What comes out does not depend on the number of threads: bytes of every format, problems on standard error, exit status;
# of many files, of a stream, of drafts, and of mixtures in which a part is broken.
#   jobs.sh PROGRAM TOOLS PROJECT
set -u
program=$1
agreements=$2/agreements
cd "$3" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset NO_COLOR COLUMNS
failed=0
template=tests/bench/agreement.yaml
formats=$("$program" check -f zzzzzzzzzzzz examples 2>&1 | sed -n 's/.*there are //p' | tr -d ,)

mkdir "$work/files"
"$agreements" files $template 5 "$work/files" || exit 1
cp tests/golden/bad-batch/*.yaml tests/formats/inputs/*.yaml "$work/files"
printf 'just: other\n' >"$work/files/000003b.yaml"
: >"$work/files/000004b.yaml"
ln -s nowhere "$work/files/000005b.yaml"
"$agreements" mixed $template 14 >"$work/mixed.yaml"
cat "$work/mixed.yaml" "$work/mixed.yaml" >"$work/twice.yaml" # every reference is there again

# review FORMAT JOBS ARGUMENTS...
review() {
    format=$1
    jobs=$2
    shift 2
    "$program" check --as-of 2026-12-01 -f "$format" --jobs "$jobs" "$@" \
        >"$work/$jobs.out" 2>"$work/$jobs.err" <"$work/mixed.yaml"
    echo "status $?" >>"$work/$jobs.out"
}

# compare FORMATS ARGUMENTS...
compare() {
    wanted=$1
    shift
    for format in $wanted; do
        review "$format" 1 "$@"
        [ "$(wc -c <"$work/1.out")" -gt 100 ] || { echo "$format of $*: nothing was told"; failed=1; }
        for jobs in 2 3 8; do
            review "$format" $jobs "$@"
            cmp "$work/1.out" "$work/$jobs.out" && cmp "$work/1.err" "$work/$jobs.err" && continue
            echo "$format of $* is another one with $jobs jobs"
            failed=1
        done
    done
}

compare "$formats" "$work/files" -
"$agreements" mixed $template 60 >"$work/mixed.yaml"
compare "ndjson" "$work/twice.yaml"
compare "text csv" "$work/files/000001.yaml" "$work/twice.yaml" nosuch.yaml "$work/mixed.yaml" "$work/files"
compare "json" examples examples/drafts
compare "compact" -v --show all --set exit_notice_least="6 months" "$work/files"
exit $failed
