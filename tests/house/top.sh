#!/bin/sh
# The top of the project stays tidy: a new name there needs a reason, and a place in this list.
#   top.sh PROJECT
allowed=" .ci .clang-format .editorconfig .git .gitattributes .github .gitignore
 .pre-commit-hooks.yaml CHANGELOG.md CMakeLists.txt CMakePresets.json LICENSE
 README.md SECURITY.md build checklists dev examples include man src tests "
status=0
for name in $(ls -A "$1"); do
    case $(echo $allowed | sed 's/^/ /; s/$/ /') in
    *" $name "*) ;;
    *)
        echo "$name: not among the names at the top of the project (tests/house/top.sh)"
        status=1
        ;;
    esac
done
exit $status
