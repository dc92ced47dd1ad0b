#!/bin/sh
# One golden test: run concordat as a case says and compare all that comes out.
#   run.sh PROGRAM CASE-FOLDER          UPDATE_GOLDEN=1 writes what came out as the new expectation
#
# A case is a folder with
#   args               the arguments, quoted as for a shell; $tmp is an empty folder for files that are written
#   stdin              what the program reads there (nothing)
#   folder             the folder to run in, from the top of the project (the case's own folder)
#   expected.out       standard output (nothing)
#   expected.err       standard error (nothing)
#   expected.status    exit status (0)
#   expected.files/    files that appear in $tmp (none)
# and in brackets what holds where the file is missing. Paths stay relative, so the output is the same on every machine.
set -u
program=$1
case=$(cd "$2" && pwd) || exit 1
top=$(cd "$(dirname "$0")/../.." && pwd) || exit 1

work=$(mktemp -d) || exit 1
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
tmp=$work/files
mkdir "$tmp"

stdin=/dev/null
[ -f "$case/stdin" ] && stdin=$case/stdin
folder=$case
[ -f "$case/folder" ] && folder=$top/$(cat "$case/folder")
cd "$folder" || exit 1

unset NO_COLOR COLUMNS
export LC_ALL="${CONCORDAT_LOCALE-C}" TERM=dumb TZ="${CONCORDAT_TZ-UTC}"
eval "set -- $(cat "$case/args")"
${CONCORDAT_UNDER-} "$program" "$@" <"$stdin" >"$work/out" 2>"$work/err"
echo $? >"$work/status"

if [ "$(cat "$work/status")" -ge 99 ]; then
    echo "crashed or stopped by a sanitizer, status $(cat "$work/status")"
    cat "$work/err"
    exit 1
fi

if [ -n "${UPDATE_GOLDEN-}" ]; then
    for part in out err status; do
        rm -f "$case/expected.$part"
        [ -s "$work/$part" ] && cp "$work/$part" "$case/expected.$part"
    done
    [ "$(cat "$work/status")" = 0 ] && rm -f "$case/expected.status"
    rm -rf "$case/expected.files"
    [ -n "$(ls -A "$tmp")" ] && cp -R "$tmp" "$case/expected.files"
    exit 0
fi

# compare PART NAME DEFAULT: what came out against what the case expects
failed=0
compare() {
    expected=$case/expected.$1
    if [ ! -e "$expected" ]; then
        expected=$work/default
        printf "$3" >"$expected"
    fi
    cmp -s "$expected" "$work/$1" && return
    echo "$2 differs (- expected, + got):"
    diff -u "$expected" "$work/$1" | sed 1,2d
    failed=1
}
compare status "exit status" '0\n'
compare out "standard output" ''
compare err "standard error" ''

expected=$case/expected.files
if [ ! -d "$expected" ]; then
    expected=$work/none
    mkdir "$expected"
fi
diff -ru "$expected" "$tmp" || failed=1

[ $failed = 0 ] || printf 'concordat %s\n' "$(cat "$case/args")"
exit $failed
