"""bank.py SCAN CHECKLIST BANK RECALL FALSE - what the words find in single sentences written for this project.

SCAN is the program of tests/bench/bench_words.c. BANK has rows of check, yes or no, heading or -, and text: a sentence
that deals with the check, or one that only sounds like it. Each stands in a draft of its own, under its heading. Half of
the rows were read when words were written, the other half never: a fifth column says which, and where there is none a
digest of the text. Both are told, and the floors are those of the second. These
drafts are too short for likeness, so that patterns alone are tried. Exit status 1 where less than
RECALL of its `yes` or more than FALSE of its `no` is found.
A whole agreement says a thing more than once, so that its recall is far higher.
"""
import collections
import hashlib
import json
import os
import subprocess
import sys
import tempfile

DRAFT = "SHARED WORK\n\n6. Weather\n\n6.1 The sun rose over Fell and Tarn.\n\n7. %s\n\n7.1 %s\n"


def rows(bank):
    with open(bank, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def write(folder, bank):
    for n, (_, _, heading, text, *_) in enumerate(bank):
        with open(os.path.join(folder, "%d.txt" % n), "w", encoding="utf-8") as f:
            f.write(text + "\n" if heading == "-" else DRAFT % (heading, text))


def found(scan, checklist, bank):
    """Whether the words of each row's check find anything in its draft."""
    with tempfile.TemporaryDirectory() as folder:
        write(folder, bank)
        files = [os.path.join(folder, "%d.txt" % n) for n in range(len(bank))]
        done = subprocess.run([scan, checklist, *files], stdout=subprocess.PIPE, check=True).stdout.decode()
    drafts = [json.loads(line) for line in done.split("\n") if line.strip()]
    if len(drafts) != len(bank):
        sys.exit("%d of %d sentences were read" % (len(drafts), len(bank)))
    return [any(o["evidence"] for o in draft["outcomes"] if o["check"] == row[0]) for draft, row in zip(drafts, bank)]


def is_read(row):
    return row[4] == "read" if len(row) > 4 else hashlib.sha256(row[3].encode()).digest()[0] % 2 == 0


def main(scan, checklist, path, recall, false):
    bank = rows(path)
    count = collections.Counter()
    for row, hit in zip(bank, found(scan, checklist, bank)):
        count[is_read(row), row[1], hit] += 1
    shares = {}
    for read in True, False:
        for kind in "yes", "no":
            shares[read, kind] = count[read, kind, True] / max(1, count[read, kind, True] + count[read, kind, False])
        print("%s half: found %.3f of yes, %.3f of no" % ("read" if read else "unread", shares[read, "yes"], shares[read, "no"]))
    return shares[False, "yes"] < float(recall) or shares[False, "no"] > float(false)


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
