#!/bin/sh
# A share of the golden tests in other locales and time zones: not a byte may differ.
#   elsewhere.sh PROGRAM
#
# A locale that is not installed is made in a folder of its own, where there is something to make it of.
set -u
program=$1
here=$(cd "$(dirname "$0")" && pwd) || exit 1
cases='example-first example-draft formats-hostile compare-drafts questions-csv waive-list new-answers list read read-json
eval-zone checklist-lint usage-unknown-check'
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

failed=0
try() { # LOCALE TZ
    for case in $cases; do
        said=$(CONCORDAT_LOCALE=$1 CONCORDAT_TZ=$2 sh "$here/run.sh" "$program" "$here/$case") && continue
        printf '%s in %s, %s:\n%s\n' "$case" "$1" "$2" "$said"
        failed=1
    done
}

# Small letters of I, commas in numbers, another order of letters, and bytes that are no UTF-8.
locale() { # NAME SOURCE CHARSET
    if ! command locale -a 2>/dev/null | grep -qix "$1.$(printf %s "$3" | tr -d -)"; then
        localedef -i "$2" -f "$3" "$work/$1.$3" >"$work/log" 2>&1 || [ -f "$work/$1.$3/LC_CTYPE" ] || {
            echo "skipped: golden tests in $1.$3 (not installed)"
            return 1
        }
        export LOCPATH="$work"
    fi
}

try C Pacific/Kiritimati
! locale tr_TR tr_TR UTF-8 || try tr_TR.UTF-8 America/Anchorage
! locale de_DE de_DE UTF-8 || try de_DE.UTF-8 UTC
exit $failed
