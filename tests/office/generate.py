"""Random Word documents for comparisons with LibreOffice: numbers of every kind, tables, tracked changes, what stands
beside the words. The same seed gives the same document.
   generate.py FOLDER FIRST LAST
writes NNN.docx, and where it has tracked changes also NNN-accepted.docx and NNN-original.docx, which have none but are what
it becomes when all changes are accepted or rejected. All words are counted ones: no document says anything."""
import random
import sys

import pack

FORMATS = ["decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "ordinal", "cardinalText",
           "ordinalText"]
HEADINGS = ["Heading1", "Heading2", "Heading3", "Sub", "SubSub", "Schedule", "Deep"]


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def value(tag, content):
    return f'<w:{tag} w:val="{escape(str(content))}"/>'


class Numbering:
    """Abstract lists of random levels, and lists made of them with and without overrides."""

    def __init__(self, rng):
        self.rng = rng
        self.starts = [[1] * 6]
        self.abstracts = [self.outline()] + [self.any_list(i) for i in range(1, rng.randint(2, 5))]
        self.nums = []
        for abstract in range(len(self.abstracts)):
            self.nums.append((abstract, ""))
        for _ in range(rng.randint(1, 6)):
            abstract = rng.randrange(len(self.abstracts))
            self.nums.append((abstract, self.overrides(self.starts[abstract])))

    def level(self, index, form, text, start=1, style=None):
        restart = ""
        if index > 1 and self.rng.random() < 0.1:
            restart = value("lvlRestart", index)
        linked = value("pStyle", style) if style else ""
        return (f'<w:lvl w:ilvl="{index}">{value("start", start)}{value("numFmt", form)}{restart}{linked}'
                f'{value("lvlText", text)}<w:lvlJc w:val="left"/></w:lvl>')

    def text_of(self, index, form):
        if form == "bullet":
            return "•"
        if self.rng.random() < 0.35 and index:
            return ".".join(f"%{k + 1}" for k in range(index + 1))
        if self.rng.random() < 0.1 and index:
            return f"%{index}-%{index + 1}"
        own = f"%{index + 1}"
        return self.rng.choice(["{}.", "({})", "{})", "{}", "Part {}", "[{}]"]).format(own)

    def outline(self):
        """What law firms write: 1. / 1.1 / (a) / (i) / (A), bound to styles."""
        levels = [("decimal", "%1.", "Heading1"), ("decimal", "%1.%2", "Heading2"), ("lowerLetter", "(%3)", "Sub"),
                  ("lowerRoman", "(%4)", "SubSub"), ("upperLetter", "(%5)", None), ("decimal", "%1.%2(%3)(%6)", None)]
        return "".join(self.level(i, form, text, 1, style) for i, (form, text, style) in enumerate(levels))

    def any_list(self, number):
        levels, starts = [], []
        for index in range(self.rng.randint(2, 6)):
            form = self.rng.choice(FORMATS + ["decimal", "lowerLetter", "bullet"])
            style = {0: "Schedule", 1: "Deep"}.get(index) if number == 1 else None
            starts.append(self.rng.choice([1, 1, 1, 0 if form == "decimal" else 2, 3, 25]))
            levels.append(self.level(index, form, self.text_of(index, form), starts[-1], style))
        if self.rng.random() < 0.2: # words instead of a number, under all the others
            starts.append(1)
            levels.append(self.level(len(levels), "none", "Note:"))
        self.starts.append(starts)
        return "".join(levels)

    def overrides(self, starts):
        """LibreOffice begins anew at one level of a list only, and where an override and its level begin apart it takes now the
        one, now the other: no list here has such."""
        made = []
        for index in range(min(self.rng.randint(0, 3), len(starts))):
            what = self.rng.random()
            if what < 0.5 and "startOverride" not in "".join(made):
                made.append(f'<w:lvlOverride w:ilvl="{index}">{value("startOverride", self.rng.randint(1, 9))}'
                            "</w:lvlOverride>")
            elif what >= 0.8:
                form = self.rng.choice(FORMATS)
                made.append(f'<w:lvlOverride w:ilvl="{index}">'
                            f'{self.level(index, form, self.text_of(index, form), starts[index])}</w:lvlOverride>')
        return "".join(made)

    def xml(self):
        abstracts = "".join(f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="multilevel"/>{levels}'
                            "</w:abstractNum>" for i, levels in enumerate(self.abstracts))
        nums = "".join(f'<w:num w:numId="{i + 1}">{value("abstractNumId", abstract)}{overrides}</w:num>'
                       for i, (abstract, overrides) in enumerate(self.nums))
        return f"<w:numbering {pack.NAMESPACES}>{abstracts}{nums}</w:numbering>"


def style(name, title, based, number="", outline=None):
    level = value("outlineLvl", outline) if outline is not None else ""
    return (f'<w:style w:type="paragraph" w:styleId="{name}">{value("name", title)}{value("basedOn", based)}'
            f"<w:pPr>{number}{level}</w:pPr></w:style>")


def number(num, level=None):
    inner = value("ilvl", level) if level is not None else ""
    return f"<w:numPr>{inner}{value('numId', num)}</w:numPr>"


SECRET = f'<w:style w:type="character" w:styleId="Secret">{value("name", "Secret")}<w:rPr><w:vanish/></w:rPr></w:style>'


def styles():
    return (f'<w:styles {pack.NAMESPACES}><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
            f'{value("name", "Normal")}</w:style>'
            + SECRET + style("Heading1", "heading 1", "Normal", number(1), 0)
            + style("Heading2", "heading 2", "Normal", number(1, 1), 1)
            + style("Heading3", "heading 3", "Heading2") + style("Sub", "Sub", "Normal", number(1, 2))
            + style("SubSub", "Sub Sub", "Sub", number(1, 3)) + style("Schedule", "Schedule", "Normal", number(2), 0)
            + style("Deep", "Deep", "Normal", number(2, 1)) + style("Body", "Body", "Normal", number(0)) + "</w:styles>")


class Change:
    """A tracked change: who, and whether it inserts."""

    def __init__(self, rng, inserts):
        self.inserts = inserts
        self.author = rng.choice(["A. Solicitor", "B. Client"])


class Document:
    lists = Numbering

    def __init__(self, seed, plain=False):
        self.rng = random.Random(seed)
        self.plain = plain # nothing beside the words
        self.seed = seed
        self.numbering = self.lists(self.rng)
        self.words = 0
        self.ids = 100
        self.notes = []
        self.comments = []
        self.tracked = seed % 2 == 1 and not plain
        self.blocks = [self.block(0) for _ in range(self.rng.randint(30, 70))]

    # --- the model: each paragraph is (properties, old properties or None, change of its mark or None, pieces)

    def word(self):
        self.words += 1
        return self.rng.choice(["alpha", "bravo", "charlie", "delta", "echo", "golf"]) + str(self.words)

    def some_words(self):
        return " ".join(self.word() for _ in range(self.rng.randint(1, 6)))

    def piece(self):
        kind = self.rng.random()
        change = None
        if self.tracked and self.rng.random() < 0.2:
            change = Change(self.rng, self.rng.random() < 0.5)
        if kind < 0.60 or change:
            return ("words", self.some_words(), change)
        if kind < 0.98:
            other = self.rng.choice(["bold", "tab", "break", "hyphen", "soft", "field", "control", "run control",
                                     "footnote", "comment", "hidden", "secret", "box", "smart", "symbols", "bookmark"])
            return (other, self.some_words(), None)
        return ("words", "", None)

    def properties(self):
        kind = self.rng.random()
        if kind < 0.40:
            return value("pStyle", self.rng.choice(HEADINGS))
        if kind < 0.50:
            return ""
        if kind < 0.55:
            return value("pStyle", "Body")
        if kind < 0.63:
            return value("pStyle", self.rng.choice(["Heading1", "Heading2", "Sub"])) + number(
                self.rng.choice([0, 1 + self.rng.randrange(len(self.numbering.nums))]), self.rng.randint(0, 1))
        if kind < 0.67:
            return value("pStyle", "Heading2") + f"<w:numPr>{value('ilvl', self.rng.randint(0, 3))}</w:numPr>"
        num = self.rng.randrange(len(self.numbering.nums))
        levels = self.numbering.abstracts[self.numbering.nums[num][0]].count("<w:lvl ")
        return number(num + 1, self.rng.randrange(levels))

    def paragraph(self, simple=False):
        old = mark = None
        if self.tracked and self.rng.random() < 0.08:
            old = self.properties()
        if self.tracked and self.rng.random() < 0.10:
            mark = Change(self.rng, self.rng.random() < 0.5)
        pieces = [self.piece() for _ in range(self.rng.randint(1, 4))]
        if simple or self.plain: # LibreOffice loses words beside text boxes and comments in a control around paragraphs
            pieces = [("words", self.some_words(), None)]
        whole = self.rng.random()
        if self.tracked and whole < 0.08: # a clause that is inserted or deleted as a whole
            mark = Change(self.rng, whole < 0.04)
            pieces = [("words", self.some_words(), mark)]
        return ("paragraph", self.properties(), old, mark, pieces)

    def table(self, depth):
        rows = []
        columns = self.rng.randint(1, 3)
        for _ in range(self.rng.randint(1, 4)):
            change = None
            if self.tracked and self.rng.random() < 0.2:
                change = Change(self.rng, self.rng.random() < 0.5)
            cells = []
            left = columns
            while left:
                span = 2 if left > 1 and self.rng.random() < 0.2 else 1
                left -= span
                inside = [self.paragraph() for _ in range(self.rng.randint(1, 2))]
                if depth < 2 and self.rng.random() < 0.1:
                    inside.insert(0, self.table(depth + 1))
                cells.append((span, inside + [("paragraph", "", None, None, [("words", self.word(), None)])]))
            rows.append((change, cells))
        if all(change for change, _ in rows): # a table without rows is another thing
            rows[0] = (None, rows[0][1])
        return ("table", columns, rows)

    def block(self, depth):
        kind = self.rng.random()
        if kind < 0.05 and not self.plain:
            return self.table(depth)
        if kind < 0.08:
            return ("control", [self.paragraph(simple=True), self.paragraph(simple=True)])
        return self.paragraph()

    # --- its XML. state: "tracked", "accepted" or "original"

    def next_id(self):
        self.ids += 1
        return self.ids

    def attributes(self, change):
        return f'w:id="{self.next_id()}" w:author="{change.author}" w:date="2026-01-02T03:04:05Z"'

    def run(self, text, properties="", tag="t"):
        return f'<w:r>{properties}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'

    def changed(self, text, change, state):
        if state == "tracked":
            wrapper, tag = ("ins", "t") if change.inserts else ("del", "delText")
            return f"<w:{wrapper} {self.attributes(change)}>{self.run(text, tag=tag)}</w:{wrapper}>"
        return self.run(text) if change.inserts == (state == "accepted") else ""

    def field(self, instruction, result):
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        return (mark.format("begin") + f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
                + mark.format("separate") + result + mark.format("end"))

    def box(self, text):
        inside = f"<w:txbxContent><w:p><w:r><w:t>box{text.replace(' ', '')}</w:t></w:r></w:p></w:txbxContent>"
        return f"<w:r>{pack.text_box(inside, self.next_id())}</w:r>"

    def note(self, text):
        self.notes.append(text)
        return f'<w:r><w:footnoteReference w:id="{len(self.notes) + 1}"/></w:r>'

    def comment(self, text, on):
        name = len(self.comments)
        self.comments.append(text)
        return (f'<w:commentRangeStart w:id="{name}"/>{on}<w:commentRangeEnd w:id="{name}"/>'
                f'<w:r><w:commentReference w:id="{name}"/></w:r>')

    def piece_xml(self, piece, state):
        kind, text, change = piece
        if change:
            return self.changed(text + " ", change, state)
        if kind == "bold":
            return self.run(text + " ", "<w:rPr><w:b/></w:rPr>")
        if kind == "tab":
            return self.run(text) + "<w:r><w:tab/></w:r>"
        if kind == "break":
            return self.run(text) + "<w:r><w:br/></w:r>"
        if kind == "hyphen":
            return self.run(text) + "<w:r><w:noBreakHyphen/></w:r>" + self.run("hyphen ")
        if kind == "soft":
            return self.run(text) + "<w:r><w:softHyphen/></w:r>" + self.run("soft\u00ad ")
        if kind == "field":
            return self.field('HYPERLINK "https://example.org/"', self.run(text)) + self.run(" ")
        if kind in ("control", "run control"):
            prompt = "<w:showingPlcHdr/>" if kind == "control" else ""
            return f"<w:sdt><w:sdtPr>{prompt}<w:text/></w:sdtPr><w:sdtContent>{self.run(text + ' ')}</w:sdtContent></w:sdt>"
        if kind == "footnote":
            return self.run(text + "¤") + self.note(text.upper()) + self.run(" ")
        if kind == "comment":
            return self.comment("COMMENT", self.run(text + " "))
        if kind == "hidden":
            return self.run("HIDDEN" + text.replace(" ", ""), "<w:rPr><w:vanish/></w:rPr>") + self.run(" ")
        if kind == "secret":
            return self.run("HIDDEN" + text.replace(" ", ""), '<w:rPr><w:rStyle w:val="Secret"/></w:rPr>') + self.run(" ")
        if kind == "box":
            return self.run(text + " ") + self.box(text)
        if kind == "smart":
            return f'<w:smartTag w:uri="urn:x" w:element="y">{self.run(text + " ")}</w:smartTag>'
        if kind == "symbols":
            return self.run(text + " £1,234.50 “quoted” naïve ﬁ & <tag> 50% \u00a0 ")
        if kind == "bookmark":
            name = self.next_id()
            return (f'<w:bookmarkStart w:id="{name}" w:name="b{name}"/>{self.run(text + " ")}<w:bookmarkEnd w:id="{name}"/>')
        return self.run(text + " ") if text else ""

    def paragraph_xml(self, item, state, carried=""):
        """The XML, or where its mark is gone its content for the next paragraph."""
        _, now, old, mark, pieces = item
        content = carried + "".join(self.piece_xml(piece, state) for piece in pieces)
        if state != "tracked":
            if mark and mark.inserts == (state == "original"):
                return None, content
            used = now if old is None or state == "accepted" else old
            return f"<w:p><w:pPr>{used}</w:pPr>{content}</w:p>", ""
        tail = ""
        if mark:
            tail = f"<w:rPr><w:{'ins' if mark.inserts else 'del'} {self.attributes(mark)}/></w:rPr>"
        if old is not None:
            tail += f"<w:pPrChange {self.attributes(Change(self.rng_of_xml, True))}><w:pPr>{old}</w:pPr></w:pPrChange>"
        return f"<w:p><w:pPr>{now}{tail}</w:pPr>{content}</w:p>", ""

    def cell_xml(self, cell, state):
        span, blocks = cell
        spans = value("gridSpan", span) if span > 1 else ""
        return f"<w:tc><w:tcPr>{spans}</w:tcPr>{self.blocks_xml(blocks, state)}</w:tc>"

    def row_xml(self, row, state):
        change, cells = row
        if change and state != "tracked" and change.inserts == (state == "original"):
            return ""
        properties = ""
        if change and state == "tracked":
            properties = f"<w:trPr><w:{'ins' if change.inserts else 'del'} {self.attributes(change)}/></w:trPr>"
        return f"<w:tr>{properties}{''.join(self.cell_xml(cell, state) for cell in cells)}</w:tr>"

    def blocks_xml(self, blocks, state):
        made = []
        carried = ""
        for block in blocks:
            if block[0] == "paragraph":
                xml, carried = self.paragraph_xml(block, state, carried)
                made.append(xml or "")
                continue
            if carried: # what is joined has nothing to be joined to
                made.append(f"<w:p>{carried}</w:p>")
                carried = ""
            if block[0] == "control":
                made.append(f"<w:sdt><w:sdtContent>{self.blocks_xml(block[1], state)}</w:sdtContent></w:sdt>")
            else:
                grid = '<w:gridCol w:w="3000"/>' * block[1]
                rows = "".join(self.row_xml(row, state) for row in block[2])
                made.append(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")
                made.append(f"<w:p>{self.run('after')}</w:p>")
        if carried:
            made.append(f"<w:p>{carried}</w:p>")
        return "".join(made)

    def joined_at_ends(self, blocks):
        """Marks of paragraphs that have no paragraph of the same cell behind them are left as they are."""
        kept = []
        for index, block in enumerate(blocks):
            follows = index + 1 < len(blocks) and blocks[index + 1][0] == "paragraph"
            if block[0] == "paragraph" and not follows:
                block = block[:3] + (None,) + block[4:]
            elif block[0] == "control":
                block = ("control", self.joined_at_ends(block[1]))
            elif block[0] == "table":
                rows = [(change, [(span, self.joined_at_ends(inside)) for span, inside in cells]) for change, cells in block[2]]
                block = ("table", block[1], rows)
            kept.append(block)
        return kept

    def parts(self, state):
        self.notes, self.comments, self.ids = [], [], 100
        self.rng_of_xml = random.Random(self.seed)
        body = self.blocks_xml(self.joined_at_ends(self.blocks), state)
        notes = "".join(f'<w:footnote w:id="{i + 2}"><w:p>{self.run(text)}</w:p></w:footnote>'
                        for i, text in enumerate(self.notes))
        comments = "".join(f'<w:comment w:id="{i}" w:author="C. Reviewer"><w:p>{self.run(text)}</w:p></w:comment>'
                           for i, text in enumerate(self.comments))
        return {"word/document.xml": pack.document(body), "word/styles.xml": styles(),
                "word/numbering.xml": self.numbering.xml(), "word/footnotes.xml": pack.footnotes(notes),
                "word/comments.xml": f"<w:comments {pack.NAMESPACES}>{comments}</w:comments>",
                "word/header1.xml": f"<w:hdr {pack.NAMESPACES}><w:p>{self.run('HEADER')}</w:p></w:hdr>"}


def main(folder, first, last, document=Document):
    for seed in range(int(first), int(last) + 1):
        made = document(seed)
        for state in ("tracked", "accepted", "original"):
            name = f"{seed:03d}" if state == "tracked" else f"{seed:03d}-{state}"
            if made.tracked or state == "tracked":
                pack.write_docx(f"{folder}/{name}.docx", made.parts(state))


if __name__ == "__main__":
    main(*sys.argv[1:])
