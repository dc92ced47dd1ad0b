#!/bin/bash
# What bash offers behind some beginnings of command lines, and that zsh can read its script.
#   completions.sh PROGRAM
set -u
program=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0
PATH=$work:$PATH
ln -s "$program" "$work/concordat" || exit 1
cd "$work" || exit 1

"$program" completions bash >"$work/script" || exit 1
. "$work/script" || exit 1
[ "$(complete -p concordat)" = "complete -F _concordat concordat" ] || { echo "bash: concordat is not completed"; status=1; }
touch agreement.yaml

# offers WORD... -- WANTED...: the last of the words is being typed; each of those wanted must be offered.
offers() {
    COMP_WORDS=(concordat)
    while [ "$1" != -- ]; do
        COMP_WORDS+=("$1")
        shift
    done
    shift
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _concordat 2>/dev/null
    for wanted in "$@"; do
        printf '%s\n' "${COMPREPLY[@]}" | grep -qxF -- "$wanted" && continue
        echo "bash: \"${COMP_WORDS[*]}\" does not offer $wanted, but: ${COMPREPLY[*]}"
        status=1
    done
}

offers ch -- check checklist
offers wai -- waive
offers waive "" -- add list check prune
offers a -- agreement.yaml
offers check --fai -- --fail-on
offers check --fail-on m -- medium
offers check -f js -- json
offers check -o js -- json=
offers check --checklist sh -- shared-services
offers check --select exit-n -- exit-notice
offers agreement.yaml --str -- --strict
offers waive add --rea -- --reason
offers explain exit-n -- exit-notice
offers schema wa -- waivers
offers checklist lint --st -- --strict

"$program" completions zsh >"$work/_concordat" || exit 1
if command -v zsh >/dev/null; then
    zsh -n "$work/_concordat" || { echo "zsh cannot read its script"; status=1; }
else
    echo "zsh is not here: its script was not read"
fi
exit $status
