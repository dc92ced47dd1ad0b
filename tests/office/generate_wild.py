"""Random Word documents of the kinds that law firms' templates have and generate.py has not: chains of styles, list styles,
lists that go on after others, levels with words around their numbers, moved text, fields inside fields, controls inside
controls, symbols, endnotes, empty paragraphs with a number.
   generate_wild.py FOLDER FIRST LAST"""
import sys

import generate
import pack
from generate import number, style, value

CHAIN = ["Level1", "Level2", "Level3", "Level4"] # each based on the one before
SPECIAL = ["Article", "Recital", "PartyItem", "SchedPara", "SchedSub", "Child", "Grandchild", "Plain", "ListLook", "Dashes"]


class Numbering(generate.Numbering):
    """The lists of a template, then random ones: some made of an abstract list that only names a list style."""

    def __init__(self, rng):
        self.rng = rng
        self.abstracts, self.links, self.starts = [], {}, []
        self.nums = []
        for levels in (self.chained(), self.articles(), self.recitals(), self.parties(), self.schedule(), self.look(), self.bullets()):
            self.add(levels)
        self.links[5] = value("styleLink", "LookStyle")
        self.abstracts.append("") # names the list style
        self.links[7] = value("numStyleLink", "LookStyle")
        self.nums.append((7, ""))
        for _ in range(rng.randint(1, 3)):
            self.add(self.any_list(0))
        for _ in range(rng.randint(2, 5)): # the same list again: it goes on, or begins anew once
            abstract = rng.choice([0, 1, 3, 4, 8, 8])
            begins = rng.random() < 0.5
            override = f'<w:lvlOverride w:ilvl="0">{value("startOverride", 1)}</w:lvlOverride>' if begins else ""
            self.nums.append((abstract, override))

    def add(self, levels):
        self.abstracts.append(levels)
        self.nums.append((len(self.abstracts) - 1, ""))

    def level(self, index, form, text, start=1, style=None):
        """With what stands behind the number, and how it looks, which changes nothing."""
        suffix = self.rng.choice(["", "", value("suff", "space"), value("suff", "nothing"), value("suff", "tab")])
        linked = value("pStyle", style) if style else ""
        look = self.rng.choice(["", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:vanish w:val=\"0\"/></w:rPr>"])
        font = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/></w:rPr>' if form == "bullet" else look
        return (f'<w:lvl w:ilvl="{index}">{value("start", start)}{value("numFmt", form)}{linked}{suffix}{value("lvlText", text)}'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * (index + 1)}" w:hanging="360"/></w:pPr>{font}</w:lvl>')

    def chained(self):
        forms = [("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)"), ("upperLetter", "(%5)")]
        return "".join(self.level(i, form, text, 1, CHAIN[i] if i < 4 else None) for i, (form, text) in enumerate(forms))

    def articles(self):
        return (self.level(0, "upperRoman", self.rng.choice(["ARTICLE %1", "Article %1.", "ARTICLE %1:"]), 1, "Article")
                + self.level(1, "decimal", self.rng.choice(["Section %2", "§ %2", "Section %2."]))
                + self.level(2, "lowerLetter", self.rng.choice(["(%3)", "%3)", "[%3]"])))

    def recitals(self):
        return self.level(0, "upperLetter", self.rng.choice(["(%1)", "%1.", "%1)"]), 1, "Recital")

    def parties(self):
        return self.level(0, "decimal", "(%1)", 1, "PartyItem") + self.level(1, "lowerLetter", "(%2)")

    def schedule(self):
        return (self.level(0, "decimal", self.rng.choice(["Schedule %1", "SCHEDULE %1:", "Annex %1 -"]), 1)
                + self.level(1, "decimal", "%2.", 1, "SchedPara") + self.level(2, "decimal", "%2.%3", 1, "SchedSub")
                + self.level(3, "lowerLetter", "(%4)"))

    def look(self):
        return self.level(0, "decimal", "%1.") + self.level(1, "lowerLetter", "(%2)") + self.level(2, "lowerRoman", "%3.")

    def bullets(self):
        return (self.level(0, "bullet", "\uf0b7") + self.level(1, "bullet", "o") + self.level(2, "bullet", "\uf0a7")
                + self.level(3, "bullet", "–"))

    def xml(self):
        abstracts = "".join(f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="multilevel"/>'
                            f'{self.links.get(i, "")}{levels}</w:abstractNum>' for i, levels in enumerate(self.abstracts))
        nums = "".join(f'<w:num w:numId="{i + 1}">{value("abstractNumId", abstract)}{overrides}</w:num>'
                       for i, (abstract, overrides) in enumerate(self.nums))
        return f"<w:numbering {pack.NAMESPACES}>{abstracts}{nums}</w:numbering>"


def styles():
    made = style("Level1", "Level 1", "Normal", number(1), 0)
    for index, name in enumerate(CHAIN[1:], 1): # the list comes from the style below them all
        made += style(name, f"Level {index + 1}", CHAIN[index - 1], f"<w:numPr>{value('ilvl', index)}</w:numPr>")
    made += style("Article", "Article", "Normal", number(2), 0) + style("Recital", "Recital", "Normal", number(3))
    made += style("PartyItem", "Party Item", "Normal", number(4))
    made += style("SchedPara", "Sched Para", "Normal", number(5, 1)) + style("SchedSub", "Sched Sub", "SchedPara", number(5, 2))
    made += style("Child", "Child", "Level1") + style("Grandchild", "Grandchild", "Child", number(0))
    made += style("Plain", "Plain", "Level2", number(0)) + style("ListLook", "List Look", "Normal", number(8))
    made += style("Dashes", "Dashes", "Normal", number(7, 3))
    look = (f'<w:style w:type="numbering" w:styleId="LookStyle">{value("name", "Look Style")}<w:pPr>{number(6)}</w:pPr></w:style>')
    return (f'<w:styles {pack.NAMESPACES}><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
            f'{value("name", "Normal")}</w:style>{generate.SECRET}{made}{look}</w:styles>')


class Document(generate.Document):
    lists = Numbering

    def properties(self):
        kind = self.rng.random()
        if kind < 0.30:
            return value("pStyle", self.rng.choice(CHAIN))
        if kind < 0.50:
            return value("pStyle", self.rng.choice(SPECIAL))
        if kind < 0.60:
            return ""
        if kind < 0.70:
            return number(5, self.rng.choice([0, 0, 1, 2, 3]))
        if kind < 0.80:
            return number(self.rng.choice([2, 6, 7, 8]), self.rng.randint(0, 2))
        num = self.rng.randrange(len(self.numbering.nums))
        levels = self.numbering.abstracts[self.numbering.nums[num][0]].count("<w:lvl ") or 3
        return number(num + 1, self.rng.randrange(levels))

    def piece(self):
        made = super().piece()
        if made[0] == "words" and not made[2] and self.rng.random() < 0.12:
            kind = self.rng.choice(["link", "simple", "nested", "symbol", "return", "page", "controls", "custom", "empty run",
                                    "endnote", "bidi", "proof"])
            return (kind, self.some_words(), None)
        return made

    def paragraph(self, simple=False):
        made = super().paragraph(simple)
        if not made[3] and self.rng.random() < 0.03: # a number alone, which counts
            return made[:4] + ([("words", "", None)],)
        if self.tracked and not made[3] and self.rng.random() < 0.1:
            moved = generate.Change(self.rng, self.rng.random() < 0.5)
            made[4].append(("move", self.some_words(), moved))
        return made

    def piece_xml(self, piece, state):
        kind, text, change = piece
        if kind == "move": # from here, or to here
            if state != "tracked":
                return self.run(text + " ") if change.inserts == (state == "accepted") else ""
            tag = "moveTo" if change.inserts else "moveFrom"
            name = self.next_id()
            return (f'<w:{tag}RangeStart w:id="{name}" w:author="A" w:date="2026-01-02T03:04:05Z" w:name="move{name}"/>'
                    f"<w:{tag} {self.attributes(change)}>{self.run(text + ' ')}</w:{tag}><w:{tag}RangeEnd w:id=\"{name}\"/>")
        if change:
            return super().piece_xml(piece, state)
        if kind == "link":
            return f'<w:hyperlink w:anchor="b1">{self.run(text + " ")}</w:hyperlink>'
        if kind == "simple":
            return f'<w:fldSimple w:instr=" REF b1 \\h ">{self.run(text + " ")}</w:fldSimple>'
        if kind == "nested": # a field in the instruction of another, whose result is not shown, and one in its result
            mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
            inner = self.field("PAGEREF b1", self.run("HIDDENinner"))
            shown = self.field("REF b1", self.run(text))
            return (mark.format("begin") + '<w:r><w:instrText xml:space="preserve"> HYPERLINK "</w:instrText></w:r>' + inner
                    + '<w:r><w:instrText xml:space="preserve">" </w:instrText></w:r>' + mark.format("separate")
                    + self.run("outer ") + shown + mark.format("end") + self.run(" "))
        if kind == "symbol":
            return self.run(text) + '<w:r><w:sym w:font="Arial" w:char="00A7"/></w:r>' + self.run(" ")
        if kind == "return":
            return self.run(text) + "<w:r><w:cr/></w:r>"
        if kind == "page":
            return self.run(text + " ") + "<w:r><w:lastRenderedPageBreak/></w:r>" # LibreOffice counts anew behind a page break
        if kind == "controls":
            inside = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{self.run(text + ' ')}</w:sdtContent></w:sdt>"
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        if kind == "custom":
            return f'<w:customXml w:uri="urn:x" w:element="y"><w:customXmlPr/>{self.run(text + " ")}</w:customXml>'
        if kind == "empty run":
            return "<w:r><w:rPr><w:b/></w:rPr></w:r>" + self.run(text + " ") + "<w:r><w:t/></w:r>"
        if kind == "endnote":
            self.endnotes.append(text)
            return self.run(text + "¤") + f'<w:r><w:endnoteReference w:id="{len(self.endnotes) + 1}"/></w:r>' + self.run(" ")
        if kind == "bidi":
            return f'<w:dir w:val="ltr">{self.run(text + " ")}</w:dir>'
        if kind == "proof":
            return f'<w:proofErr w:type="spellStart"/>{self.run(text + " ")}<w:proofErr w:type="spellEnd"/>'
        return super().piece_xml(piece, state)

    def parts(self, state):
        self.endnotes = []
        made = super().parts(state)
        made["word/styles.xml"] = styles()
        notes = "".join(f'<w:endnote w:id="{i + 2}"><w:p>{self.run(text.upper())}</w:p></w:endnote>'
                        for i, text in enumerate(self.endnotes))
        made["word/endnotes.xml"] = pack.footnotes(notes).replace("footnote", "endnote")
        return made


def main(folder, first, last):
    generate.main(folder, first, last, Document)


if __name__ == "__main__":
    main(*sys.argv[1:])
