#!/bin/sh
# Reviews saved as NDJSON in shards, in whatever way they were split, and merged by `concordat report`, are the single run,
# byte for byte and in every format, with its exit status.
#   shards.sh PROGRAM TOOLS PROJECT
set -u
program=$1
agreements=$2/agreements
cd "$3" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset NO_COLOR COLUMNS
failed=0
formats=$("$program" check -f zzzzzzzzzzzz examples 2>&1 | sed -n 's/.*there are //p' | tr -d ,)

mkdir "$work/files" "$work/single"
"$agreements" files tests/bench/agreement.yaml 6 "$work/files" || exit 1
"$agreements" mixed tests/bench/agreement.yaml 15 >"$work/files/000003b.yaml"
cp tests/golden/bad-batch/*.yaml "$work/files"
printf '' >"$work/files/000004b.yaml"
find "$work/files" -name '*.yaml' | LC_ALL=C sort >"$work/list"
echo "$work/nosuch.yaml" >>"$work/list"

check() { # ARGUMENTS...
    "$program" check --as-of 2026-12-01 "$@" 2>/dev/null
}

outputs=
for format in $formats; do
    [ "$format" = text ] || outputs="$outputs -o $format=$work/single/$format"
done
check $outputs -f text --files-from "$work/list" >"$work/single/text"
wanted=$?

# merged FORMATS WHAT SHARD...
merged() {
    of=$1
    what=$2
    shift 2
    for format in $of; do
        "$program" report -f "$format" "$@" >"$work/merged" 2>/dev/null
        status=$?
        [ $status = $wanted ] || { echo "$format, $what: exit status $status, wanted $wanted"; failed=1; }
        cmp "$work/single/$format" "$work/merged" || { echo "$format, $what"; failed=1; }
    done
}

# One shard, one for each input, and two that are cut at each place.
lines=$(wc -l <"$work/list")
check -f ndjson --jobs 3 --files-from "$work/list" >"$work/whole"
merged "$formats" "one shard" "$work/whole"
number=100
while read -r input; do
    echo "$input" | check -f ndjson --files-from - >"$work/each.$number"
    number=$((number + 1))
done <"$work/list"
merged "$formats" "a shard for each input" "$work"/each.*
cut=1
while [ $cut -lt "$lines" ]; do
    head -n $cut "$work/list" | check -f ndjson --files-from - >"$work/a"
    tail -n +$((cut + 1)) "$work/list" | check -f ndjson --files-from - >"$work/b"
    merged "ndjson text" "two shards cut at input $cut" "$work/a" "$work/b"
    cut=$((cut + 1))
done

# The lines of the whole, dealt out in runs of three, also where a shard is empty but for its neighbours' end.
split -l 3 -a 3 "$work/whole" "$work/run."
merged "ndjson json sarif junit" "runs of three lines" "$work"/run.*
exit $failed
