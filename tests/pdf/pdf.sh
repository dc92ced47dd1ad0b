#!/bin/sh
# PDF files, read by the program pdftotext: what comes of a good one, a scan, a damaged one, and where the program is not here.
#   pdf.sh PROGRAM FOLDER
program=$1
cd "$2" || exit 1
status=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

wrong() {
    echo "$*"
    cat "$work/out" "$work/err"
    status=1
}

# try STATUS FILE: the exit status that is wanted of reading it
try() {
    "$program" read "$2" >"$work/out" 2>"$work/err"
    seen=$?
    [ $seen = "$1" ] || wrong "$2: status $seen, wanted $1"
}

PATH=$work try 2 parking.pdf
grep -q 'poppler-utils' "$work/err" || wrong "without pdftotext: the package to install is not named"

# Whatever thread starts it, a signal that ends us ends it too.
mkdir "$work/blocked"
cat >"$work/blocked/pdftotext" <<EOF
#!/bin/sh
while read -r key value; do
    [ "\$key" != SigBlk: ] || echo "\$value" >>"$work/held"
done </proc/self/status
cat >/dev/null
EOF
chmod +x "$work/blocked/pdftotext"
if [ -r /proc/self/status ]; then
    PATH=$work/blocked:$PATH "$program" check --jobs 2 parking.pdf parking.pdf >"$work/out" 2>"$work/err"
    [ "$(sort -u "$work/held")" = 0000000000000000 ] ||
        wrong "pdftotext is started with signals held back: $(cat "$work/held")"
fi

command -v pdftotext >/dev/null || {
    echo "skipped: PDF files (pdftotext is not here)"
    exit 77
}

try 0 parking.pdf
grep -q '^1\.1 This agreement begins on 1 April 2027 and lasts for five years unless it is ended sooner\.$' "$work/out" ||
    wrong "parking.pdf: clause 1.1 is not one paragraph"
"$program" read --format json parking.pdf >"$work/out" 2>"$work/err"
grep -q '"number": "1.2(b)"' "$work/out" || wrong "parking.pdf: 1.2(b) is not found behind the end of the page"
grep -q '"region": "furniture"' "$work/out" || wrong "parking.pdf: page numbers are no furniture"

try 2 scan.pdf
grep -q 'it is a scan' "$work/err" || wrong "scan.pdf: that it is a scan is not told"
try 2 damaged.pdf
grep -q 'pdftotext could not read it' "$work/err" || wrong "damaged.pdf: the reason is not told"
exit $status
