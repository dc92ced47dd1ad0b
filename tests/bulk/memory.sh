#!/bin/sh
# What 5,000 agreements need of memory is about what 100 need, in the formats that are written as reviews end: files and a stream,
# with one thread and with three.
#   memory.sh PROGRAM TOOLS PROJECT
set -u
program=$1
agreements=$2/agreements
measure=$2/measure
cd "$3" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
# Under the address sanitizer freed memory is kept back for a while, and clang's gives each thread a second stack of 26 MB, which
# few documents do not start; here that would hide what grows.
ASAN_OPTIONS=${ASAN_OPTIONS-}:quarantine_size_mb=0:thread_local_quarantine_size_kb=0:malloc_context_size=0
ASAN_OPTIONS=$ASAN_OPTIONS:detect_stack_use_after_return=0
export ASAN_OPTIONS

mkdir "$work/few" "$work/many"
# Short ones, so that it takes seconds and not minutes.
sed '/^  technology_commitments:/,$d' tests/bench/agreement.yaml >"$work/template"
"$agreements" files "$work/template" 100 "$work/few" && "$agreements" files "$work/template" 5000 "$work/many" || exit 1
(cd "$work/few" && sed 's/^schema:/---\n&/' ./*.yaml) >"$work/few.yaml"
(cd "$work/many" && cat ./*.yaml | sed 's/^schema:/---\n&/') >"$work/many.yaml"
checklist=tests/golden/one-check.yaml

for format in compact ndjson csv tap; do
    for jobs in 1 3; do
        review="$program check --no-config --as-of 2026-12-01 --checklist $checklist -j $jobs -f $format"
        "$measure" 1 "few files=$review $work/few" "many files=$review $work/many" \
            "few documents=$review $work/few.yaml" "many documents=$review $work/many.yaml" >"$work/table"
        # The names of 5,000 files and the references of 5,000 documents are kept: some hundred bytes each.
        awk -F '\t' -v format="$format, $jobs jobs" '
            $2 > 1 { printf "%s, %s: exit status %s\n", format, $1, $2; failed = 1 }
            $1 ~ /^few/ { few = $9 }
            $1 ~ /^many/ && $9 > few * 1.5 { printf "%s, %s: %d KiB, of few %d\n", format, $1, $9, few; failed = 1 }
            END { exit failed }' "$work/table" || failed=1
    done
done
exit $failed
