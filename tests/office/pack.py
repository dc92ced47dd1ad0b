"""Word and OpenDocument files from readable pieces of XML."""
import zipfile

NAMESPACES = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
              'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
              'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
              'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
              'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
              'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
              'xmlns:v="urn:schemas-microsoft-com:vml"')
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
KINDS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
         "comments": "comments", "header1": "header"}


def document(body):
    header = '<w:headerReference w:type="default" r:id="rId-header1"/>'
    page = ('<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
            'w:header="708" w:footer="708" w:gutter="0"/>')
    return f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr>{header}{page}</w:sectPr></w:body></w:document>"


def footnotes(notes):
    return (f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p>'
            '</w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r>'
            f"</w:p></w:footnote>{notes}</w:footnotes>")


def text_box(content, name):
    """A text box as Word writes it: once for new programs, once for old ones."""
    size = '<wp:extent cx="1800000" cy="600000"/>'
    anchor = ('<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" '
              'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
              '<wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset>'
              f'</wp:positionV>{size}<wp:wrapSquare wrapText="bothSides"/><wp:docPr id="{name}" name="Box{name}"/>')
    shape = ('<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
             '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="600000"/></a:xfrm>'
             f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>'
             "</a:graphicData></a:graphic>")
    old = f'<w:pict><v:shape style="width:100pt;height:50pt"><v:textbox>{content}</v:textbox></v:shape></w:pict>'
    return (f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}{shape}</wp:anchor></w:drawing></mc:Choice>'
            f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>")


def write(path, parts):
    """The same parts give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            member = zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6))
            member.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(member, text)


def write_docx(path, parts):
    """`parts` are those of the folder word; what every file needs beside is added."""
    names = [name[len("word/"):-len(".xml")] for name in parts]
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                        f'wordprocessingml.{"document.main" if name == "document" else KINDS[name]}+xml"/>' for name in names)
    types = (f'{DECLARATION}<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" ContentType="application/'
             f'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
             f"{overrides}</Types>")
    top = (f'{DECLARATION}<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="rId1" Type="{OFFICE}officeDocument" '
           'Target="word/document.xml"/></Relationships>')
    links = "".join(f'<Relationship Id="rId-{name}" Type="{OFFICE}{KINDS[name]}" Target="{name}.xml"/>'
                    for name in names if name != "document")
    own = f'{DECLARATION}<Relationships xmlns="{PACKAGE}relationships">{links}</Relationships>'
    every = {"[Content_Types].xml": types, "_rels/.rels": top, "word/_rels/document.xml.rels": own}
    every.update({name: DECLARATION + text for name, text in parts.items()})
    write(path, every)
