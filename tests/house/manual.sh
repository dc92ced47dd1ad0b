#!/bin/sh
# The manual pages are clean mdoc, and concordat(1) says what the tables say.
#   manual.sh PROJECT TABLES          UPDATE_GOLDEN=1 writes the tables into the page
#
# TABLES is the program of tables.c; what it prints stands in the page between the comments `begin NAME` and `end NAME`.
# The labels of problems are explained there by hand: each must have its item.
cd "$1" || exit 1
tables=$2
page=man/concordat.1
[ -f $page ] || { echo "there is no $page"; exit 1; }
status=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

cp $page "$work/page"
for name in commands options limits; do
    "$tables" $name >"$work/table" || exit 1
    grep -qxF ".\\\" begin $name" $page && grep -qxF ".\\\" end $name" $page ||
        { echo "$page: there is no place for the table of $name"; status=1; continue; }
    awk -v name=$name -v table="$work/table" '
        $0 == ".\\\" end " name { inside = 0 }
        !inside
        $0 == ".\\\" begin " name {
            inside = 1
            while ((getline line <table) > 0)
                print line
        }' "$work/page" >"$work/next"
    mv "$work/next" "$work/page"
done
if [ -n "${UPDATE_GOLDEN-}" ]; then
    cat "$work/page" >$page
elif ! cmp -s $page "$work/page"; then
    echo "$page differs from the tables (UPDATE_GOLDEN=1 writes them into it):"
    diff -u $page "$work/page" | sed 1,2d
    status=1
fi

for label in $(sed -n 's/^CODE([A-Z_0-9]*, *"\([^"]*\)".*/\1/p' include/concordat/codes.def); do
    grep -qE "^\.It .*\b$label\b" $page || { echo "$page: DIAGNOSTICS has no \"$label\""; status=1; }
done

if command -v mandoc >/dev/null; then
    mandoc -T lint -W warning man/*.[1-9] || status=1
else
    echo "skipped: mandoc's judgement of the manual pages (it is not here)"
fi
exit $status
