#!/bin/sh
# Streams: each document is a record, the broken ones too, told as soon as its review ends; and whatever goes wrong around the
# program, it ends at once, with the right status, and leaves no half file.
#   streams.sh PROGRAM TOOLS PROJECT
set -u
program=$1
agreements=$2/agreements
cd "$3" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

complain() {
    echo "$*"
    failed=1
}

check() { # ARGUMENTS...
    "$program" check --as-of 2026-12-01 "$@"
}

template=tests/bench/agreement.yaml
"$agreements" mixed $template 60 >"$work/mixed.yaml"
"$agreements" mixed $template 3 >"$work/good.yaml"

# Of 60 documents one is but a comment and one three dots: 58 records, and nothing hides what comes after it.
for jobs in 1 3; do
    check --jobs $jobs -f ndjson - <"$work/mixed.yaml" >"$work/out" 2>/dev/null
    status=$?
    [ $status = 2 ] || complain "a mixture, $jobs jobs: exit status $status"
    [ "$(wc -l <"$work/out")" = 58 ] || complain "a mixture, $jobs jobs: $(wc -l <"$work/out") records"
    [ "$(grep -c '"status":"not_reviewed"' "$work/out")" = 10 ] || complain "a mixture, $jobs jobs: wrong ones are not reviewed"
done

# A record comes when the next document begins, not when the stream ends.
mkfifo "$work/in"
for jobs in 1 3; do
    rm -f "$work/out"
    check --jobs $jobs -f ndjson - <"$work/in" >"$work/out" 2>/dev/null &
    exec 9>"$work/in"
    cat "$work/good.yaml" >&9
    tries=0
    while [ ! -s "$work/out" ] && [ $tries -lt 100 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    [ -s "$work/out" ] || complain "$jobs jobs: no record while the stream goes on"
    exec 9>&-
    wait
    [ "$(wc -l <"$work/out")" = 3 ] || complain "$jobs jobs: $(wc -l <"$work/out") records at the end"
done

# Names by a pipe, with line feeds and with NUL bytes, are the same as names on the command line.
mkdir "$work/files"
"$agreements" files $template 30 "$work/files"
check -f ndjson "$work/files" >"$work/wanted"
find "$work/files" -name '*.yaml' | LC_ALL=C sort | check --jobs 3 -f ndjson --files-from - | cmp - "$work/wanted" || failed=1
find "$work/files" -name '*.yaml' -print0 | LC_ALL=C sort -z | check -f ndjson --files-from - | cmp - "$work/wanted" || failed=1

# With standard input, output or error closed, what is opened does not take their place: neither a pipe of our own nor a report.
for jobs in 1 3; do
    timeout 60 "$program" check --jobs $jobs -f json "$work/files" <&- >&- 2>"$work/err"
    status=$?
    [ $status = 4 ] || complain "closed output, $jobs jobs: exit status $status"
    grep -q 'cannot write to standard output' "$work/err" || complain "closed output, $jobs jobs: nothing was told"
    check --jobs $jobs -o text="$work/told" "$work/mixed.yaml" 2>/dev/null >/dev/null
    check --jobs $jobs -o text="$work/closed" "$work/mixed.yaml" 2>&- >/dev/null
    cmp "$work/told" "$work/closed" || failed=1
done

# Whoever reads goes away: that is an error of writing, told once, and no more is read, though the stream goes on.
for jobs in 1 3; do
    {
        check --jobs $jobs -f ndjson - <"$work/in" 2>"$work/err"
        echo $? >"$work/status"
    } | head -n 1 >"$work/out" &
    exec 9>"$work/in"
    trap '' PIPE
    tries=0
    while [ ! -s "$work/status" ] && [ $tries -lt 100 ]; do
        { cat "$work/good.yaml" >&9; } 2>/dev/null
        sleep 0.1
        tries=$((tries + 1))
    done
    [ -s "$work/status" ] || complain "closed pipe, $jobs jobs: it goes on"
    exec 9>&-
    wait
    [ "$(cat "$work/status")" = 4 ] || complain "closed pipe, $jobs jobs: exit status $(cat "$work/status")"
    grep -q 'cannot write to standard output' "$work/err" || complain "closed pipe, $jobs jobs: nothing was told"
    [ "$(wc -l <"$work/out")" = 1 ] || complain "closed pipe, $jobs jobs: no record came through"
    rm -f "$work/status"
done

# A full disk.
if [ -c /dev/full ]; then
    for jobs in 1 3; do
        check --jobs $jobs -f ndjson "$work/files" >/dev/full 2>"$work/err"
        status=$?
        [ $status = 4 ] || complain "full disk, $jobs jobs: exit status $status"
        [ "$(grep -c 'cannot write' "$work/err")" = 1 ] || complain "full disk, $jobs jobs: $(cat "$work/err")"
    done
fi

# A signal ends it, with the signal's status; a file that was to be written is the old one, and nothing lies beside it.
mkdir "$work/reports"
for row in INT:130 TERM:143 HUP:129; do
    signal=${row%:*}
    number=${row#*:}
    for jobs in 1 3; do
        echo old >"$work/reports/report.json"
        { cat "$work/good.yaml"; sleep 3; } >"$work/in" &
        timeout --preserve-status -s $signal 1 "$program" check --as-of 2026-12-01 --jobs $jobs -q \
            -o "json=$work/reports/report.json" - <"$work/in" 2>/dev/null
        status=$?
        [ $status = $number ] ||
            complain "$signal, $jobs jobs: exit status $status"
        [ "$(cat "$work/reports/report.json")" = old ] || complain "$signal, $jobs jobs: the old report is gone"
        [ "$(ls -A "$work/reports")" = report.json ] || complain "$signal, $jobs jobs: left: $(ls -A "$work/reports")"
        wait
    done
done
exit $failed
