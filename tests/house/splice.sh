# Sourced by tests that hold a page to what the program says: parts of the page stand between comments.
# It needs $work, a folder of its own, and $status, which it sets to 1 where something is amiss.

# splice PAGE NAME COMMAND...: what COMMAND prints stands in PAGE between the comments `begin NAME` and `end NAME`.
# Call settle PAGE behind the last part of a page.
splice() {
    page=$1
    name=$2
    shift 2
    case $page in
    *.md) begin="<!-- begin $name -->" end="<!-- end $name -->" ;;
    *) begin=".\\\" begin $name" end=".\\\" end $name" ;;
    esac
    [ -f "$work/page" ] || cp "$page" "$work/page"
    "$@" >"$work/part" || exit 1
    grep -qxF "$begin" "$page" && grep -qxF "$end" "$page" ||
        { echo "$page: there is no place for $name"; status=1; return; }
    BEGIN=$begin END=$end awk -v part="$work/part" '
        $0 == ENVIRON["END"] { inside = 0 }
        !inside
        $0 == ENVIRON["BEGIN"] {
            inside = 1
            while ((getline line <part) > 0)
                print line
        }' "$work/page" >"$work/next"
    mv "$work/next" "$work/page"
}

# With UPDATE_GOLDEN=1 the parts are written into PAGE; else it must hold them already.
settle() {
    page=$1
    if [ -n "${UPDATE_GOLDEN-}" ]; then
        cmp -s "$work/page" "$page" || cat "$work/page" >"$page"
    elif ! cmp -s "$page" "$work/page"; then
        echo "$page says something else (UPDATE_GOLDEN=1 writes it):"
        diff -u "$page" "$work/page" | sed 1,2d
        status=1
    fi
    rm -f "$work/page"
}
