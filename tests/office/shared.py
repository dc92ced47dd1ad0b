"""The Word files of ../shared/docx against LibreOffice's text of each: the same words and numbers, but for the table.
   shared.py PROJECT DRAFT_BLOCKS"""
import os
import sys

import words

DELETED = "LibreOffice's text keeps what tracked changes delete; it is read as accepted"
MARK = "LibreOffice puts the mark of a footnote against the word before it; the note is a paragraph of its own here"

# file, words of LibreOffice, words here, why. The first and the last words of a long stretch are enough.
ALLOWED = [
    ("poi-delins.docx", "A pendant ... fantasy novels", "", DELETED),
    ("poi-footnotes.docx", "prostoy1", "prostoy", MARK),
    ("python-redlines-expected.docx", "good for testing.", "good.", DELETED),
    ("python-redlines-expected.docx", "not testingnothing.", "nothing.", DELETED),
    ("python-redlines-expected.docx", "don’t", "", DELETED),
    ("python-redlines-expected.docx", "testproduction", "production", DELETED),
    ("python-redlines-expected.docx", "what happened herehow", "how", DELETED),
]


def is_allowed(name, left, right):
    for file, theirs, ours, _ in ALLOWED:
        if file != name or " ".join(right) != ours:
            continue
        first, dots, last = theirs.partition(" ... ")
        seen = " ".join(left)
        if seen == theirs or (dots and seen.startswith(first) and seen.endswith(last)):
            return True
    return False


def main(top, program):
    folder = os.path.join(top, "..", "shared", "docx")
    if not os.path.isdir(folder):
        print("skipped: ../shared/docx is not here")
        return 77
    wrong = compared = 0
    for name in sorted(os.listdir(folder)):
        beside = os.path.join(folder, "lo-text", name[:-5] + ".txt")
        if not name.endswith(".docx") or not os.path.exists(beside):
            continue
        compared += 1
        with open(beside, encoding="utf-8") as text:
            theirs = words.split(text.read())
        ours = words.of_rows(words.read(program, os.path.join(folder, name)))
        for left, right in words.differences(theirs, ours):
            if not is_allowed(name, left, right):
                print(f"{name}: LibreOffice has {left[:20]}, here stands {right[:20]}")
                wrong += 1
    print(f"{compared} files compared")
    return 1 if wrong or compared == 0 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
