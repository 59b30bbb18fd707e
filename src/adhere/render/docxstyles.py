# SPDX-License-Identifier: EUPL-1.2
"""The look of a DOCX document: A4, language, styles, and what stands at the head and foot of every page.

ECMA-376, part 1, section 17.7 (styles); python-docx brings the template that is adapted here.
"""

from __future__ import annotations

from typing import Any

from adhere.render.document import Document
from adhere.render.docxparts import NAMESPACE
from adhere.render.words import word

ACCENT, ALERT, SOFT, ADDED, TINT = "154273", "9C1F1F", "525252", "1C5C2E", "F3F6F9"
TYPEFACE = "Calibri"
_UNUSED = ("/thumbnail", "/stylesWithEffects")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def prepare(file: Any, document: Document) -> None:
    """Adapt the template to a document."""
    _set_page(file)
    _set_defaults(file, document)
    _adapt_styles(file)
    _add_styles(file)
    _set_running(file, document)
    _set_bullets(file)
    _drop_what_is_not_used(file)


def _set_page(file: Any) -> None:
    from docx.shared import Cm  # noqa: PLC0415

    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(2))


def _set_defaults(file: Any, document: Document) -> None:
    run = file.styles.element.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
    run.find(f"{_W}lang").set(f"{_W}val", document.locale)
    fonts = run.find(f"{_W}rFonts")
    fonts.attrib.clear()
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(f"{_W}{name}", TYPEFACE)
    theme = file.settings.element.find(f"{_W}themeFontLang")
    if theme is not None:
        theme.set(f"{_W}val", document.locale)


def _adapt_styles(file: Any) -> None:
    sizes = {"Title": 24, "Heading 1": 15, "Heading 2": 10.5, "Heading 3": 10.5, "Caption": 9.5}
    for name, size in sizes.items():
        _look(file.styles[name], size=size, colour=ACCENT if name != "Heading 2" else "000000", bold=True)
    _look(file.styles["Normal"], size=10.5)
    _space(file.styles["Normal"], after=5, line=1.12)
    _space(file.styles["Title"], after=10)
    _space(file.styles["Heading 1"], before=18, after=6)
    _space(file.styles["Heading 2"], before=0, after=2)
    file.styles["Heading 2"].paragraph_format.keep_with_next = False  # in a table it would drag rows along
    _space(file.styles["Caption"], before=8, after=3)
    file.styles["Caption"].paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Number"):
        _space(file.styles[name], after=2)


def _add_styles(file: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415

    paragraphs: dict[str, dict[str, Any]] = {
        "State": {"colour": ALERT, "bold": True},
        "Remark": {"colour": ACCENT, "size": 9.5},
        "Source": {"colour": SOFT, "size": 9},
        "Official": {"colour": SOFT, "size": 9},
        "Mark": {"colour": ALERT, "bold": True, "size": 9},
        "Note": {},
        "Numbered": {},
        "TableText": {},
        "TableLabel": {"bold": True},
    }
    for name, look in paragraphs.items():
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = file.styles["Normal"]
        _look(style, **look)
        _space(style, after=2 if name.startswith("Table") else 4)
    _indent(file.styles["Numbered"])
    _space(file.styles["Note"], before=8, after=4)
    _frame(file.styles["Note"])
    for name, colour in (("Removed", ALERT), ("Added", ADDED)):
        style = file.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        _look(style, colour=colour)
        style.font.strike = name == "Removed"
        style.font.underline = name == "Added"


def _indent(style: Any) -> None:
    from docx.shared import Cm  # noqa: PLC0415

    style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = Cm(0.6), Cm(-0.6)


def _frame(style: Any) -> None:
    """Set a paragraph apart by a bar on its left and a tint."""
    from docx.oxml import parse_xml  # noqa: PLC0415

    for xml in (
        f'<w:pBdr {NAMESPACE}><w:left w:val="single" w:sz="18" w:space="8" w:color="{ACCENT}"/></w:pBdr>',
        f'<w:shd {NAMESPACE} w:val="clear" w:color="auto" w:fill="{TINT}"/>',
    ):
        style.element.get_or_add_pPr().insert(0 if "pBdr" in xml else 1, parse_xml(xml))


def _look(
    style: Any, *, size: float | None = None, colour: str | None = None, bold: bool | None = None
) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    fonts = style.element.find(f"{_W}rPr/{_W}rFonts")
    if fonts is not None:
        fonts.getparent().remove(fonts)
    if size is not None:
        style.font.size = Pt(size)
    if colour is not None:
        style.font.color.rgb = RGBColor.from_string(colour)
    if bold is not None:
        style.font.bold = bold


def _space(style: Any, *, before: float | None = None, after: float, line: float | None = None) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    style.paragraph_format.space_after = Pt(after)
    if before is not None:
        style.paragraph_format.space_before = Pt(before)
    if line is not None:
        style.paragraph_format.line_spacing = line


def _set_running(file: Any, document: Document) -> None:
    section = file.sections[0]
    head = section.header.paragraphs[0]
    head.style = file.styles["Source"]
    head.text = document.running
    for mark in document.marks:
        line = section.header.add_paragraph(mark)
        line.style = file.styles["Mark"]
    foot = section.footer.paragraphs[0]
    foot.style = file.styles["Source"]
    before, _, rest = word("page", document.language).partition("{number}")
    between, _, after = rest.partition("{total}")
    foot.add_run(before)
    _add_field(foot, "PAGE")
    foot.add_run(between)
    _add_field(foot, "NUMPAGES")
    foot.add_run(after)


def _add_field(paragraph: Any, name: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    field = OxmlElement("w:fldSimple")
    field.set(f"{_W}instr", name)
    shown, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    shown.append(text)
    field.append(shown)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields


def _set_bullets(file: Any) -> None:
    """Take the bullet that every typeface has; the template asks for a typeface of symbols."""
    for level in file.part.numbering_part.element.iter(f"{_W}lvl"):
        if level.find(f"{_W}numFmt").get(f"{_W}val") == "bullet":
            level.find(f"{_W}lvlText").set(f"{_W}val", "\N{BULLET}")
            for look in level.findall(f"{_W}rPr"):
                level.remove(look)


def _drop_what_is_not_used(file: Any) -> None:
    """The template comes with a picture of itself and with every look a table may have, twice."""
    styles = file.styles.element
    for style in styles.findall(f"{_W}style[@{_W}type='table']"):
        if style.get(f"{_W}styleId") not in ("TableNormal", "TableGrid"):
            styles.remove(style)
    for relations in (file.part.package.rels, file.part.rels):
        unused = [name for name, one in relations.items() if one.reltype.endswith(_UNUSED)]
        for name in unused:
            del relations[name]
