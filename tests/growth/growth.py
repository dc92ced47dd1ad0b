"""Time and memory grow with the input, not with its square: hostile shapes at one size and at twice that.

    growth.py CONCORDAT [NAME...]

Each shape is made as large as takes a quarter of a second of processor time or as a limit allows, then half as large again
twice over; the ratio of the best of three runs must be at most 2.5, for time and for memory beyond what an empty run takes
(memory grows in steps: above that, the ratio at the next doubling must be). Exits with 1 where one is not. Ratios of one
machine in one run, so that its speed does not matter."""
import os
import resource
import subprocess
import sys
import tempfile
import zipfile

ENOUGH, MOST, RUNS = 0.3, 2.5, 3

HEAD = "schema: concordat.agreement/v1\nagreement: {title: A}\n"
CHECKLIST = "schema: concordat.checklist/v1\nname: own\nversion: \"1\"\ntitle: Own\n"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body, numbering=None, notes=None):
    """Parts of a Word file."""
    def part(root, text):
        return f'<w:{root} xmlns:w="{W}">{text}</w:{root}>'
    relations = [("document.xml", "officeDocument")]
    parts = {"word/document.xml": part("document", "<w:body>" + body + "</w:body>")}
    beside = []
    for name, kind, text in (("numbering", "numbering", numbering), ("footnotes", "footnotes", notes)):
        if text is not None:
            parts[f"word/{name}.xml"] = part(name, text)
            beside.append((f"{name}.xml", kind))
    def relate(rows, folder):
        inner = "".join(f'<Relationship Id="r{i}" Type="{R}/{kind}" Target="{folder}{name}"/>' for i, (name, kind) in enumerate(rows))
        return f'<Relationships xmlns="{P}">{inner}</Relationships>'
    parts["_rels/.rels"] = relate(relations, "word/")
    parts["word/_rels/document.xml.rels"] = relate(beside, "")
    return parts


def paragraph(text, more=""):
    return f"<w:p>{more}<w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(level):
    return f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'


NUMBERING = ('<w:abstractNum w:abstractNumId="0">' + "".join(
    f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="' +
    ".".join(f"%{j + 1}" for j in range(i + 1)) + '"/></w:lvl>' for i in range(9)) +
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')

# name, file, the most of it, what n of it is
SHAPES = [
    # plain text
    ("short lines", "a.txt", 400000, lambda n: "a\n" * n),
    ("short paragraphs", "a.txt", 400000, lambda n: "a\n\n" * n),
    ("one long line", "a.txt", 30000000, lambda n: "x" * n),
    ("one long line of words", "a.txt", 8000000, lambda n: "word " * n),
    ("one sentence of capitals", "a.txt", 4000000, lambda n: "Word " * n),
    ("clauses", "a.txt", 200000, lambda n: "".join(f"{i}. The parties agree {i}.\n\n" for i in range(1, n))),
    ("definitions", "a.txt", 100000, lambda n: "".join(f'"Term{i}" means the thing {i}.\n\n' for i in range(n))),
    ("terms that are alike", "a.txt", 100000, lambda n: "".join(f'"Service{"s" * (i % 50)} {i}" means it.\n\n' for i in range(n))),
    ("uses of terms", "a.txt", 1000000, lambda n: '"Service" means it.\n\n' + "1. The Service of the Service.\n" * n),
    ("references", "a.txt", 300000, lambda n: "1. The parties agree.\n\n" + "2. As clause 1 says.\n" * n),
    ("references that lead nowhere", "a.txt", 200000, lambda n: "".join(f"{i}. As clause {n + i}.1 says.\n\n" for i in range(1, n))),
    ("references in one sentence", "a.txt", 1000000, lambda n: "1. See " + "clause 1, " * n + "and so on.\n"),
    ("numbers", "a.txt", 1000000, lambda n: "1. " + "12 (twelve) " * n),
    ("sums and shares", "a.txt", 300000, lambda n: "1. It pays " + "£5,000 and 12.5% " * n),
    ("dates", "a.txt", 300000, lambda n: "1. On " + "1 April 2026 or " * n),
    ("brackets", "a.txt", 5000000, lambda n: "1. " + "[" * n),
    ("blanks to fill", "a.txt", 300000, lambda n: "1. Pay [amount] to [name]. " * n),
    ("quotes", "a.txt", 5000000, lambda n: '1. ' + '"' * n),
    ("opening quotes", "a.txt", 1000000, lambda n: "1. " + "“a " * n),
    ("deep numbers", "a.txt", 200000, lambda n: "".join(".".join(["1"] * (1 + i % 8)) + " Yes.\n\n" for i in range(n))),
    ("short names", "a.txt", 300000, lambda n: "This Agreement is made between Hill Council " + "".join(
        "(X%s) " % "".join(chr(97 + i // 26 ** k % 26) for k in range(4)) for i in range(n)) + "and Dale Council.\n"),
    ("letters in brackets", "a.txt", 200000, lambda n: "".join(f"({chr(97 + i % 26)}) it;\n" for i in range(n))),
    ("items that point somewhere", "a.txt", 300000, lambda n: "(a) See the Act.\n\n" * n),
    ("schedules", "a.txt", 100000, lambda n: "".join(f"SCHEDULE {i}\n\nThe parties agree.\n\n" for i in range(1, n))),
    ("parties", "a.txt", 100000, lambda n: "BETWEEN:\n" + "".join(f"({i}) Council {i} of the Town Hall; and\n" for i in range(1, n))),
    ("headings", "a.txt", 200000, lambda n: "".join(f"{i}. HEADING {i}\n\nText.\n\n" for i in range(1, n))),
    ("a list of contents", "a.txt", 200000, lambda n: "Contents\n" + "".join(f"{i}. Heading ..... {i}\n" for i in range(1, n))),
    ("columns of blanks", "a.txt", 300000, lambda n: ("a" + " " * 80 + "b\n") * n),
    ("points", "a.txt", 3000000, lambda n: "1. a" + ". " * n),
    ("lines to sign on", "a.txt", 100000, lambda n: "Signed by ______________\n" * n),
    ("negations", "a.txt", 300000, lambda n: "1. Nothing shall not be no liability without notice. " * n),
    ("duties in one sentence", "a.txt", 300000, lambda n: "1. The Host " + "shall pay " * n),
    ("reviews in one sentence", "a.txt", 300000, lambda n: "1. The Host " + "shall review " * n),
    ("duties of many sentences", "a.txt", 300000, lambda n: "1. The Host " + "shall pay. It shall review: " * n),
    ("duties that nobody has", "a.txt", 300000, lambda n: "1. Fees " + "shall be paid and shall be reported. " * n),
    ("one number again and again", "a.txt", 300000, lambda n: "1. The Host pays.\n" + "2.1 \"\n" * n),
    ("lines in brackets", "a.txt", 300000, lambda n: "1. The Host " + "____ (" * n),
    ("lines and dots", "a.txt", 300000, lambda n: "1. The Host " + "____ . " * n),
    ("items and references to them", "a.txt", 300000, lambda n: "1. The Host " + "(a) (1) clause 1 (a)(i) (b) pay " * n),
    # PDF is text with pages
    # Markdown
    ("markdown headings", "a.md", 200000, lambda n: "# a\n\n" * n),
    ("markdown lists", "a.md", 300000, lambda n: "1. a\n" * n),
    ("markdown quotations", "a.md", 300000, lambda n: "> a\n\n" * n),
    ("markdown emphasis", "a.md", 1000000, lambda n: "*a **" * n),
    ("markdown openers", "a.md", 1000000, lambda n: "[" * n),
    ("markdown links", "a.md", 300000, lambda n: "[a](b " * n),
    ("markdown code", "a.md", 500000, lambda n: "`" * 3 + "a " + "` `` " * n),
    ("markdown footnotes", "a.md", 100000, lambda n: "".join(f"a[^{i}]\n\n[^{i}]: note\n\n" for i in range(n))),
    ("markdown footnotes named again", "a.md", 100000, lambda n: "[^1]: note\n\n" + "a[^1] " * n),
    ("markdown definitions", "a.md", 100000, lambda n: "".join(f"[a{i}]: /x\n" for i in range(n)) + "[a1] " * n),
    ("markdown rows", "a.md", 200000, lambda n: "|a|b|\n|-|-|\n" + "|1|2|\n" * n),
    ("markdown wide rows", "a.md", 2000, lambda n: "|a" * 400 + "|\n" + "|-" * 400 + "|\n" + ("|1" * 400 + "|\n") * n),
    ("markdown bars", "a.md", 300000, lambda n: "a|b\n" * n),
    ("markdown HTML", "a.md", 500000, lambda n: "<a " * n),
    ("markdown comments", "a.md", 500000, lambda n: "<!-- a " * n),
    ("markdown entities", "a.md", 1000000, lambda n: "&amp;" * n),
    ("markdown backslashes", "a.md", 1000000, lambda n: "\\*" * n),
    # HTML
    ("html paragraphs", "a.html", 300000, lambda n: "<p>a" * n),
    ("html unclosed", "a.html", 300000, lambda n: "<b>a<p>" * n),
    ("html formatting", "a.html", 100000, lambda n: "<b><i><u>a</b>c" * n),
    ("html lists", "a.html", 200000, lambda n: "<ol><li>a</ol>" * n),
    ("html one list", "a.html", 300000, lambda n: "<ol>" + "<li>a" * n),
    ("html tables", "a.html", 100000, lambda n: "<table><tr><td>a</table>" * n),
    ("html one table", "a.html", 300000, lambda n: "<table>" + "<tr><td>a" * n),
    ("html cells", "a.html", 300000, lambda n: "<table><tr>" + "<td>a" * n),
    ("html out of tables", "a.html", 200000, lambda n: "<table>" + "<p>a" * n),
    ("html entities", "a.html", 1000000, lambda n: "<p>" + "&amp;&#65;&nosuch;" * n),
    ("html styles", "a.html", 100000, lambda n: "<style>" + "".join(f".c{i} {{ display: none }}\n" for i in range(n)) + "</style>" +
     "".join(f"<p class=c{i}>a" for i in range(n))),
    ("html numbers", "a.html", 200000, lambda n: "<head><style>" + ".lst-kix_a-1>li:before{content:" * n + "</style>"),
    ("html comments", "a.html", 500000, lambda n: "<!--" * n),
    ("html changes", "a.html", 200000, lambda n: "<p>" + "<del>a</del><ins>b</ins> " * n),
    ("html title of many lines", "a.html", 300000, lambda n: "<h1>AGREEMENT FOR<br>" + "AB CD<br>" * n + "</h1>"),
    ("html end tags", "a.html", 500000, lambda n: "</p>" * n),
    # Word
    ("docx paragraphs", "a.docx", 200000, lambda n: docx(paragraph("The parties agree.") * n)),
    ("docx one paragraph", "a.docx", 300000, lambda n: docx("<w:p>" + "<w:r><w:t>word </w:t></w:r>" * n + "</w:p>")),
    ("docx numbers", "a.docx", 100000, lambda n: docx("".join(paragraph("It is.", listed(i % 9)) for i in range(n)), NUMBERING)),
    ("docx lists", "a.docx", 50000, lambda n: docx("".join(
        paragraph("It is.", f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{i + 1}"/></w:numPr></w:pPr>') for i in range(n)),
        NUMBERING.split("<w:num ")[0] + "".join(f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="0"/></w:num>' for i in range(n)))),
    ("docx changes", "a.docx", 40000, lambda n: docx("".join(
        paragraph("a", "") + f'<w:p><w:ins w:id="{i}" w:author="b"><w:r><w:t>c</w:t></w:r></w:ins></w:p>' for i in range(n)))),
    ("docx footnotes", "a.docx", 40000, lambda n: docx("".join(
        f'<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="{i}"/></w:r></w:p>' for i in range(n)), None, "".join(
            f'<w:footnote w:id="{i}">' + paragraph("note") + "</w:footnote>" for i in range(n)))),
    ("docx rows", "a.docx", 100000, lambda n: docx("<w:tbl>" + ("<w:tr>" + ("<w:tc>" + paragraph("1") + "</w:tc>") * 2 + "</w:tr>") * n +
     "</w:tbl>")),
    ("docx cells", "a.docx", 100000, lambda n: docx("<w:tbl><w:tr>" + ("<w:tc>" + paragraph("1") + "</w:tc>") * n + "</w:tr></w:tbl>")),
    ("docx fields", "a.docx", 100000, lambda n: docx('<w:p>' + ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a'
     '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>') * n + '</w:p>')),
    ("docx bookmarks", "a.docx", 100000, lambda n: docx("".join(
        f'<w:bookmarkStart w:id="{i}" w:name="b{i}"/><w:bookmarkEnd w:id="{i}"/>' + paragraph("a") for i in range(n)))),
    # descriptions
    ("keys", "a.yaml", 300000, lambda n: HEAD + "".join(f"k{i}: 1\n" for i in range(n))),
    ("wrong parties", "a.yaml", 100000, lambda n: HEAD + "parties:\n" + "- {id: a, nmae: b}\n" * n),
    ("parties of one", "a.yaml", 30000, lambda n: HEAD + "parties:\n" + "".join(f"- {{id: p{i}, name: P}}\n" for i in range(n))),
    ("anchors", "a.yaml", 200000, lambda n: HEAD + "x:\n" + "".join(f"- &a{i} 1\n" for i in range(n))),
    ("aliases", "a.yaml", 200000, lambda n: HEAD + "x: &a 1\ny:\n" + "- *a\n" * n),
    ("merged keys", "a.yaml", 50000, lambda n: HEAD + "x: &a {b: 1}\ny:\n" + "- {<<: *a}\n" * n),
    ("a long text", "a.yaml", 20000000, lambda n: HEAD + "x: " + "a " * n + "\n"),
    ("a folded text", "a.yaml", 1000000, lambda n: HEAD + "x: >\n" + "  a\n\n" * n),
    ("quoted text", "a.yaml", 5000000, lambda n: HEAD + 'x: "' + '\\u00e9' * n + '"\n'),
    ("comments", "a.yaml", 1000000, lambda n: HEAD + "# a\n" * n),
    ("documents", "a.yaml", 20000, lambda n: ("---\n" + HEAD) * n),
    ("empty documents", "a.yaml", 300000, lambda n: "---\n" * n + HEAD),
    ("a long flow", "a.yaml", 500000, lambda n: HEAD + "x: [" + "1," * n + "]\n"),
    ("waivers in a description", "a.yaml", 20000, lambda n: HEAD + "waivers:\n" +
     "- {check: exit-notice, reason: r, approved_by: a, approved: 2026-01-01, until: 2027-01-01}\n" * n),
    # what stands beside
    ("waivers", "w.yaml", 30000, lambda n: "schema: concordat.waivers/v1\nwaivers:\n" + "".join(
        f"- {{agreement: a{i}, check: shared-services/exit-notice, reason: r, approved_by: b, approved: 2026-01-01, "
        f"until: 2027-01-01}}\n" for i in range(n))),
    ("baseline", "b.yaml", 50000, lambda n: "schema: concordat.baseline/v1\nentries:\n" + "".join(
        f"- {{agreement: a{i}, check: shared-services/exit-notice, subject: s{i}}}\n" for i in range(n))),
    ("checks", "c.yaml", 10000, lambda n: CHECKLIST + "checks:\n" + "".join(
        f"- {{id: c{i}, title: C, severity: low, sources: [], fix: f, words: [w{i}]}}\n" for i in range(n))),
    ("answers", "a.csv", 9000, lambda n: "path,answer\n" + "agreement.title,A\n" * n),
    ("parties in answers", "a.csv", 9000, lambda n: "path,answer\n" + "".join(f"parties.p{i}.name,A\n" for i in range(n))),
    ("figures beside a description", "s.txt", 300000, lambda n: "1. On " + "12% and " * n),
    # saved reports
    ("reviews", "a.json", 20000, lambda n: saved(n, "reviews")),
    ("outcomes", "a.json", 20000, lambda n: saved(n, "outcomes")),
]

SAVED = {}


def saved(n, what):
    """A report of this program with one review n times, or with one outcome n times."""
    import copy
    import json
    if not SAVED:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.yaml")
            with open(path, "w") as file:
                file.write(HEAD)
            made = subprocess.run([PROGRAM, "check", "--no-config", "-f", "json", path], stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL)
        SAVED.update(json.loads(made.stdout))
    report = copy.deepcopy(SAVED)
    review = report["reviews"][0]
    review["outcomes"] = review["outcomes"][:1]
    if what == "outcomes":
        review["outcomes"] *= n
    else:
        report["reviews"] *= n
    return json.dumps(report)


COMMANDS = {
    ".csv": ["new", "--answers"],
    ".json": ["report", "-f", "compact"],
    "w.yaml": ["waive", "list", "--no-config", "--waivers"],
    "b.yaml": ["baseline", "check", "--no-config", "a-file-of-its-own", "--baseline"],
    "s.txt": ["check", "--no-config", "a-file-of-its-own", "--draft"],
    "c.yaml": ["checklist", "lint"],
}


def write(path, shape, n):
    """In a process of its own: the peak memory of a child begins with that of its parent."""
    child = os.fork()
    if not child:
        try:
            put(path, shape(n))
            os._exit(0)
        finally:
            os._exit(1)
    if os.waitpid(child, 0)[1]:
        raise SystemExit(f"{path} cannot be written")


def put(path, made):
    if isinstance(made, dict):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as out:
            for name, text in made.items():
                out.writestr(name, text)
    else:
        with open(path, "wb") as out:
            out.write(made.encode())


def run(name, path):
    """Processor time and peak memory of a run."""
    command = next((words for end, words in COMMANDS.items() if name.endswith(end)), ["check", "--no-config"])
    if "a-file-of-its-own" in command:
        own = os.path.join(os.path.dirname(path), "own.yaml")
        put(own, HEAD)
        command = [own if word == "a-file-of-its-own" else word for word in command]
    with subprocess.Popen([PROGRAM] + command + [path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in range(5):
        raise SystemExit(f"{name}: ended with {child.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss


def measure(folder, name, shape, sizes):
    best = {}
    for n in sizes:
        write(os.path.join(folder, f"{n}-{name}"), shape, n)
    for _ in range(RUNS):
        for n in sizes:
            now = run(name, os.path.join(folder, f"{n}-{name}"))
            best[n] = tuple(min(pair) for pair in zip(now, best.get(n, now)))
    for n in sizes:
        os.unlink(os.path.join(folder, f"{n}-{name}"))
    return best


def is_step(folder, name, shape, n, peak, empty):
    """Buffers double, so that memory grows in steps. What grows with the square does so at the next doubling too."""
    next_peak = measure(folder, name, shape, [2 * n])[2 * n][1] - empty
    return peak <= next_peak <= MOST * peak


def try_shape(folder, title, name, most, shape):
    n = max(most // 256, 8)
    while 2 * n < most:
        path = os.path.join(folder, name)
        write(path, shape, n)
        if run(name, path)[0] >= ENOUGH / 2:
            break
        n *= 2
    n = min(n, most // 2)
    empty = EMPTY.setdefault(name[-5:], measure(folder, name, shape, [1])[1])
    best = measure(folder, name, shape, [n, 2 * n])
    small, large = ([max(now - then, 0.002) for now, then in zip(best[size], empty)] for size in (n, 2 * n))
    time, memory = large[0] / small[0], large[1] / max(small[1], 1024)
    good = time <= MOST or large[0] < 0.05
    if good and memory > MOST and large[1] >= 64 << 10:
        good = is_step(folder, name, shape, 2 * n, large[1], empty[1])
    print(f"{'' if good else 'GROWS TOO FAST: '}{title}: {n} and twice that: {small[0]:.3f} s x {time:.2f}, "
          f"{small[1] // 1024:.0f} MiB x {memory:.2f}", flush=True)
    return good


EMPTY = {}
PROGRAM = os.path.abspath(sys.argv[1])
with tempfile.TemporaryDirectory() as scratch:
    wanted = [row for row in SHAPES if not sys.argv[2:] or row[0] in sys.argv[2:]]
    failed = [row[0] for row in wanted if not try_shape(scratch, row[0], row[1], row[2], row[3])]
print(f"{len(wanted)} shapes, {len(failed)} grow too fast")
sys.exit(bool(failed) or not wanted)
