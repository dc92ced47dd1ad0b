#!/bin/sh
# Every text file ends its lines with LF and its last line too, has no tab, no blank at a line's end and no mark of
# unfinished work. Source lines have 120 characters, and ten more where a comment needs a word to end. Test inputs may
# break all of this: that is what they are for.
#   text.sh PROJECT
cd "$1" || exit 1
status=0

files=$(find CMakeLists.txt CMakePresets.json README.md CHANGELOG.md SECURITY.md dev .ci src include man checklists examples \
    tests -type f ! -path 'tests/golden/*/*' ! -path 'tests/fuzz/corpus/*' \
    ! -path 'tests/office/samples/*' ! -path 'tests/agreements/?/*' \
    ! -path tests/agreements/bank.tsv ! -path 'tests/learn/tiny/*' ! -name '*.docx' | LC_ALL=C sort)
tab=$(printf '\t')
cr=$(printf '\r')

report() { # what, the offending places
    [ -z "$2" ] && return
    printf '%s:\n%s\n' "$1" "$2"
    status=1
}
report "tab" "$(grep -nI "$tab" $files | cut -c1-120)"
report "carriage return" "$(grep -nI "$cr" $files | cut -c1-120)"
report "blank at the end of a line" "$(grep -nI ' $' $files | cut -c1-120)"
report "over 130 characters" "$(printf '%s\n' $files | grep -E '\.(c|h|def|sh|cmake)$' |
    LC_ALL=C.UTF-8 xargs grep -nE '^.{131,}' | cut -c1-120)"
# TODO is a word of TAP.
report "unfinished work" "$(printf '%s\n' $files | grep -E '^(src|include|checklists)/' | grep -vxF src/report/tap.c |
    xargs grep -nwE 'TODO|FIXME|XXX' | cut -c1-120)"
report "no line end after the last line" "$(for file in $files; do [ -z "$(tail -c 1 "$file")" ] || echo "$file"; done)"
exit $status
