#!/bin/sh
# The recipes of examples/bulk give the single run, byte for byte.
#   bulk.sh parallel|slurm PROGRAM TOOLS PROJECT
# For Slurm a cluster of two nodes is made on this machine, which only root may do; it is gone at the end.
set -u
recipe=$1
program=$2
agreements=$3/agreements
project=$4
work=$(mktemp -d) || exit 1
chmod 755 "$work"
unset NO_COLOR COLUMNS

stop_cluster() {
    for file in "$work"/pid.*; do
        [ ! -f "$file" ] || kill "$(cat "$file")" 2>/dev/null
    done
}

finish() {
    status=$?
    [ "$recipe" != slurm ] || stop_cluster
    rm -rf "$work" 2>/dev/null || { sleep 2; rm -rf "$work"; } # daemons write while they end
    exit $status
}
trap finish EXIT

absent() {
    echo "absent: $*"
    exit 77
}

start_cluster() {
    host=$(hostname -s)
    mkdir -m 700 "$work/munge"
    mkdir "$work/state"
    head -c 64 /dev/urandom >"$work/munge/key"
    chmod 600 "$work/munge/key"
    export SLURM_CONF="$work/slurm.conf"
    cat >"$SLURM_CONF" <<END
ClusterName=recipe
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.sock
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool-%n
SlurmctldPidFile=$work/pid.ctld
SlurmdPidFile=$work/pid.%n
SlurmctldLogFile=$work/ctld.log
SlurmdLogFile=$work/%n.log
SlurmctldPort=16817
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
ReturnToService=2
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=16818 CPUs=1
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=16819 CPUs=1
PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
END
    munged --force --key-file="$work/munge/key" --socket="$work/munge.sock" --pid-file="$work/pid.munge" \
        --log-file="$work/munge/log" --seed-file="$work/munge/seed" 2>"$work/err" &&
        slurmctld -c 2>>"$work/err" && slurmd -N n1 2>>"$work/err" && slurmd -N n2 2>>"$work/err" ||
        absent "a Slurm that starts here ($(head -n 1 "$work/err"))"
    for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
        [ "$(sinfo -h -t idle -o %D 2>/dev/null)" = 2 ] && return
        sleep 1
    done
    absent "a Slurm whose nodes come up here"
}

case $recipe in
parallel) command -v parallel >/dev/null || absent parallel ;;
slurm)
    for name in munged slurmctld slurmd sbatch; do
        command -v $name >/dev/null || absent $name
    done
    [ "$(id -u)" = 0 ] || absent "root, who may start a cluster"
    ;;
esac

mkdir "$work/bin" "$work/files" || exit 1
ln -s "$program" "$work/bin/concordat"
PATH=$work/bin:$PATH
export PATH
"$agreements" files "$project/tests/bench/agreement.yaml" 900 "$work/files" || exit 1
"$agreements" mixed "$project/tests/bench/agreement.yaml" 20 >"$work/files/000300b.yaml"
: >"$work/files/000500b.yaml"
find "$work/files" -name '*.yaml' | LC_ALL=C sort >"$work/list"
[ "$recipe" != slurm ] || start_cluster

failed=0
for format in ndjson sarif; do
    concordat check -f $format --as-of 2026-12-01 --files-from "$work/list" >"$work/single" 2>/dev/null
    wanted=$?
    sh "$project/examples/bulk/$recipe.sh" "$work/list" "$work/shards" $format --as-of 2026-12-01 >"$work/merged" 2>"$work/err"
    status=$?
    [ $status = $wanted ] || { echo "$format: exit status $status, wanted $wanted: $(tail -n 3 "$work/err")"; failed=1; }
    cmp "$work/single" "$work/merged" || failed=1
    [ $format = sarif ] || rm "$work/shards/part.00002.ndjson" # the next run makes it again
done
echo "$(wc -l <"$work/list") files in $(find "$work/shards" -name '*.ndjson' | wc -l) shards"
exit $failed
