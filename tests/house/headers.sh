#!/bin/sh
# Each header compiles alone, as the first include of a file; the public ones in C++ too. concordat.h includes all public ones.
#   headers.sh PROJECT CC
top=$1
cc=$2
cd "$top" || exit 1
status=0

for header in src/*/*.h include/concordat/*.h; do
    name=${header#src/}
    name=${name#include/}
    printf '#include "%s"\ntypedef int not_empty;\n' "$name" |
        "$cc" -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Wstrict-prototypes -Werror -Iinclude -Isrc \
            -fsyntax-only -x c - || { echo "$header does not compile alone"; status=1; }
done

all=include/concordat/concordat.h
for header in include/concordat/*.h; do
    name=${header#include/}
    [ "$header" = $all ] || grep -q "^#include \"$name\"" $all || { echo "$all does not include $name"; status=1; }
done

if command -v c++ >/dev/null; then
    for header in include/concordat/*.h; do
        printf '#include "%s"\n' "${header#include/}" |
            c++ -std=c++11 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only -x c++ - ||
            { echo "$header is not fit for C++"; status=1; }
    done
else
    echo "skipped: public headers in C++ (no C++ compiler here)"
fi
exit $status
