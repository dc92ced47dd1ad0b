#!/bin/sh
# One fuzzer for so many seconds of its own processor time, and a closing line of what it did; `./dev fuzz` calls this.
#
#     run.sh PROGRAM NAME SECONDS FOLDER TOP
#
# It begins with tests/fuzz/corpus/NAME and with the project's own examples of that kind (seeds() below). What it finds worth
# keeping is kept in FOLDER/found/NAME; what ends it is FOLDER/NAME-crash-..., -leak-..., -timeout-... or -oom-....
# Exits with 0 when nothing was found.
set -u
export LC_ALL=C

program=$1 name=$2 seconds=$3 folder=$4 top=$5
found=$folder/found/$name seeds=$folder/seeds/$name log=$folder/fuzz-$name.log

# The files of the project that are of a kind, by their ends.
of_kind() { # FOLDER... -- END...
    folders=
    while [ "$1" != -- ]; do
        folders="$folders $top/$1"
        shift
    done
    shift
    for end in "$@"; do
        # shellcheck disable=SC2086
        find $folders -type f -name "*$end" ! -name '*[[:cntrl:]]*' -size -64k
    done
}

seeds() {
    case $name in
    yaml | review | files) of_kind examples checklists src/schemas tests/golden tests/fuzz/corpus -- .yaml .yml ;;
    csv) of_kind tests/golden tests/bench -- .csv .tsv ;;
    saved) of_kind examples tests/golden -- .json .ndjson /expected.out ;;
    markdown) of_kind . -- .md .markdown ;;
    html) of_kind tests/golden tests/fuzz/corpus -- .html ;;
    pdf | plain | draft_review) of_kind examples tests/golden tests/fuzz/corpus tests/pdf -- .txt .text ;;
    docx) of_kind tests/office -- .docx.parts ;;
    odt) of_kind tests/office -- .odt.parts ;;
    esac
}

# Seconds of the processor that a process took, without children: utime and stime stand behind the name in brackets.
taken() {
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    echo $(((${12} + ${13}) / hertz))
}

hertz=$(getconf CLK_TCK)
mkdir -p "$found" "$seeds"
seeds | grep -v "^$folder/" | while IFS= read -r file; do
    cp "$file" "$seeds/$(printf '%s' "${file#"$top"/}" | tr / _)"
done
dictionary=$top/tests/fuzz/dict/$name.dict
[ -f "$dictionary" ] || dictionary=

"$program" -max_len=65536 -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=512 -print_final_stats=1 \
    ${dictionary:+-dict="$dictionary"} -artifact_prefix="$folder/$name-" \
    "$found" "$top/tests/fuzz/corpus/$name" "$seeds" >"$log" 2>&1 &
pid=$!
trap 'kill $pid 2>/dev/null' INT TERM HUP
cpu=0
while now=$(taken $pid) && [ -n "$now" ]; do
    cpu=$now
    [ "$cpu" -lt "$seconds" ] || { kill -USR1 $pid 2>/dev/null; break; }
    sleep 1
done
wait $pid
status=$?

# "#123 REDUCE cov: 4 ft: 5 corp: 1/2b ...": the last such line has the counts.
number='\([0-9]*\)'
coverage=$(sed -n "s/^#.*cov: $number ft: $number corp: $number.*/\\1 edges, \\2 features, \\3 inputs/p" "$log" | tail -n 1)
runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
peak=$(sed -n 's/^stat::peak_rss_mb: *//p' "$log" | tail -n 1)
verdict="no finding"
if [ $status != 0 ]; then
    tail -n 60 "$log"
    written=$(sed -n 's/^.*Test unit written to //p' "$log" | tail -n 1)
    verdict="FOUND ${written:-something: it ended with $status}"
fi
echo "$name: ${runs:-?} runs in $cpu s of processor time, ${coverage:-no coverage}, peak ${peak:-?} MiB: $verdict"
exit $status
