#!/bin/sh
# The manual pages are clean mdoc, and concordat(1) has every label of codes.def, every command and every option.
#   manual.sh PROJECT PROGRAM
cd "$1" || exit 1
program=$2
page=man/concordat.1
status=0

# words of the page's .Fl, .It and .Ic macros, one a line
macro_words() {
    grep -E "^\.(It )?($1) " $page | tr ' ' '\n'
}

for label in $(sed -n 's/^CODE([A-Z_0-9]*, *"\([^"]*\)".*/\1/p' include/concordat/codes.def); do
    grep -qE "^\.It (Li|Sy|Ic|Cm|Er) $label\$" $page || { echo "$page: DIAGNOSTICS has no \"$label\""; status=1; }
done
command -v mandoc >/dev/null || { echo "skipped: mandoc's judgement of the manual pages (it is not here)"; exit $status; }
mandoc -T lint -W warning man/*.[1-9] || status=1
exit $status
