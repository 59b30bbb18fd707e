# SPDX-License-Identifier: EUPL-1.2
"""The made-up act as pages of EUR-Lex: the Official Journal, and a consolidated text with marks of amendments."""

from __future__ import annotations

import re

from tests.madeup.act import CELEX, Act, Group, Node, Tongue

ROW = '<table width="100%"><col width="4%"/><col width="96%"/><tbody>\n<tr>\n<td valign="top"><p class="oj-normal">{}</p></td>\n<td valign="top">{}</td>\n</tr>\n</tbody></table>'
GRID = '<div class="grid-container grid-list">\n<div class="list grid-list-column-1"><span>{} </span></div>\n<div class="grid-list-column-2">{}</div>\n</div>'
NOTE = ' <a id="ntc1-L_209900001EN-E0001" href="#ntr1-L_209900001EN-E0001">(<span class="oj-super oj-note-tag">1</span>)</a>'


def journal(act: Act, *, celex: str = CELEX, day: str = "4.3.2099") -> str:
    """Return the page of the Official Journal."""
    tongue = act.tongue
    body = [_recital(place, text) for place, text in enumerate(act.recitals, 1)]
    body += [
        '<div id="cpt_I">',
        f'<p class="oj-ti-section-1">{tongue.section.format("I")}</p>',
        f'<p class="oj-ti-section-2">{act.articles[0].title}</p>',
    ]
    for article in act.articles:
        title = tongue.titled(article.number)
        body += [
            f'<div class="eli-subdivision" id="art_{article.number}">',
            f'<p id="d1e1-{article.number}" class="oj-ti-art">{title}</p>',
        ]
        body += [
            f'<div class="eli-title" id="art_{article.number}.tit_1"><p class="oj-sti-art">{article.title}</p></div>'
        ]
        for name, nodes in article.paragraphs:
            lead = tongue.paragraph.format(tongue.number(name)) if name else ""
            inner = _nodes(nodes, tongue, lead, ROW, "oj-normal")
            body.append(
                f'<div id="{article.number.zfill(3)}.{name.zfill(3)}">{inner}</div>' if name else inner
            )
        body.append("</div>")
    body += ["</div>", '<div class="oj-final"><p class="oj-normal">Done at the town hall.</p></div>']
    for number, title, groups in act.annexes:
        body += [
            f'<div class="eli-container" id="anx_{number.upper()}">',
            f'<p class="oj-doc-ti">{tongue.annexed(number)}</p>',
            f'<p class="oj-doc-ti">{title}</p>',
        ]
        body += [_group(group, tongue, ROW, "oj-ti-grseq-1", "oj-normal") for group in groups]
        body.append("</div>")
    note = f'<p class="oj-note"><a id="ntr1-L_209900001EN-E0001" href="#ntc1-L_209900001EN-E0001">(<span class="oj-super">1</span>)</a>  {act.footnote}</p>'
    head = f'<p class="oj-hd-lg">{tongue.code.upper()}</p><p class="oj-hd-date">{day}</p>'
    told = f'<meta property="eli:id_local" content="{celex}"/>'
    return _page(
        tongue,
        told,
        [
            head,
            '<div class="eli-container"><p class="oj-doc-ti">MADE-UP ACT</p>',
            *body,
            '<hr class="oj-note"/>',
            note,
            "</div>",
        ],
    )


def consolidated(
    act: Act, *, celex: str = CELEX, day: str = "01.05.2100", changed: tuple[str, ...] = ()
) -> str:
    """Return the page of a consolidated text; ``changed`` names articles that an amending act replaced."""
    tongue = act.tongue
    body = [
        f'<p class="reference">0{celex[1:]} — {tongue.code.upper()} — {day} — 001.001</p>',
        '<p class="disclaimer">This is no law.</p>',
        '<div class="eli-container"><div id="cpt_I"><p class="title-division-1">I</p>',
    ]
    for article in act.articles:
        mark = "32100R0002: REPLACED" if article.number in changed else celex
        title = tongue.titled(article.number).replace(" bis", ' <span class="norm">bis</span>')
        body += [
            f'<p class="modref"><a href="./x" title="{mark}">▼{"M1" if ":" in mark else "B"}</a></p>',
            f'<div class="eli-subdivision" id="art_{article.number}">',
        ]
        body += [
            f'<p class="title-article-norm">{title}</p>',
            f'<div class="eli-title" id="art_{article.number}.tit_1"><p class="stitle-article-norm">{article.title}</p></div>',
        ]
        for name, nodes in article.paragraphs:
            inner = _nodes(nodes, tongue, "", GRID, "norm")
            body.append(
                f'<div class="norm"><span class="no-parag">{tongue.number(name)}.  </span><div class="norm inline-element">{inner}</div></div>'
                if name
                else inner
            )
        body.append("</div>")
    body.append("</div>")
    for number, title, groups in act.annexes:
        body += [
            f'<div id="anx_{number.upper()}">',
            '<hr class="separator-annex"/>',
            f'<p class="title-annex-1">{tongue.annexed(number)}</p>',
            f'<p class="title-annex-2">{title}</p>',
        ]
        body += [_group(group, tongue, GRID, "title-gr-seq-level-1", "norm") for group in groups]
        body.append("</div>")
    return _page(
        tongue,
        "",
        [
            *body,
            '</div><p class="footnote">(<a href="#src.E0001" id="E0001"><span class="superscript">1</span></a>) '
            + act.footnote
            + "</p>",
        ],
    )


def bare(act: Act, *, styled: bool = False, celex: str = CELEX) -> str:
    """Return the articles as pages were before classes: paragraphs alone, or as older consolidated texts with styles and marks."""
    tongue = act.tongue
    lines = ["MADE-UP ACT", *(f"({place}) {text}" for place, text in enumerate(act.recitals, 1))]
    for article in act.articles:
        title = re.sub("<[^>]*>", "", tongue.titled(article.number))
        lines += [title, article.title.rstrip(".")]
        for name, nodes in article.paragraphs:
            lead = tongue.paragraph.format(tongue.number(name)) if name else ""
            lines += _bare(nodes, tongue, lead)
    body = "\n".join(f'<p style="x">{line}</p>' if styled else f"<p>{line}</p>" for line in lines)
    if not styled:
        return f'<html lang="{tongue.code}"><head><title>EUR-Lex - {celex} - {tongue.code.upper()}</title></head><body><div id="TexteOnly"><p><txt_te>{body}</txt_te></p></div></body></html>'
    mark = f'<p style="x"><a title="{celex}">▼B</a></p>'
    return f"<html><head><title>TEXT: {celex} — {tongue.code.upper()} — 01.05.2100</title></head><body>{mark}{body}</body></html>"


def _bare(nodes: list[Node], tongue: Tongue, lead: str) -> list[str]:
    found: list[str] = []
    for place, node in enumerate(nodes):
        if isinstance(node, str):
            found.append(f"{lead if not place else ''}{node}")
        else:
            for name, held in node:
                found += _bare(held, tongue, f"{tongue.marker(name)} ")
    return found


def _page(tongue: Tongue, told: str, body: list[str]) -> str:
    lines = "\n".join(body)
    return f'<!DOCTYPE html>\n<html lang="{tongue.code}" xmlns="http://www.w3.org/1999/xhtml">\n<head><meta charset="utf-8">{told}<title>x</title></head>\n<body>\n{lines}\n</body>\n</html>\n'


def _recital(place: int, text: str) -> str:
    words = text + (NOTE if place == 1 else "")
    return f'<div class="eli-subdivision" id="rct_{place}">{ROW.format(f"({place})", _said(words, "oj-normal"))}</div>'


def _nodes(nodes: list[Node], tongue: Tongue, lead: str, row: str, kind: str) -> str:
    return "\n".join(
        _said(f"{lead if not place else ''}{node}", kind)
        if isinstance(node, str)
        else _points(node, tongue, row, kind)
        for place, node in enumerate(nodes)
    )


def _points(points: list[tuple[str, list[Node]]], tongue: Tongue, row: str, kind: str) -> str:
    return "\n".join(
        row.format(tongue.marker(name), _nodes(held, tongue, "", row, kind)) for name, held in points
    )


def _group(group: Group, tongue: Tongue, row: str, heading: str, kind: str) -> str:
    inner = _nodes(group.nodes, tongue, "", row, kind)
    if group.mark.startswith("s"):
        lines = [tongue.section.format(group.mark[1:]), group.title]
    else:
        lines = [f'{group.mark}.\u00a0\u00a0\u00a0<span class="oj-bold">{group.title}</span>']
    return "\n".join([*(f'<p class="{heading}">{line}</p>' for line in lines), inner])


def _said(text: str, kind: str) -> str:
    raised = re.sub(r"\^(\d+)", r'<span class="oj-super">\1</span>', text)
    held = raised.replace("15 000", "15\u00a0000")
    return f'<p class="{kind}">{held}</p>'
