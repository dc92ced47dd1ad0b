#!/bin/sh
# The manual pages are clean mdoc. concordat(1) explains every label of codes.def and every limit of limits.h.
#   manual.sh PROJECT
cd "$1" || exit 1
page=man/concordat.1
[ -f $page ] || { echo "there is no $page"; exit 1; }
status=0

for label in $(sed -n 's/^CODE([A-Z_0-9]*, *"\([^"]*\)".*/\1/p' include/concordat/codes.def); do
    grep -qE "^\.It .*$label" $page || { echo "$page: DIAGNOSTICS has no \"$label\""; status=1; }
done

work=$(mktemp) || exit 1
trap 'rm -f "$work"' EXIT
sed -n 's/^ *LIMIT([A-Z_]*,.*"\([^"]*\)").*/\1/p' src/base/limits.h >"$work"
while read -r what; do
    grep -qF "$what" $page || { echo "$page: no limit of \"$what\""; status=1; }
done <"$work"

if command -v mandoc >/dev/null; then
    mandoc -T lint -W warning man/*.[1-9] || status=1
else
    echo "skipped: mandoc's judgement of the manual pages (it is not here)"
fi
exit $status
