# SPDX-License-Identifier: EUPL-1.2
"""The made-up act in Formex 4: the act, a part for every annex, a cover, and all of it in a zip file."""

from __future__ import annotations

import io
import re
import zipfile

from tests.madeup.act import CELEX, Act, Group, Node, Tongue

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAME = "L_209900001{}.{}.fmx.xml"


def main(act: Act, *, consolidated: str = "") -> str:
    """Return the main part; ``consolidated`` is the day of a consolidated text."""
    tongue = act.tongue
    body = [
        "<GR.CONSID>",
        *(_recital(place, text, act.footnote) for place, text in enumerate(act.recitals, 1)),
        "</GR.CONSID>",
        "<ENACTING.TERMS>",
    ]
    body += ["<DIVISION><TITLE><TI><P>I</P></TI><STI><P>" + act.articles[0].title + "</P></STI></TITLE>"]
    for article in act.articles:
        number = tongue.titled(article.number)
        body.append(
            f'<ARTICLE IDENTIFIER="{article.number.zfill(3).upper()}"><TI.ART>{number}</TI.ART><STI.ART><P>{article.title}</P></STI.ART>'
        )
        for name, nodes in article.paragraphs:
            inner = _alineas(nodes, tongue)
            body.append(
                f'<PARAG IDENTIFIER="{article.number.zfill(3)}.{name.zfill(3)}"><NO.PARAG>{tongue.number(name)}.</NO.PARAG>{inner}</PARAG>'
                if name
                else inner
            )
        body.append("</ARTICLE>")
    body.append("</DIVISION></ENACTING.TERMS>")
    if consolidated:
        told = f'<INFO.CONSLEG START.DATE="{consolidated}"/><BIB.DATA.CL><NO.CELEX>{CELEX}</NO.CELEX><LG.DOC>{tongue.code.upper()}</LG.DOC></BIB.DATA.CL>'
        return f"{HEAD}<CONS.ACT>{told}<CONS.DOC>{chr(10).join(body)}</CONS.DOC></CONS.ACT>\n"
    return f"{HEAD}<ACT>{_bibliography(tongue)}<TITLE><TI><P>MADE-UP ACT</P></TI></TITLE>\n{chr(10).join(body)}\n</ACT>\n"


def annexes(act: Act) -> list[str]:
    """Return a part for every annex."""
    tongue = act.tongue
    return [
        f"{HEAD}<ANNEX>{_bibliography(tongue)}<TITLE><TI><P>{tongue.annexed(number)}</P></TI><STI><P>{title}</P></STI></TITLE>"
        f"<CONTENTS>{''.join(_group(group, tongue) for group in groups)}</CONTENTS></ANNEX>\n"
        for number, title, groups in act.annexes
    ]


def cover() -> str:
    """Return the cover part, which has the number of the act and the day of publication."""
    return f'{HEAD}<DOC><BIB.DOC><NO.CELEX>{CELEX}</NO.CELEX></BIB.DOC><PUBLICATION.REF><DATE ISO="20990304">4.3.2099</DATE></PUBLICATION.REF><NOTE NOTE.ID="E0009"><P>no law</P></NOTE></DOC>\n'


def parts(act: Act) -> dict[str, str]:
    """Return all parts by name."""
    code = act.tongue.code.upper()
    named = {NAME.format(code, "000101"): main(act)}
    named |= {NAME.format(code, f"0002{place:02}"): text for place, text in enumerate(annexes(act), 1)}
    return named | {NAME.format(code, "doc"): cover()}


def zipped(named: dict[str, str | bytes]) -> bytes:
    """Return a zip file of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in named.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _bibliography(tongue: Tongue) -> str:
    return f'<BIB.INSTANCE><DOCUMENT.REF FILE="L_209900001{tongue.code.upper()}.doc.fmx.xml"><COLL>L</COLL></DOCUMENT.REF><LG.DOC>{tongue.code.upper()}</LG.DOC></BIB.INSTANCE>'


def _recital(place: int, text: str, footnote: str) -> str:
    note = f' <NOTE NOTE.ID="E0001"><P>{footnote}</P></NOTE>' if place == 1 else ""
    return f"<CONSID><NP><NO.P>({place})</NO.P><TXT>{text}{note}</TXT></NP></CONSID>"


def _alineas(nodes: list[Node], tongue: Tongue) -> str:
    """Return subparagraphs: a list belongs to the words before it."""
    return "".join(f"<ALINEA>{_inner([node], tongue)}</ALINEA>" for node in nodes)


def _inner(nodes: list[Node], tongue: Tongue) -> str:
    return "".join(
        f"<P>{_said(node)}</P>" if isinstance(node, str) else _list(node, tongue) for node in nodes
    )


def _list(points: list[tuple[str, list[Node]]], tongue: Tongue) -> str:
    items = []
    for name, held in points:
        first, rest = held[0], held[1:]
        inner = f"<P>{_inner(rest, tongue)}</P>" if rest else ""
        items.append(
            f"<ITEM><NP><NO.P>{tongue.marker(name)}</NO.P><TXT>{_said(str(first))}</TXT>{inner}</NP></ITEM>"
        )
    return f'<LIST TYPE="alpha">{"".join(items)}</LIST>'


def _group(group: Group, tongue: Tongue) -> str:
    inner = _inner(group.nodes, tongue)
    if group.mark.startswith("s"):
        title = f"<TI><P>{tongue.section.format(group.mark[1:])}</P></TI><STI><P>{group.title}</P></STI>"
    else:
        title = f"<TI><NP><NO.P>{group.mark}.</NO.P><TXT>{group.title}</TXT></NP></TI>"
    return f'<GR.SEQ LEVEL="1"><TITLE>{title}</TITLE>{inner}</GR.SEQ>'


def _said(text: str) -> str:
    raised = re.sub(r"\^(\d+)", r'<HT TYPE="SUP">\1</HT>', text)
    quoted = raised.replace("‘", '<QUOT.START CODE="2018"/>').replace("’", '<QUOT.END CODE="2019"/>')
    return quoted.replace("15 000", '<FT TYPE="NUMBER">15000</FT>')
