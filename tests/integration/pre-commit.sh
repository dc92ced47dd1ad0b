#!/bin/sh
# The hooks of .pre-commit-hooks.yaml, run by pre-commit itself in a repository of agreements.
#   pre-commit.sh PROJECT PROGRAM
top=$1
program=$2
command -v pre-commit >/dev/null || { echo "absent: pre-commit"; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export HOME="$work/home" PRE_COMMIT_HOME="$work/cache" GIT_CONFIG_GLOBAL="$work/gitconfig"
mkdir -p "$HOME" "$work/bin" "$work/agreements" || exit 1
ln -s "$program" "$work/bin/concordat"
PATH=$work/bin:$PATH
git config --global user.name Clerk
git config --global user.email clerk@localhost
git config --global init.defaultBranch main
git config --global protocol.file.allow always

# The hooks as a repository of their own: what is committed there is what pre-commit clones.
mkdir "$work/hooks" && cp "$top/.pre-commit-hooks.yaml" "$work/hooks" && cd "$work/hooks" || exit 1
git init -q && git add -A && git commit -qm hooks || exit 1
hooks=$(git rev-parse HEAD)

cd "$work/agreements" && git init -q || exit 1
cp "$top/examples/02-two-councils-no-money.yaml" good.yaml
cp "$top/examples/checklists/house-rules.yaml" house-rules.yaml
cat >.pre-commit-config.yaml <<YAML
repos:
  - repo: file://$work/hooks
    rev: $hooks
    hooks:
      - {id: concordat, args: [--as-of, "2026-07-01", --fail-on, never, .]}
      - {id: concordat-files, files: good.yaml, args: [--as-of, "2026-07-01", --fail-on, never]}
      - {id: concordat-waivers, args: [--as-of, "2026-07-01", .]}
      - {id: concordat-checklist, files: house-rules.yaml}
YAML
git add -A
pre-commit run --all-files >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
printf 'schema: concordat.agreement/v1\nagreement: {titel: A}\n' >bad.yaml
git add -A
if pre-commit run concordat --all-files >"$work/log" 2>&1; then
    echo "a broken description passes the hook"
    exit 1
fi
grep -q 'did you mean title' "$work/log" || { echo "the hook does not say what is wrong:"; cat "$work/log"; exit 1; }
echo "four hooks pass on what is right, and one fails on what is broken"
