#!/bin/sh
# The report that README.md shows is the one of the first example: its beginning, and one of its gaps.
#   readme.sh PROJECT          UPDATE_GOLDEN=1 writes it into README.md
here=$(cd "$(dirname "$0")" && pwd) || exit 1
cd "$1" || exit 1
case=tests/golden/example-first
check='[shared-services/exit-notice]'
status=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
. "$here/splice.sh"

excerpt() {
    grep -qF "$check" $case/expected.out || { echo "the first example has no gap $check" >&2; return 1; }
    printf '\n```console\n$ concordat %s\n' "$(cat $case/args)"
    # Up to the second blank line, which ends the counts.
    awk '{ print } /^$/ && ++blank == 2 { exit }' $case/expected.out
    printf '[...]\n\n'
    # A gap begins with its number and ends before the next, or before the two blank lines of a new group.
    awk -v check="$check" '
        /^[0-9]+\. / { gap = ""; wanted = 0 }
        { gap = gap $0 "\n" }
        index($0, check) { wanted = 1 }
        wanted && /^$/ { if (blank) exit; printf "%s", gap; gap = "" }
        { blank = /^$/ }' $case/expected.out
    printf '[...]\n```\n\n'
}

splice README.md report excerpt
settle README.md
exit $status
