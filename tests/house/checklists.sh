#!/bin/sh
# The checklists that are built in are without fault as files: every condition and every pattern compiles, nothing is left that
# lint would warn of. (Their examples are run by unit.checklist.) README.md and CHANGELOG.md say how many checks each has.
#   checklists.sh PROJECT PROGRAM
cd "$1" || exit 1
status=0

for file in checklists/*.yaml; do
    "$2" checklist lint --strict "$file" >/dev/null 2>&1 || { "$2" checklist lint --strict "$file"; status=1; }
    name=$(basename "$file" .yaml)
    count=$("$2" checklist lint "$file" | sed -n 's/.*: \([0-9]*\) checks,.*/\1/p')
    for page in README.md CHANGELOG.md; do
        tr -s '\n ' ' ' <$page | grep -qE "\`$name\` (has|looks for|for) $count\>" ||
            { echo "$page: $name has $count checks"; status=1; }
    done
done
exit $status
