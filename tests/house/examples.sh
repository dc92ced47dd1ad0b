#!/bin/sh
# The gaps of each example are those that its first comments announce, and no other.
#   examples.sh PROJECT PROGRAM
# An example announces a check on a comment line of its own, its id first and three blanks before it:
#     #   exit-notice   the newcomer may leave after a month
# The first command line of the comments, without its options for output, is the review that is meant. An example that
# announces nothing shows something else.
cd "$1" || exit 1
program=$2
status=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

announcing=0
for file in examples/*.yaml; do
    sed '/^[^#]/,$d' "$file" >"$work/comments"
    sed -n 's/^#   \([a-z][a-z-]*\)  *[^ ].*/\1/p' "$work/comments" | grep -vx concordat | LC_ALL=C sort -u >"$work/announced"
    [ -s "$work/announced" ] || continue
    announcing=$((announcing + 1))
    command=$(sed -n 's/^#   concordat //p' "$work/comments" | head -n 1)
    eval "\"$program\" $command -f compact" >"$work/report" 2>"$work/problems"
    [ $? -le 1 ] || { echo "$file: concordat $command failed:"; cat "$work/problems"; status=1; }
    sed -n 's|.* \[shared-services/\([a-z-]*\)\]$|\1|p' "$work/report" | LC_ALL=C sort -u >"$work/found"
    cmp -s "$work/announced" "$work/found" && continue
    echo "$file: the gaps differ (- announced, + found):"
    diff -u "$work/announced" "$work/found" | sed 1,2d | grep '^[-+]'
    status=1
done
[ $announcing -ge 5 ] || { echo "only $announcing examples announce their gaps"; status=1; }
exit $status
