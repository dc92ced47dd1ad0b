#!/bin/sh
# No function is over 80 lines, unless it is one plain switch (no more than 12 lines of it outside the switch).
#   functions.sh PROJECT
# A function is what stands between a brace alone in the first column and the one that closes it there.
cd "$1" || exit 1
find src -name '*.c' | LC_ALL=C sort | xargs awk '
    FNR == 1 { inside = 0 }
    /^[a-zA-Z_].*\(/ { name = $0 }
    /^\{/ { inside = 1; start = FNR; in_switch = 0; switch_lines = 0; next }
    inside && /^    switch \(/ { in_switch = 1 }
    inside && in_switch { switch_lines++ }
    inside && /^    \}/ { in_switch = 0 }
    inside && /^\}/ {
        inside = 0
        lines = FNR - start - 1
        if (lines > 80 && lines - switch_lines > 12) {
            printf "%s:%d: %d lines: %s\n", FILENAME, start, lines, name
            found = 1
        }
    }
    END { exit found }'
