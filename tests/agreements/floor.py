"""floor.py SCAN CHECKLIST FOLDER RECALL FALSE PLACE - what the words find in agreements written for this project.

SCAN is the program of tests/bench/bench_words.c. FOLDER has texts and labels.tsv: document, check, verdict (present or
absent; what is neither is not listed) and the places that deal with it, bytes, start-end. Exit status 1 where recall on
present is below RECALL, false alarms on absent are above FALSE, or less than PLACE of the first evidence lies in the
places. The labels are of one reader, who wrote the texts: a floor against falling back, no measure of how good the words
are on others' drafts.
"""
import collections
import glob
import json
import os
import subprocess
import sys


def labels(folder):
    with open(os.path.join(folder, "labels.tsv"), encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines][1:]
    return [(d, c, v, [tuple(map(int, s.split("-"))) for s in places.split(",")] if places != "-" else [])
            for d, c, v, places in rows]


def evidence(scan, checklist, folder):
    """{(document, check): evidence}"""
    files = sorted(glob.glob(os.path.join(folder, "*.txt")))
    done = subprocess.run([scan, checklist, *files], stdout=subprocess.PIPE, check=True).stdout.decode()
    found = {}
    for line in done.split("\n"):
        if line.strip():
            draft = json.loads(line)
            name = os.path.basename(draft["draft"]["file"])[:-len(".txt")]
            found.update({(name, o["check"]): o["evidence"] for o in draft["outcomes"]})
    return found


def right(first, places):
    a, b = first["start"], first["end"]
    return 2 * sum(max(0, min(b, y) - max(a, x)) for x, y in places) >= b - a


def score(rows, found):
    """[(document, check, kind, right)]: kind is tp, fn, fp or tn."""
    out = []
    for document, check, verdict, places in rows:
        e = found[document, check]
        kind = ("tp" if e else "fn") if verdict == "present" else ("fp" if e else "tn")
        out.append((document, check, kind, kind == "tp" and right(e[0], places)))
    return out


def shares(scored):
    c = collections.Counter(kind for _, _, kind, _ in scored)
    placed = sum(r for _, _, _, r in scored)
    return c["tp"] / max(1, c["tp"] + c["fn"]), c["fp"] / max(1, c["fp"] + c["tn"]), placed / max(1, c["tp"])


def main(scan, checklist, folder, *floors):
    scored = score(labels(folder), evidence(scan, checklist, folder))
    got = shares(scored)
    print("recall %.3f false alarms %.3f first in place %.3f" % got)
    for document, check, kind, _ in scored:
        if kind in ("fn", "fp"):
            print("missed" if kind == "fn" else "false alarm", document, check, sep="\t")
    recall, false, place = map(float, floors)
    return got[0] < recall or got[1] > false or got[2] < place


if __name__ == "__main__":
    if len(sys.argv) != 7:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
