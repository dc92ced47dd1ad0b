#!/bin/sh
# The manual pages of files and of the rule language say what the schemas and tables say, and their examples work.
#   pages.sh PROJECT TABLES PROGRAM          UPDATE_GOLDEN=1 writes the fields and limits into the pages
#
# TABLES is the program of pages.c. Functions, macros and operators are explained by hand: each has its item between the
# comments `begin NAME` and `end NAME`, and there is no other.
here=$(cd "$(dirname "$0")" && pwd) || exit 1
cd "$1" || exit 1
tables=$2
program=$3
status=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
. "$here/splice.sh"

splice man/concordat-agreement.5 agreement "$tables" agreement
settle man/concordat-agreement.5
splice man/concordat-checklist.5 checklist "$tables" checklist
settle man/concordat-checklist.5
splice man/concordat-config.5 config "$tables" config
settle man/concordat-config.5
splice man/concordat-waivers.5 waivers "$tables" waivers
splice man/concordat-waivers.5 baseline "$tables" baseline
settle man/concordat-waivers.5
splice man/concordat-cel.7 limits "$tables" limits
settle man/concordat-cel.7

# The lines of a page between two comments.
part() { # PAGE NAME
    awk -v name="$2" '
        $0 == ".\\\" end " name { inside = 0 }
        inside
        $0 == ".\\\" begin " name { inside = 1 }' "$1"
}

# The items "name(a, b)" of a part as "name arguments"; what stands before a dot is an argument too, unless it is a
# namespace of functions. "..." says that the last may be repeated.
usages() {
    part man/concordat-cel.7 "$1" | sed -n 's/^\.It Li //p' | sed 's/) , /)\n/g' | awk '
        {
            name = substr($0, 1, index($0, "(") - 1)
            inner = substr($0, index($0, "(") + 1)
            sub(/\)$/, "", inner)
            many = sub(/, \.\.\.$/, "", inner)
            gsub(/\{[^}]*\}/, "map", inner)
            count = inner == "" ? 0 : split(inner, unused, ", ")
            if (name ~ /\./ && name !~ /^(base64|cel|lists|math|optional|regex|sets|strings)\./) {
                count++
                sub(/^.*\./, "", name)
            }
            sub(/^cel\./, "", name)
            print name " " count (many ? " ..." : "")
        }' | LC_ALL=C sort -u
}

same() { # WHAT WANTED-FILE FOUND-FILE
    cmp -s "$2" "$3" && return
    echo "man/concordat-cel.7: the $1 differ (- in the tables, + in the page):"
    diff -u "$2" "$3" | sed 1,2d | grep '^[-+]'
    status=1
}

"$tables" functions | LC_ALL=C sort -u >"$work/wanted"
usages functions >"$work/found"
same functions "$work/wanted" "$work/found"

"$tables" names >"$work/names" || exit 1
sed -n 's/^macro //p' "$work/names" | LC_ALL=C sort -u >"$work/wanted"
usages macros | sed 's/ .*//' | LC_ALL=C sort -u >"$work/found"
same macros "$work/wanted" "$work/found"

# Operators, and what the grammar makes of && || ! ? :, which are no rows.
sed -n 's/^operator //p' "$work/names" | LC_ALL=C sort -u >"$work/wanted"
part man/concordat-cel.7 operators | sed -n 's/\\&//g; s/^\.It Li //p' | tr ' ' '\n' | grep -vxE '&&|\|\||!|\?|:' |
    LC_ALL=C sort -u >"$work/found"
same operators "$work/wanted" "$work/found"

# Examples are what stands in the literal block between the comments.
example() { # PAGE NAME FILE
    part "$1" "example $2" | sed -e '/^\./d' -e 's/\\&//g' -e 's/\\e/\\/g' >"$3"
    [ -s "$3" ] || { echo "$1: there is no example $2"; status=1; }
}
run() { # PAGE ARGS...
    page=$1
    shift
    "$program" "$@" >"$work/said" 2>&1 && return
    echo "$page: the example fails: concordat $*"
    sed "s|$work/||g" "$work/said"
    status=1
}
part man/concordat-cel.7 examples | sed -n -e 's/\\(dq/"/g' -e 's/^\.Dl //p' >"$work/conditions"
[ -s "$work/conditions" ] || { echo "man/concordat-cel.7: there are no examples"; status=1; }
while read -r condition; do
    "$program" eval "$condition" examples/01-back-office-shared-service.yaml >"$work/said" 2>&1 || [ $? = 1 ] || {
        echo "man/concordat-cel.7: the example fails: $condition"
        cat "$work/said"
        status=1
    }
done <"$work/conditions"
example man/concordat-agreement.5 agreement "$work/agreement.yaml"
run man/concordat-agreement.5 check --fail-on never "$work/agreement.yaml"
example man/concordat-checklist.5 checklist "$work/checklist.yaml"
run man/concordat-checklist.5 checklist lint --strict "$work/checklist.yaml"
run man/concordat-checklist.5 checklist test "$work/checklist.yaml"
run man/concordat-checklist.5 check --fail-on never --checklist "$work/checklist.yaml" "$work/agreement.yaml"
exit $status
