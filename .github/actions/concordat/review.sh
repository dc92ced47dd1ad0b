#!/bin/bash
# What the action runs: inputs come by the environment, so that none of them can be taken for a command.
set -u
concordat=${CONCORDAT:-$(dirname "${BASH_SOURCE[0]}")/../../../build/release/concordat}
arguments=(check -f github)
[ -z "${CONCORDAT_FAIL_ON-}" ] || arguments+=("--fail-on=$CONCORDAT_FAIL_ON")
[ -z "${CONCORDAT_SARIF-}" ] || arguments+=(-o "sarif=$CONCORDAT_SARIF")
[ -z "${CONCORDAT_HTML-}" ] || arguments+=(-o "html=$CONCORDAT_HTML")
[ -z "${GITHUB_STEP_SUMMARY-}" ] || arguments+=(-o "markdown=$GITHUB_STEP_SUMMARY")
while IFS= read -r option; do
    [ -z "$option" ] || arguments+=("$option")
done <<<"${CONCORDAT_OPTIONS-}"
arguments+=(--)
while IFS= read -r path; do
    [ -z "$path" ] || arguments+=("$path")
done <<<"${CONCORDAT_PATHS-.}"
exec "$concordat" "${arguments[@]}"
