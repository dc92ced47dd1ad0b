#!/bin/sh
# Memory, reads and writes that fail: faults.c over every reader and every format of reports.
#
#     faults.sh FAULTS PACK_FILE TOP STRIDE
#
# At every STRIDE-th request for memory; 1 is all of them. At every seventh at least where another library asks for memory in
# ways of its own.
set -u
faults=$1 pack=$2 top=$3 stride=$4
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT INT TERM
mkdir "$folder/out"
failed=0

try() { # WHAT ARGUMENT...
    what=$1
    shift
    said=$("$faults" "$folder/out" "$stride" "$@" 2>"$folder/err") && printf '%s: %s\n' "$what" "${said##*
}" && return
    printf '%s: FAILED\n%s\n' "$what" "$said"
    head -c 4000 "$folder/err"
    failed=1
}

often() { # WHAT ARGUMENT...
    usual=$stride
    [ "$stride" -lt 7 ] || stride=7
    try "$@"
    stride=$usual
}

for sample in "$top"/tests/office/samples/*.parts; do
    name=$(basename "$sample" .parts)
    "$pack" "$sample" "$folder/$name" || failed=1
    try "$name" read "$folder/$name"
done
printf '<h1>One</h1><ol><li>The parties agree.<table><tr><td>1<td>2</table></ol>\n' >"$folder/page.html"
printf '# One\n\n1. The parties agree.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nAs noted[^1].\n\n[^1]: So.\n' >"$folder/page.md"
try html read "$folder/page.html"
often markdown read "$folder/page.md"
try text read -f json "$top/examples/drafts/shared-payroll.txt"
if command -v pdftotext >/dev/null; then
    try pdf read "$top/tests/pdf/parking.pdf"
fi
description=$top/examples/03-the-first-lines.yaml
for format in text compact markdown html json ndjson csv sarif junit tap github gitlab; do
    try "$format" check --no-config -f $format "$description"
done
try draft check --no-config -f json --draft "$top/examples/drafts/shared-payroll.txt" "$description"
try files check --no-config -q -o "json=$folder/out/out" "$description"
often report report -f html "$top/tests/golden/compare/old.json"
try questions questions --no-config -f csv "$description"
try guide guide --no-config -f markdown shared-services
exit $failed
