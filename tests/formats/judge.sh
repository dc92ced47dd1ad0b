#!/bin/sh
# Reports as judges see them that others wrote: one format, over one agreement, several with broken ones, a hostile one, a draft.
#   judge.sh sarif|junit|tap|schemas|html|markdown|csv PROGRAM PROJECT TOOLS      TOOLS: a folder with node_modules
# Exits with 77 after a line that says what is not here.
set -u
what=$1 program=$2
cd "$3" || exit 1
tools=$4/node_modules
here=$PWD/tests/formats
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset NO_COLOR COLUMNS
failed=0

absent() {
    echo "absent: $*"
    exit 77
}

complain() {
    echo "$*"
    failed=1
}

# reports FORMAT: in $work, by case
reports() {
    i=tests/formats/inputs
    say="$program check -q --as-of 2026-07-01 --quotes --show all"
    $say -o "$1=$work/one.$1" examples/01-back-office-shared-service.yaml
    $say -o "$1=$work/several.$1" examples/02*.yaml nosuch.yaml examples/09*.yaml $i/broken.yaml
    $say -o "$1=$work/hostile.$1" --checklist $i/hostile-checklist.yaml $i/hostile.yaml
    $say -o "$1=$work/draft.$1" --checklist $i/draft-checklist.yaml --draft $i/draft.txt $i/drafted.yaml
    "$program" check -q --as-of 2026-07-01 -o "$1=$work/usual.$1" examples/0*.yaml
    "$program" check -q --as-of 2026-07-01 -o "$1=$work/nothing.$1" nosuch.yaml
} 2>/dev/null

judge_sarif() {
    multitool=$(ls "$tools"/@microsoft/sarif-multitool-*/Sarif.Multitool 2>/dev/null)
    [ -n "$multitool" ] || absent "npm's @microsoft/sarif-multitool"
    chmod u+x "$multitool"
    reports sarif
    for file in "$work"/*.sarif; do
        DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$multitool" validate "$file" --rule-kind Sarif >"$work/said" 2>&1
        grep -q 'Analysis completed successfully' "$work/said" || complain "$file: $(tail -n 20 "$work/said")"
        ! grep -E ': error |: warning JSON' "$work/said" || complain "in $(basename "$file")"
    done
}

judge_junit() {
    command -v xmllint >/dev/null || absent xmllint
    reports junit
    for file in "$work"/*.junit; do
        xmllint --noout --nonet --schema "$here/junit.xsd" "$file" >"$work/said" 2>&1 || complain "$(cat "$work/said")"
    done
}

judge_tap() {
    command -v prove >/dev/null || absent prove
    [ -x "$tools/.bin/tap-parser" ] || absent "npm's tap-parser"
    reports tap
    for file in "$work"/*.tap; do
        ! prove --exec cat "$file" 2>&1 | grep -A3 'Parse errors' || complain "prove: $(basename "$file")"
        "$tools/.bin/tap-parser" --strict "$file" <"$file" >"$work/said" 2>&1
        ! grep -nE "tapError: [^n]|'extra'|nonTap" "$work/said" || complain "tap-parser: $(basename "$file")"
    done
}

judge_schemas() {
    [ -x "$tools/.bin/ajv" ] || absent "npm's ajv-cli"
    reports json
    reports ndjson
    reports gitlab
    for file in "$work"/*.ndjson; do
        split -l 1 --additional-suffix=.json "$file" "$work/line-$(basename "$file" .ndjson)-"
    done
    mkdir "$work/schema"
    "$program" schema report >"$work/schema/report.json"
    "$tools/.bin/ajv" validate --spec=draft7 --strict=true --strict-types=false -s "$work/schema/report.json" -d "$work/*.json" \
        >"$work/said" 2>&1 || complain "$(grep -v ' valid$' "$work/said" | head -n 40)"
    for file in "$work"/*.gitlab; do
        mv "$file" "$file.json"
        "$tools/.bin/ajv" validate --spec=draft7 --strict=true -s "$here/gitlab.schema.json" -d "$file.json" \
            >"$work/said" 2>&1 || complain "$(head -n 40 "$work/said")"
    done
}

# Colours of the light and the dark page, names, landmarks: by axe in a browser without a network.
judge_axe() {
    browser=$(command -v chromium || command -v google-chrome) || { echo "absent: chromium, for axe"; return; }
    [ -f "$tools/axe-core/axe.min.js" ] || { echo "absent: npm's axe-core"; return; }
    for file in "$work"/one.html "$work"/draft.html "$work"/hostile.html; do
        {
            sed 's/<meta http-equiv="Content-Security-Policy"[^>]*>//; /<\/body>/,$d' "$file"
            printf '<script>'
            cat "$tools/axe-core/axe.min.js"
            printf '%s' '</script><script>axe.run().then(r => { document.body.textContent = "axe-found " +
                JSON.stringify(r.violations.map(v => [v.id, v.nodes.map(n => n.target)])) })</script></body></html>'
        } >"$work/axe.html"
        for scheme in 0 1; do
            found=$("$browser" --headless --no-sandbox --disable-gpu --virtual-time-budget=30000 \
                --blink-settings=preferredColorScheme=$scheme --dump-dom "file://$work/axe.html" 2>/dev/null |
                sed -n 's/.*axe-found \(\[.*\]\).*/\1/p')
            [ "$found" = "[]" ] || complain "axe, $(basename "$file"), scheme $scheme: ${found:-no answer}"
        done
    done
}

judge_html() {
    [ -x "$tools/.bin/html-validate" ] || absent "npm's html-validate"
    reports html
    cp "$here/htmlvalidate.json" "$work/.htmlvalidate.json"
    (cd "$work" && "$tools/.bin/html-validate" ./*.html) >"$work/said" 2>&1 || complain "$(head -n 40 "$work/said")"
    ! grep -lE '<(script|img|link|iframe)|url\(|@import' "$work"/*.html || complain "something is loaded or run"
    judge_axe
}

# No text of an input becomes a link, an image or markup.
judge_markdown() {
    command -v pandoc >/dev/null || absent pandoc
    reports markdown
    for file in "$work"/*.markdown; do
        pandoc -f gfm -t json "$file" -o "$work/ast" || complain "$(basename "$file")"
        ! grep -oE '"t":"(Link|Image|RawBlock)"[^}]{0,80}' "$work/ast" || complain "in $(basename "$file")"
        ! grep -oE '"RawInline","c":\["html","[^"]*"' "$work/ast" | grep -v '<!-- -->' || complain "in $(basename "$file")"
    done
}

judge_csv() {
    command -v python3 >/dev/null || absent python3
    reports csv
    for file in "$work"/*.csv; do
        python3 - "$file" <<'END' || complain "$(basename "$file")"
import csv, sys
text = open(sys.argv[1], newline="", encoding="utf-8").read()
rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
assert text.endswith("\r\n") and len({len(row) for row in rows}) == 1, "rows of different lengths"
assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")], "a formula"
END
    done
}

"judge_$what"
exit $failed
