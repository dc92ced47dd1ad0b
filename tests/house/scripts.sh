#!/bin/sh
# The shell can read every script of the project.
#   scripts.sh PROJECT
cd "$1" || exit 1
status=0
for file in dev $(find .ci tests -name '*.sh' | LC_ALL=C sort); do
    bash -n "$file" || status=1
done
exit $status
