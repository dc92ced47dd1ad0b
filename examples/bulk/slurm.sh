#!/bin/sh
# Thousands of agreements by Slurm: a job array reviews the shards, on whichever nodes there are, and they are merged.
#   slurm.sh LIST FOLDER FORMAT [OPTION...]
# As parallel.sh beside this: LIST has the names of descriptions, which all nodes see, as they see FOLDER; give --as-of.
# A task that is lost with its node is done again; a second run does only what is missing.
set -eu
list=$1 folder=$2 format=$3
shift 3
mkdir -p "$folder"
[ -e "$folder/split" ] || { split -l 200 -d -a 5 "$list" "$folder/part." && touch "$folder/split"; }
last=$(($(find "$folder" -name 'part.?????' | wc -l) - 1))

# Slurm says how many processors a task has: that many threads review. Status 4 alone is a failure, to be told to Slurm.
cat >"$folder/task.sh" <<'END'
#!/bin/sh
#SBATCH --requeue
part=$(printf '%s/part.%05d' "$1" "$SLURM_ARRAY_TASK_ID")
shift
[ -e "$part.ndjson" ] || concordat check -q -j "${SLURM_CPUS_PER_TASK:-1}" -o "ndjson=$part.ndjson" --files-from "$part" "$@" ||
    [ $? -lt 4 ]
END
sbatch --wait --quiet --array="0-$last" --output="$folder/%a.log" "$folder/task.sh" "$folder" "$@"

concordat report -f "$format" "$folder"/part.?????.ndjson
