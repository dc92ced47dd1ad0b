"""Random OpenDocument texts: list styles with numbers of several levels, lists inside lists, lists that begin anew, go on or
have an item with a number of its own, headings numbered by the outline, headings inside lists, tables, notes, fields.
   generate_odt.py FOLDER FIRST LAST
writes NNN.odt. All words are counted ones."""
import random
import sys

import pack

FORMATS = ["1", "1", "a", "A", "i", "I"]
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in [
    ("office", ODF + "office:1.0"), ("text", ODF + "text:1.0"), ("table", ODF + "table:1.0"), ("style", ODF + "style:1.0"),
    ("fo", ODF + "xsl-fo-compatible:1.0"), ("draw", ODF + "drawing:1.0"), ("svg", ODF + "svg-compatible:1.0"),
    ("xlink", "http://www.w3.org/1999/xlink"), ("dc", "http://purl.org/dc/elements/1.1/")])
LISTS = ["L1", "L2", "L3", "Legal", "Dots"]


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


class Document:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.words = self.ids = 0
        self.named = [] # lists of the outermost level that another may go on with: (id, style)
        self.used = set()
        self.outline = self.rng.random() < 0.7
        self.levels = {name: self.list_levels(name) for name in LISTS}
        self.outline_levels = "".join(self.outline_level(level) for level in range(1, 11))
        self.body = "".join(self.block() for _ in range(self.rng.randint(15, 40)))

    def word(self):
        self.words += 1
        return self.rng.choice(["alpha", "bravo", "charlie", "delta", "echo", "golf"]) + str(self.words)

    def some_words(self):
        return " ".join(self.word() for _ in range(self.rng.randint(1, 6)))

    # --- styles

    def list_levels(self, name):
        made = []
        for level in range(1, 11):
            if name == "Dots" or (name == "L3" and level == 2):
                made.append(f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="{self.rng.choice("•–")}"/>')
                continue
            shown = self.rng.randint(1, level) if name != "Legal" else level
            if level > 1 and shown > 1:
                many = f' text:display-levels="{shown}"'
            else:
                many = ""
            around = self.rng.choice([("", "."), ("(", ")"), ("", ")"), ("", ""), ("Part ", ""), ("[", "]")])
            if name == "Legal":
                around = ("", "." if level == 1 else "")
            form = "1" if name == "Legal" else self.rng.choice(FORMATS + [""] * (level > 3))
            start = self.rng.choice([1, 1, 1, 1, 3]) if name != "Legal" else 1
            begin = f' text:start-value="{start}"' if start != 1 else ""
            sync = ' style:num-letter-sync="true"' if form in "aA" and form and self.rng.random() < 0.2 else ""
            made.append(f'<text:list-level-style-number text:level="{level}" style:num-prefix="{around[0]}" '
                        f'style:num-suffix="{around[1]}" style:num-format="{form}"{sync}{many}{begin}/>')
        return "".join(made)

    def outline_level(self, level):
        form = "1" if self.outline and level <= 3 else ""
        shown = f' text:display-levels="{level}"' if level > 1 and form else ""
        return (f'<text:outline-level-style text:level="{level}" style:num-format="{form}"{shown} '
                f'style:num-suffix="{"." if level == 1 and form else ""}"/>')

    def styles(self):
        lists = "".join(f'<text:list-style style:name="{name}">{levels}</text:list-style>' for name, levels in self.levels.items())
        headings = "".join(f'<style:style style:name="Heading_20_{n}" style:display-name="Heading {n}" style:family="paragraph" '
                           f'style:parent-style-name="Standard" style:default-outline-level="{n}"/>' for n in (1, 2, 3))
        return (f'<office:document-styles {NAMESPACES} office:version="1.2"><office:styles>'
                '<style:style style:name="Standard" style:family="paragraph"/>'
                f'<style:style style:name="Numbered" style:family="paragraph" style:parent-style-name="Standard" '
                'style:list-style-name="L2"/>'
                '<style:style style:name="Below" style:family="paragraph" style:parent-style-name="Numbered"/>'
                f'{headings}<text:outline-style style:name="Outline">{self.outline_levels}</text:outline-style>{lists}'
                '</office:styles></office:document-styles>')

    # --- body

    def words_xml(self):
        made = []
        for _ in range(self.rng.randint(1, 3)):
            text = escape(self.some_words()) + " "
            kind = self.rng.random()
            if kind < 0.6:
                made.append(text)
            elif kind < 0.7:
                made.append(f'<text:span text:style-name="Bold">{text}</text:span>')
            elif kind < 0.75:
                made.append(f'{text.strip()}<text:s text:c="3"/>')
            elif kind < 0.8:
                made.append(f"{text.strip()}<text:tab/>")
            elif kind < 0.84:
                made.append(f"{text.strip()}<text:line-break/>")
            elif kind < 0.88:
                made.append(f'<text:a xlink:type="simple" xlink:href="https://example.org/">{text}</text:a>')
            elif kind < 0.92:
                made.append(f'{text.strip()}¤<text:note text:id="n{self.words}" text:note-class="footnote"><text:note-citation>1'
                            f'</text:note-citation><text:note-body><text:p>{text.upper()}</text:p></text:note-body></text:note> ')
            elif kind < 0.95:
                made.append(f'<text:bookmark text:name="b{self.words}"/>{text}')
            else:
                made.append(f'\n   {text}\n\t  <text:soft-page-break/>')
        return "".join(made)

    def paragraph(self, name=None):
        name = name or self.rng.choice(["Standard", "Standard", "Numbered", "Below"])
        return f'<text:p text:style-name="{name}">{self.words_xml()}</text:p>'

    def heading(self):
        level = self.rng.choice([1, 1, 2, 2, 2, 3])
        restart = ""
        if self.rng.random() < 0.06:
            restart = f' text:restart-numbering="true" text:start-value="{self.rng.randint(1, 9)}"'
        elif self.rng.random() < 0.05:
            restart = ' text:is-list-header="true"'
        return (f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}"{restart}>{escape(self.some_words())}'
                "</text:h>")

    def item(self, depth):
        begin = f' text:start-value="{self.rng.randint(1, 30)}"' if self.rng.random() < 0.06 else ""
        kind = self.rng.random()
        inside = self.paragraph("Standard")
        if kind < 0.15 and depth == 1: # a list before any words of its own
            inside = ""
        elif kind < 0.3: # a second paragraph, without a number
            inside += self.paragraph("Standard")
        if (not inside or self.rng.random() < 0.35) and depth < 4:
            inside += self.list(depth + 1)
            if self.rng.random() < 0.1:
                inside += self.paragraph("Standard")
        return f"<text:list-item{begin}>{inside or self.paragraph('Standard')}</text:list-item>"

    def list(self, depth=1, style=None):
        items = "".join(self.item(depth) for _ in range(self.rng.randint(1, 4)))
        if self.rng.random() < 0.08 and depth == 1:
            items = f"<text:list-header>{self.paragraph('Standard')}</text:list-header>" + items
        if depth > 1:
            return f"<text:list>{items}</text:list>"
        self.ids += 1
        name = f"list{self.ids}"
        style = style or self.rng.choice(LISTS)
        goes_on = ""
        kind = self.rng.random()
        same = [known for known, of in self.named if of == style]
        if same and kind < 0.35:
            goes_on = f' text:continue-list="{self.rng.choice(same[-1:])}"'
        elif kind < 0.5 and same:
            goes_on = ' text:continue-numbering="true"'
        self.named.append((name, style))
        return f'<text:list xml:id="{name}" text:style-name="{style}"{goes_on}>{items}</text:list>'

    def table(self):
        columns = self.rng.randint(1, 3)
        rows = ""
        for _ in range(self.rng.randint(1, 3)):
            cells = ""
            for _ in range(columns):
                inside = self.paragraph("Standard")
                if self.rng.random() < 0.2:
                    inside = self.list() + inside
                cells += f'<table:table-cell>{inside}</table:table-cell>'
            rows += f"<table:table-row>{cells}</table:table-row>"
        return (f'<table:table table:name="t{self.words}"><table:table-column table:number-columns-repeated="{columns}"/>{rows}'
                "</table:table>")

    def block(self):
        kind = self.rng.random()
        if kind < 0.45:
            return self.list()
        if kind < 0.65:
            return self.heading()
        if kind < 0.7:
            return self.table()
        if kind < 0.75:
            return f'<text:section text:name="s{self.words}">{self.paragraph()}{self.list()}</text:section>'
        return self.paragraph("Standard")

    def parts(self):
        content = (f'<office:document-content {NAMESPACES} office:version="1.2"><office:automatic-styles><style:style '
                   'style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
                   f'</office:automatic-styles><office:body><office:text>{self.body}</office:text></office:body>'
                   '</office:document-content>')
        kind = "application/vnd.oasis.opendocument.text"
        entries = "".join(f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
                          for path, media in [("/", kind), ("content.xml", "text/xml"), ("styles.xml", "text/xml")])
        manifest = f'<manifest:manifest xmlns:manifest="{ODF}manifest:1.0" manifest:version="1.2">{entries}</manifest:manifest>'
        return {"mimetype": kind, "content.xml": pack.DECLARATION + content, "styles.xml": pack.DECLARATION + self.styles(),
                "META-INF/manifest.xml": pack.DECLARATION + manifest}


def main(folder, first, last):
    for seed in range(int(first), int(last) + 1):
        pack.write(f"{folder}/{seed:03d}.odt", Document(seed).parts())


if __name__ == "__main__":
    main(*sys.argv[1:])
