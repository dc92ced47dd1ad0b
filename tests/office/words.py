"""Words of drafts, to be compared: what draft_blocks prints, and what LibreOffice exports as text."""
import difflib
import subprocess

BULLETS = set("•o▪\uf0b7\uf0a7§·–★◦‣□")


def split(text):
    """Words, without what cannot be seen and without bullets, which are no words."""
    for unseen in "\u00ad\u200b\ufeff":
        text = text.replace(unseen, "")
    return [word for word in text.replace("\u2011", "-").split() if word not in BULLETS]


def read(program, path, *options):
    """Rows of draft_blocks: kind, place or author, label, text."""
    run = subprocess.run([program, *options, path], capture_output=True, check=False)
    if run.returncode != 0:
        raise SystemExit(f"draft_blocks ended with {run.returncode} on {path}: {run.stderr.decode()[:2000]}")
    rows = [line.split("\t") for line in run.stdout.decode("utf-8").split("\n")]
    return [row for row in rows[1:] if len(row) == 4]


def of_rows(rows, kinds=("clause", "schedule", "table")):
    words = []
    for kind, _, label, text in rows:
        if kind in kinds:
            words += split(label.rstrip("?*"))
            words += split(text.replace("\u21b5", " "))
    return words


def differences(left, right):
    """Pairs of words that stand in one but not in the other."""
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    return [(left[a:b], right[c:d]) for what, a, b, c, d in matcher.get_opcodes() if what != "equal"]
