#!/bin/bash
# What the GitHub Action runs: inputs of several lines, none of them taken for a command.
#   action.sh PROJECT PROGRAM
top=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export CONCORDAT=$2
cd "$work" || exit 1
cp "$top/examples/01-back-office-shared-service.yaml" 'one agreement.yaml'
cp "$top/examples/02-two-councils-no-money.yaml" two.yaml

said=$(CONCORDAT_PATHS=$'one agreement.yaml\ntwo.yaml' CONCORDAT_FAIL_ON=never CONCORDAT_SARIF=out.sarif \
    CONCORDAT_OPTIONS=$'--as-of\n2026-07-01' GITHUB_STEP_SUMMARY=summary.md bash "$top/.github/actions/concordat/review.sh")
status=$?
[ $status = 0 ] || { echo "status $status with --fail-on never"; exit 1; }
printf '%s\n' "$said" | grep -q '^::\(error\|warning\|notice\)' || { echo "no annotation: $said"; exit 1; }
[ -s out.sarif ] && [ -s summary.md ] || { echo "no SARIF report or no summary"; exit 1; }

CONCORDAT_PATHS='$(touch harm)' CONCORDAT_FAIL_ON='high; touch harm' \
    bash "$top/.github/actions/concordat/review.sh" >/dev/null 2>&1
[ $? = 2 ] || { echo "a wrong input is no error"; exit 1; }
[ ! -e harm ] || { echo "an input was run as a command"; exit 1; }

if command -v action-validator >/dev/null; then
    action-validator "$top/.github/actions/concordat/action.yml" || exit 1
fi
exit 0
