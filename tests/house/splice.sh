# Sourced by the tests of the manual: tables of the program stand in the pages, between comments.
# It needs $work, a folder of its own, and $status, which it sets to 1 where something is amiss.

# splice PAGE NAME COMMAND...: what COMMAND prints stands in PAGE between the comments `begin NAME` and `end NAME`.
# Call settle PAGE behind the last table of a page.
splice() {
    page=$1
    name=$2
    shift 2
    [ -f "$work/page" ] || cp "$page" "$work/page"
    "$@" >"$work/table" || exit 1
    grep -qxF ".\\\" begin $name" "$page" && grep -qxF ".\\\" end $name" "$page" ||
        { echo "$page: there is no place for the table of $name"; status=1; return; }
    awk -v name="$name" -v table="$work/table" '
        $0 == ".\\\" end " name { inside = 0 }
        !inside
        $0 == ".\\\" begin " name {
            inside = 1
            while ((getline line <table) > 0)
                print line
        }' "$work/page" >"$work/next"
    mv "$work/next" "$work/page"
}

# With UPDATE_GOLDEN=1 the tables are written into PAGE; else it must hold them already.
settle() {
    page=$1
    if [ -n "${UPDATE_GOLDEN-}" ]; then
        cmp -s "$work/page" "$page" || cat "$work/page" >"$page"
    elif ! cmp -s "$page" "$work/page"; then
        echo "$page differs from the tables (UPDATE_GOLDEN=1 writes them into it):"
        diff -u "$page" "$work/page" | sed 1,2d
        status=1
    fi
    rm -f "$work/page"
}
