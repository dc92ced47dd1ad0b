#!/bin/sh
# What `cmake --install` lays down is whole: a program of a user's own finds header and library by pkg-config, links and runs.
#   install.sh BUILD-FOLDER CMAKE CC [FLAG...]
build=$1
cmake=$2
cc=$3
shift 3
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

"$cmake" --install "$build" --prefix "$work/usr" >"$work/log" 2>&1 || { tail -n 5 "$work/log"; exit 1; }
status=0
for name in bin/concordat share/concordat/checklists/shared-services.yaml share/concordat/checklists/clauses.yaml \
    share/concordat/checklists/drafting.yaml \
    share/concordat/schemas/agreement.schema.json share/concordat/schemas/config.schema.json share/man/man1/concordat.1 \
    share/man/man5/concordat-agreement.5 share/man/man7/concordat-cel.7 share/doc/concordat/LICENSE; do
    [ -f "$work/usr/$name" ] || { echo "not installed: $name"; status=1; }
done

cat >"$work/user.c" <<'C'
#include <stdio.h>

#include <concordat/concordat.h>

int main(void)
{
    cdt_diags *diags = cdt_diags_new();
    printf("%s %zu\n", cdt_code_label(CDT_EMPTY), cdt_diags_count(diags));
    cdt_diags_free(diags);
    return 0;
}
C
PKG_CONFIG_PATH=$(find "$work/usr" -name pkgconfig)
export PKG_CONFIG_PATH
# The words of pkg-config are several arguments.
flags=$(pkg-config --define-variable=prefix="$work/usr" --cflags --libs concordat) || exit 1
"$cc" "$@" -o "$work/user" "$work/user.c" $flags || exit 1
said=$("$work/user") || exit 1
[ "$said" = "empty 0" ] || { echo "the installed library said: $said"; status=1; }
exit $status
