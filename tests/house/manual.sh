#!/bin/sh
# The manual pages are clean mdoc, and concordat(1) says what the tables say.
#   manual.sh PROJECT TABLES          UPDATE_GOLDEN=1 writes the tables into the page
#
# TABLES is the program of tables.c; what it prints stands in the page between the comments `begin NAME` and `end NAME`.
# The labels of problems are explained there by hand: each must have its item.
here=$(cd "$(dirname "$0")" && pwd) || exit 1
cd "$1" || exit 1
tables=$2
page=man/concordat.1
[ -f $page ] || { echo "there is no $page"; exit 1; }
status=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
. "$here/splice.sh"

for name in commands options limits; do
    splice $page $name "$tables" $name
done
settle $page

for label in $(sed -n 's/^CODE([A-Z_0-9]*, *"\([^"]*\)".*/\1/p' include/concordat/codes.def); do
    grep -qE "^\.It .*\b$label\b" $page || { echo "$page: DIAGNOSTICS has no \"$label\""; status=1; }
done

for format in $(sed -n 's/^    \.name = "\([a-z]*\)",$/\1/p' src/report/*.c); do
    grep -qxF ".It Cm $format" $page || { echo "$page: Formats of reports has no \"$format\""; status=1; }
done

if command -v mandoc >/dev/null; then
    mandoc -T lint -W warning man/*.[1-9] || status=1
else
    echo "skipped: mandoc's judgement of the manual pages (it is not here)"
fi
exit $status
