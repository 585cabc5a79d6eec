"""The document as DOCX, for authorities that must paste it into a letter of their own. No macro, no link, and of
pictures only that of the letterhead.

The same input gives the same bytes: dates are the document's, and the files inside the package bear none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from templates_app.bidi import runs_right_to_left
from templates_app.composition import Composed, ComposedBlock, ComposedTranslation, Pair, compose
from templates_app.emblem import Printed
from templates_app.notice import AnyDocument
from templates_app.printable import require_printable, without_invisible
from templates_app.versions.model import Style, TemplateVersion
from templates_app.wording import Part, Wording, on_one_line

FONT, CODE_FONT = "Noto Sans", "Noto Sans Mono"
NO_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP knows
LABEL_WIDTH, TEXT_WIDTH = Cm(5.2), Cm(11.8)
PICTURE_WIDTH, PICTURE_HEIGHT = Cm(6.2), Cm(2.4)


def render_docx(version: TemplateVersion, document: AnyDocument, *, fingerprint: str = "") -> bytes:
    """`fingerprint` as in `compose`. Raises Unprintable."""
    require_printable(document)
    composed = compose(version, document, fingerprint=fingerprint)
    word = Document()
    _describe(word, composed)
    _set_styles(word, version.languages[0])
    _frame(word, composed)
    _fill(word, composed)
    out = BytesIO()
    word.save(out)
    return _without_dates(out.getvalue())


def _describe(word: Any, composed: Composed) -> None:
    properties, document = word.core_properties, composed.document
    properties.title = f"{on_one_line(composed.version.title)} – {document.reference}"
    properties.subject = on_one_line(composed.version.subtitle)
    properties.author = properties.last_modified_by = document.issuer.organisation
    properties.language = composed.version.languages[0]
    properties.created = properties.modified = datetime.combine(document.dated, time(), UTC)
    properties.comments, properties.keywords, properties.revision = "", composed.fingerprint, 1


def _set_styles(word: Any, language: str) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    for name, size in (("Normal", 10), ("Title", 18), ("Heading 1", 11), ("Heading 2", 10)):
        style = word.styles[name]
        style.font.size, style.font.name = Pt(size), FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)
    word.styles["Normal"].element.get_or_add_rPr().append(_element("w:lang", val=language))
    word.styles["Normal"].paragraph_format.space_after = Pt(3)


def _frame(word: Any, composed: Composed) -> None:
    """The reference and the marks above each page, and its number below."""
    section, document = word.sections[0], composed.document
    marks = " · ".join(on_one_line(mark.text) for mark in composed.marks)
    section.header.paragraphs[0].text = "\t\t".join(text for text in (document.reference, marks) if text)
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{document.reference} · {on_one_line(composed.version.words.revision)} {document.revision}\t\t")
    before, between, after = composed.counts[0]
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        foot.add_run(text)
        if field:
            counted = _element("w:fldSimple", instr=field)
            counted.append(foot.add_run("1")._r)  # until a program counts
            foot._p.append(counted)


def _fill(word: Any, composed: Composed) -> None:
    version, document = composed.version, composed.document
    if composed.emblem:
        _picture(word, composed.emblem)
    _say(word.add_paragraph(), document.issuer.organisation, bold=True)
    for line in (document.issuer.original_name, *composed.letterhead):
        if line:
            _say(word.add_paragraph(), line)
    _say(word.add_paragraph(style="Title"), version.title)
    _say(word.add_paragraph(), version.subtitle)
    for item in composed.items:
        _say(word.add_paragraph(f"{item.number}. ", style="Heading 1"), item.heading)
        for block in item.blocks:
            _block(word, block, version)
    name = f"{on_one_line(version.words.template)}: {version.name}"
    _say(word.add_paragraph(), f"{on_one_line(version.colophon)} {name}.")
    _say(word.add_paragraph(), f"{on_one_line(version.words.fingerprint)}: {composed.fingerprint}")


def _picture(word: Any, emblem: Printed) -> None:
    """As large as on paper, with what it shows for whoever does not see it."""
    shown = word.add_picture(BytesIO(emblem.content))
    scale = min(1, PICTURE_WIDTH / shown.width, PICTURE_HEIGHT / shown.height)
    shown.width, shown.height = int(shown.width * scale), int(shown.height * scale)
    described = shown._inline.docPr
    described.set("descr", emblem.text)
    described.set("name", "letterhead")


def _block(word: Any, block: ComposedBlock, version: TemplateVersion) -> None:
    missing = version.words.not_provided
    if block.label and block.kind in ("ticks", "table"):
        _say(word.add_paragraph(style="Heading 2"), block.label)
    if block.kind in ("lines", "signature"):
        _pairs(word, block.pairs, missing)
    elif block.kind == "ticks":
        for choice in block.choices:
            _say(word.add_paragraph("☒ " if choice.ticked else "☐ "), choice.label)
    elif block.kind == "table" and block.rows:
        _table(word, block)
    else:
        for text in block.paragraphs or (block.text or missing,):
            _say(word.add_paragraph(), text)
    if block.kind == "signature":
        _say(word.add_paragraph(), block.label)
    _translations(word, block.translations)


def _pairs(word: Any, pairs: Iterable[Pair], missing: str) -> None:
    table = word.add_table(rows=0, cols=2)
    table.autofit = False
    for pair in pairs:
        label, text = table.add_row().cells
        label.width, text.width = LABEL_WIDTH, TEXT_WIDTH
        _say(label.paragraphs[0], pair.label)
        _say(text.paragraphs[0], pair.text or missing)
        _translations(text, pair.translations)
    word.add_paragraph()


def _table(word: Any, block: ComposedBlock) -> None:
    """The headings stand again on each page that the table reaches."""
    table = word.add_table(rows=1, cols=len(block.headings), style="Table Grid")
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    for cell, heading in zip(table.rows[0].cells, block.headings, strict=True):
        _say(cell.paragraphs[0], heading.text, bold=True)
    for row in block.rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        for cell, said in zip(added._tr.tc_lst, row, strict=True):
            _say(Paragraph(cell.p_lst[0], added), said.text, code=said.style is Style.CODE)
    word.add_paragraph()


def _translations(place: Any, translations: Iterable[ComposedTranslation]) -> None:
    for translation in translations:
        _say(place.add_paragraph(), translation.label, bold=True)
        for text in translation.paragraphs:
            _say(place.add_paragraph(), Wording(Part(translation.language, text)))


def _say(paragraph: Any, text: str, *, bold: bool = False, code: bool = False) -> None:
    """The text in runs that know their language, from the right where it runs from there."""
    parts = text.parts if isinstance(text, Wording) else (Part("", text),)
    for number, part in enumerate(parts):
        if number:
            paragraph.add_run().add_break()
        run = paragraph.add_run(without_invisible(part.text))
        run.bold = bold or None
        properties = run._r.get_or_add_rPr()
        if code:
            run.font.name = CODE_FONT
        if not code and runs_right_to_left(part.text):
            properties.append(_element("w:rtl"))
            paragraph._p.get_or_add_pPr().append(_element("w:bidi"))
        if part.language:
            properties.append(_element("w:lang", val=part.language))


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


def _without_dates(package: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(package)) as written, ZipFile(out, "w", ZIP_DEFLATED) as undated:
        for name in sorted(written.namelist()):
            entry = ZipInfo(name, NO_DATE)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 3
            undated.writestr(entry, written.read(name))
    return out.getvalue()
