#!/bin/sh
# The Debian package holds a program that runs without anything else, and twice the same commit is the same package.
#   package.sh DEV BUILD-FOLDER
dev=$1
build=$2
command -v dpkg-deb >/dev/null || { echo "absent: dpkg-deb"; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
"$dev" package >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
first=$(cat "$build"/concordat_*.deb | sha256sum)
dpkg-deb -x "$build"/concordat_*.deb "$work/unpacked" || exit 1
for name in usr/bin/concordat usr/share/man/man1/concordat.1.gz usr/share/doc/concordat/copyright \
    usr/share/doc/concordat/changelog.gz usr/share/bash-completion/completions/concordat; do
    [ -f "$work/unpacked/$name" ] || { echo "the package lacks $name"; exit 1; }
done
[ -e "$work/unpacked/usr/include" ] && { echo "the package holds headers"; exit 1; }
example=$work/unpacked/usr/share/doc/concordat/examples/02-two-councils-no-money.yaml
"$work/unpacked/usr/bin/concordat" check --as-of 2026-07-01 -q "$example"
[ $? -le 1 ] || { echo "the packaged program does not review its example"; exit 1; }
rm -rf "$build/package"
"$dev" package >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
[ "$first" = "$(cat "$build"/concordat_*.deb | sha256sum)" ] || { echo "two packages of one commit differ"; exit 1; }
if command -v lintian >/dev/null; then
    lintian --fail-on error "$build"/concordat_*.deb --suppress-tags statically-linked-binary || exit 1
fi
echo "the package is whole, and the same twice"
