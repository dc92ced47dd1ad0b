#!/bin/sh
# Thousands of agreements by GNU parallel: shards are reviewed at once, on this machine or on others, and merged.
#   parallel.sh LIST FOLDER FORMAT [OPTION...]
# LIST has the names of descriptions, one a line; shards go to FOLDER, which survives, so that a run that was cut short goes on
# where it ended; another LIST wants another FOLDER. The report in FORMAT goes to standard output; it is the one that a single
# run would have given. Options are those of `concordat check`; give --as-of, so that all shards are of one day.
set -eu
list=$1 folder=$2 format=$3
shift 3
mkdir -p "$folder"
[ -e "$folder/split" ] || { split -l 200 -d -a 5 "$list" "$folder/part." && touch "$folder/split"; }

# With -o a shard is whole or not there. Statuses 1 to 3 say what was found; only with 4 the shard is missing.
# To use other machines, which see the same files: parallel --sshloginfile ... --workdir .
for part in "$folder"/part.?????; do
    [ -e "$part.ndjson" ] || echo "$part"
done | parallel --will-cite -q sh -c \
    'part=$1; shift; concordat check -q -j 1 -o "ndjson=$part.ndjson" --files-from "$part" "$@" || [ $? -lt 4 ]' \
    shard {} "$@"

concordat report -f "$format" "$folder"/part.?????.ndjson
