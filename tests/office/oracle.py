"""Random documents as LibreOffice shows them, against what is read here: the same words and numbers.
   oracle.py DRAFT_BLOCKS [COUNT [FIRST]]
COUNT documents (300) of each of three makers, from number FIRST (0) on. Half of the Word files have tracked changes: these
are read as accepted and as original, and LibreOffice shows documents that are so without any change. Ends with 77 where there
is no LibreOffice."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

import generate
import generate_odt
import generate_wild
import pack
import words

BATCH = 150
CONVERTED = 30
OTHERS = 4

WORD = re.compile(r"[a-z]{4,}\d+")

# What LibreOffice's text has otherwise, and what both are therefore without.
KNOWN = [
    ("text boxes", "its text export leaves them out", re.compile(r"^box\S*")),
    ("hidden words", "its text export keeps them", re.compile(r"^HIDDEN\S*")),
    ("footnotes", "it puts the mark against the word before it, and leaves out the note", re.compile(r"(?<=¤)(\d+|[ivxlc]+)")),
    ("words around a field", "it leaves out what stands before a field in the result of another", re.compile(r"^outer$")),
]


def known(tokens):
    for _, _, pattern in KNOWN:
        tokens = [pattern.sub("", token) for token in tokens]
    return [token for token in tokens if token]


def convert(folder, files, form="txt:Text (encoded):UTF8"):
    """With a profile of its own, so that a LibreOffice of the user's is left alone."""
    profile = os.path.join(folder, "profile")
    for at in range(0, len(files), BATCH):
        subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", form, "--outdir",
                        folder, *files[at:at + BATCH]], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       timeout=1200)


def text_of(path):
    with open(path, encoding="utf-8") as file:
        return known(words.split(file.read()))


def converted(program, folder, plain):
    """What LibreOffice makes of some of the documents: OpenDocument files read here have what LibreOffice itself reads in them.
    It does not write all of a Word file's numbers into them, so that is what they are compared with, but most are there."""
    some = plain[:CONVERTED]
    wrong = same = 0
    for form in ("odt", "fodt"):
        inside = os.path.join(folder, form)
        os.mkdir(inside)
        convert(inside, some, form)
        files = sorted(glob.glob(f"{inside}/*.{form}"))
        convert(inside, files)
        for path, word in zip(files, some):
            name = os.path.basename(path)
            wrong += compare(program, name, path, path[:-len(form)] + "txt")
            ours = words.of_rows(words.read(program, path))
            same += "".join(ours) == "".join(words.of_rows(words.read(program, word)))
    print(f"{2 * len(some)} OpenDocument files compared with LibreOffice, {wrong} differences; {same} say all that the Word file says")
    return wrong + (same < 1.5 * len(some))


def only_words(tokens):
    """The counted words of the generator, without numbers."""
    return [match.group(0) for match in map(WORD.search, tokens) if match]


def other_formats(program, folder):
    """What LibreOffice makes of documents without tables and without anything beside the words. A PDF has all of it, and the
    page header; a web page has the words, but its lists have only numbers that HTML can say."""
    inside = os.path.join(folder, "others")
    os.mkdir(inside)
    names = [f"{inside}/{seed}.docx" for seed in range(1000, 1000 + OTHERS)]
    for name in names:
        pack.write_docx(name, generate.Document(int(os.path.basename(name)[:-5]), plain=True).parts("accepted"))
    wrong = 0
    for form in ("pdf", "html"):
        convert(inside, names, form)
        for name in names:
            wanted = words.of_rows(words.read(program, name))
            seen = [word for word in words.of_rows(words.read(program, name[:-4] + form)) if word != "HEADER"]
            if form == "html":
                wanted, seen = only_words(wanted), only_words(seen)
            if "".join(wanted) != "".join(seen):
                print(f"{os.path.basename(name)} as {form}: {words.differences(wanted, seen)[:4]}")
                wrong += 1
    print(f"{OTHERS} documents as PDF and as web pages, {wrong} of them differ")
    return wrong


def compare(program, name, path, text, options=()):
    ours = known(words.of_rows(words.read(program, path, *options)))
    theirs = text_of(text)
    if "".join(ours) == "".join(theirs): # it moves some line breaks, so that words stand against each other
        return 0
    wrong = words.differences(theirs, ours)
    for left, right in wrong[:5]:
        print(f"{name}: LibreOffice has {left[:12]}, here stands {right[:12]}")
    return len(wrong)


def made_by(maker, program, folder, first, count):
    """Documents of one of the makers, compared; those without tracked changes, and what differs."""
    os.mkdir(folder)
    maker.main(folder, first, first + count - 1)
    plain = [path for path in sorted(glob.glob(folder + "/*.*"))
             if "-" in os.path.basename(path) or not os.path.exists(path[:-5] + "-accepted.docx")]
    convert(folder, plain)
    wrong = compared = 0
    for path in plain:
        text = path.rpartition(".")[0] + ".txt"
        name, _, state = os.path.basename(path).rpartition(".")[0].partition("-")
        wrong += compare(program, os.path.basename(path), path, text)
        compared += 1
        if state:
            options = ("--original",) if state == "original" else ()
            wrong += compare(program, f"{name}.docx {state}", os.path.join(folder, name + ".docx"), text, options)
            compared += 1
    print(f"{maker.__name__}: {compared} readings of {count} documents compared with LibreOffice, {wrong} differences")
    return plain, wrong


def main(program, count="300", first="0"):
    if shutil.which("soffice") is None:
        print("absent: soffice")
        return 77
    folder = tempfile.mkdtemp(prefix="concordat-oracle-")
    wrong = 0
    try:
        for maker in (generate, generate_wild, generate_odt):
            plain, differs = made_by(maker, program, os.path.join(folder, maker.__name__), int(first), int(count))
            wrong += differs
            if maker is generate:
                wrong += converted(program, folder, plain)
        wrong += other_formats(program, folder)
    finally:
        shutil.rmtree(folder)
    print(f"{3 * int(count)} documents compared with LibreOffice, {wrong} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
