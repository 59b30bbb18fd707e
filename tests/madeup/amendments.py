# SPDX-License-Identifier: EUPL-1.2
"""Amending acts drafted from two versions of an act, as the Official Journal words and prints them: a page, Formex and plain text.

Each difference is worded as narrowly as drafters word it: a point, a subparagraph, the words before the points, a paragraph or an article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from adhere.law.texts.nodes import ActText, Article, Block, Item, Listing, NumberedParagraph, Paragraph

Blocks = tuple[Block, ...]
ORDINALS = {
    "en": ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
    "nl": ["eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende"],
}  # fmt: skip
LATER = dict(zip("abcde", ["bis", "ter", "quater", "quinquies", "sexies"], strict=True))


@dataclass(frozen=True)
class Drafted:
    """One instruction: its sentence without the article, the article, and what it puts there."""

    article: str
    sentence: str
    """With ``{}`` where "in Article 5" goes, if anywhere."""
    paragraphs: tuple[NumberedParagraph, ...] = ()
    items: tuple[Item, ...] = ()
    blocks: tuple[Block, ...] = ()
    articles: tuple[Article, ...] = ()


def number(part: str, language: str) -> str:
    """Return a number as it is printed: ``1 bis`` in Dutch for ``1a``."""
    if language == "nl" and part[:1].isdigit() and part[-1:] in LATER:
        return f"{part[:-1]} {LATER[part[-1]]}"
    return part


def point_name(item: Item, language: str) -> str:
    return (
        item.marker.strip()
        if language == "nl" or item.marker.startswith("(")
        else f"({item.marker.strip('.)')})"
    )


def drafted(old: ActText, new: ActText) -> Iterator[Drafted]:
    """Yield the instructions that turn the articles of one version into those of the other."""
    language = str(new.language)
    before = {one.number: one for one in old.articles}
    for article in new.articles:
        if article.number not in before:
            sentence = "the following Article is inserted:" if language == "en" else "het volgende artikel wordt ingevoegd:"  # fmt: skip
            yield Drafted(article.number, sentence, articles=(article,))
        else:
            yield from _article(before[article.number], article, language)
    kept = {one.number for one in new.articles}
    for article in old.articles:
        if article.number not in kept:
            said = number(article.number, language)
            yield Drafted(article.number, f"Article {said} is deleted;" if language == "en" else f"artikel {said} wordt geschrapt;")  # fmt: skip


def _article(old: Article, new: Article, language: str) -> Iterator[Drafted]:
    numbers = [one.number for one in (*old.paragraphs, *new.paragraphs)]
    if _words(old) == _words(new):
        return
    if None in numbers and (len(set(numbers)) > 1 or _length(old) != _length(new)):
        said = number(new.number, language)
        yield Drafted(new.number, f"Article {said} is replaced by the following:" if language == "en" else f"artikel {said} wordt vervangen door:", articles=(new,))  # fmt: skip
        return
    held = {one.number: one for one in old.paragraphs}
    if None in numbers:
        merged = [NumberedParagraph(number=None, blocks=tuple(block for one in article.paragraphs for block in one.blocks)) for article in (old, new)]  # fmt: skip
        yield from _inside(merged[0], merged[1], new.number, language)
        return
    for one in new.paragraphs:
        if one.number not in held:
            yield Drafted(new.number, "{in}the following paragraph is inserted:" if language == "en" else "{in}wordt het volgende lid ingevoegd:", paragraphs=(one,))  # fmt: skip
        elif _words(one) != _words(held[one.number]):
            yield from _inside(held[one.number], one, new.number, language)
    for one in old.paragraphs:
        if one.number not in {each.number for each in new.paragraphs}:
            said = number(str(one.number), language)
            yield Drafted(new.number, f"{{in}}paragraph {said} is deleted;" if language == "en" else f"{{in}}wordt lid {said} geschrapt;")  # fmt: skip


def _length(article: Article) -> int:
    """Return how many subparagraphs an article has."""
    return sum(len(_segments(one.blocks)) for one in article.paragraphs)


def _inside(old: NumberedParagraph, new: NumberedParagraph, article: str, language: str) -> Iterator[Drafted]:
    """Yield what changes a paragraph: one subparagraph or point where only that differs, else the whole."""
    before, after = _segments(old.blocks), _segments(new.blocks)
    said = number(new.number, language) if new.number else ""
    within = ("paragraph " if language == "en" else "lid ") + said if said else ""
    apart = [place for place, (one, other) in enumerate(zip(before, after, strict=False)) if one != other]
    if len(before) != len(after) or len(apart) > 1 or not apart:
        if said and len(after) == len(before) + 1 and after[:-1] == before:
            what = "the following subparagraph is added:" if language == "en" else "wordt de volgende alinea toegevoegd:"  # fmt: skip
            yield Drafted(article, _at(within, what, language), blocks=after[-1])
        elif said:
            yield Drafted(article, f"{{in}}{within} is replaced by the following:" if language == "en" else f"{{in}}wordt {within} vervangen door:", paragraphs=(new,))  # fmt: skip
        else:
            for place in apart:
                yield from _segment(
                    before[place], after[place], ORDINALS[language][place], (article, within), language
                )
        return
    yield from _segment(
        before[apart[0]], after[apart[0]], ORDINALS[language][apart[0]], (article, within), language
    )


def _segment(old: Blocks, new: Blocks, ordinal: str, at: tuple[str, str], language: str) -> Iterator[Drafted]:
    article, within = at
    alinea = f"the {ordinal} subparagraph" if language == "en" else f"de {ordinal} alinea"
    if [type(one) for one in old] == [type(one) for one in new] == [Paragraph, Listing]:
        where = f"{within}, {alinea.removeprefix('the ').removeprefix('de ')}".strip(", ")
        if old[0] != new[0]:
            what = "the introductory part is replaced by the following:" if language == "en" else "wordt de inleidende zin vervangen door:"  # fmt: skip
            yield Drafted(article, _at(where, what, language), blocks=new[:1])
        yield from _items(old[1], new[1], where, article, language)  # type: ignore[arg-type]
    else:
        what = f"{alinea} is replaced by the following:" if language == "en" else f"wordt {alinea} vervangen door:"  # fmt: skip
        yield Drafted(article, _at(within, what, language), blocks=new)


def _items(old: Listing, new: Listing, where: str, article: str, language: str) -> Iterator[Drafted]:
    held = {item.marker.strip("‘“").strip(): item for item in old.items}
    for item in new.items:
        name = point_name(item, language)
        before = held.get(item.marker)
        if before is None:
            what = "the following point is inserted:" if language == "en" else "wordt het volgende punt ingevoegd:"  # fmt: skip
            yield Drafted(article, _at(where, what, language), items=(item,))
        elif _words(before) != _words(item):
            what = f"point {name} is replaced by the following:" if language == "en" else f"wordt punt {name} vervangen door:"  # fmt: skip
            yield Drafted(article, _at(where, what, language), items=(item,))
    for item in old.items:
        if item.marker not in {each.marker for each in new.items}:
            name = point_name(item, language)
            yield Drafted(article, _at(where, f"point {name} is deleted;" if language == "en" else f"wordt punt {name} geschrapt;", language))  # fmt: skip


def _at(where: str, what: str, language: str) -> str:
    return f"{{in}}{where}, {what}" if where and language == "en" else f"{{in}}{where} {what}" if where else f"{{in}}{what}"  # fmt: skip


def _segments(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    parts: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, Listing) and parts:
            parts[-1].append(block)
        else:
            parts.append([block])
    return [tuple(_bare(block) for block in part) for part in parts]


def _bare(block: Block) -> Block:
    if isinstance(block, Listing):
        return Listing(items=tuple(Item(marker=item.marker, blocks=tuple(map(_bare, item.blocks))) for item in block.items))  # fmt: skip
    return replace(block, line=None)


def _words(held: Article | NumberedParagraph | Item) -> object:
    if isinstance(held, Article):
        return tuple((one.number, tuple(map(_bare, one.blocks))) for one in held.paragraphs)
    return tuple(map(_bare, held.blocks))


MARKS = {"en": ("‘", "’"), "nl": ("“", "”")}


def sentence_of(one: Drafted, language: str) -> str:
    """Return an instruction by itself, with the article it is in."""
    said = number(one.article, language)
    if "{in}" not in one.sentence:
        return one.sentence
    rest = one.sentence.replace("{in}", "")
    if language == "en":
        return f"in Article {said}, {rest}"
    return f"in artikel {said}{',' if not rest.startswith('wordt') else ''} {rest}"


def page(instructions: list[Drafted], language: str, *, of: str) -> str:
    """Return the amending act as a page of the Official Journal."""
    rows = "\n".join(
        _row(f"({place})" if language == "en" else f"{place})", f'<p class="oj-normal">{escape(sentence_of(one, language))}</p>\n{_quoted_page(one, language)}')
        for place, one in enumerate(instructions, 1)
    )  # fmt: skip
    word = "Article" if language == "en" else "Artikel"
    intro = f"{of} is amended as follows:" if language == "en" else f"{of} wordt als volgt gewijzigd:"
    return f"""<!DOCTYPE html>
<html lang="{language}"><head><meta property="eli:id_local" content="32099R0003"/></head><body>
<p class="oj-hd-lg">{language.upper()}</p><p class="oj-hd-date">1.5.2100</p>
<div class="eli-subdivision" id="art_1"><p class="oj-ti-art">{word} 1</p>
<div class="eli-title"><p class="oj-sti-art">Amendments</p></div>
<p class="oj-normal">{escape(intro)}</p>
{rows}
</div>
<div class="eli-subdivision" id="art_2"><p class="oj-ti-art">{word} 2</p><p class="oj-normal">The end.</p></div>
</body></html>"""


def _row(marker: str, inner: str) -> str:
    return f'<table width="100%"><col width="4%"/><col width="96%"/><tbody><tr><td valign="top"><p class="oj-normal">{escape(marker)}</p></td><td valign="top">{inner}</td></tr></tbody></table>'


def _quoted_page(one: Drafted, language: str) -> str:
    opened, closed = MARKS[language]
    body = _articles_page(one.articles, language) or "\n".join(_paragraph_page(each, language) for each in one.paragraphs) or _blocks_page((Listing(items=one.items),) if one.items else one.blocks)  # fmt: skip
    if not body:
        return ""
    first = body.index(">", body.index('<p class="')) + 1
    last = body.rindex("</p>")
    return f"{body[:first]}{opened}{body[first:last]}{closed}{body[last:]};"


def _articles_page(articles: tuple[Article, ...], language: str) -> str:
    word = "Article" if language == "en" else "Artikel"
    return "\n".join(
        f'<div id="{one.number}"><p class="oj-ti-art">{word} {number(one.number, language)}</p><p class="oj-sti-art">{escape(one.title)}</p>'
        + "".join(_paragraph_page(each, language) for each in one.paragraphs)
        + "</div>"
        for one in articles
    )


def _paragraph_page(one: NumberedParagraph, language: str) -> str:
    body = _blocks_page(one.blocks)
    if one.number is None:
        return body
    first = body.index(">", body.index('<p class="')) + 1
    return f'<div id="001.{one.number}">{body[:first]}{number(one.number, language)}.\u00a0\u00a0\u00a0{body[first:]}</div>'


def _blocks_page(blocks: tuple[Block, ...]) -> str:
    found = []
    for block in blocks:
        if isinstance(block, Listing):
            found += [_row(item.marker, _blocks_page(item.blocks)) for item in block.items]
        else:
            found.append(f'<p class="oj-normal">{escape(block.text)}</p>')
    return "\n".join(found)


def formex(instructions: list[Drafted], language: str, *, of: str) -> str:
    """Return the amending act in Formex."""
    intro = f"{of} is amended as follows:" if language == "en" else f"{of} wordt als volgt gewijzigd:"
    items = "".join(
        f"<ITEM><NP><NO.P>({place})</NO.P><TXT>{escape(sentence_of(one, language))}</TXT>{_quoted_formex(one, language)}</NP></ITEM>"
        for place, one in enumerate(instructions, 1)
    )
    word = "Article" if language == "en" else "Artikel"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ACT><BIB.INSTANCE><LG.DOC>{language.upper()}</LG.DOC><NO.CELEX>32099R0003</NO.CELEX></BIB.INSTANCE><ENACTING.TERMS>
<ARTICLE IDENTIFIER="001"><TI.ART>{word} 1</TI.ART><STI.ART><P>Amendments</P></STI.ART><ALINEA><P>{escape(intro)}</P><LIST TYPE="ARAB">{items}</LIST></ALINEA></ARTICLE>
<ARTICLE IDENTIFIER="002"><TI.ART>{word} 2</TI.ART><ALINEA>The end.</ALINEA></ARTICLE></ENACTING.TERMS></ACT>"""


def _quoted_formex(one: Drafted, language: str) -> str:
    opened, closed = MARKS[language]
    start, end = (
        f'<QUOT.{name} CODE="{ord(sign):04X}"/>' for name, sign in (("START", opened), ("END", closed))
    )
    word = "Article" if language == "en" else "Artikel"
    body = "".join(
        f"<ARTICLE><TI.ART>{word} {number(each.number, language)}</TI.ART><STI.ART><P>{escape(each.title)}</P></STI.ART>{''.join(_paragraph_formex(inner, language) for inner in each.paragraphs)}</ARTICLE>"
        for each in one.articles
    )
    body = body or "".join(_paragraph_formex(each, language) for each in one.paragraphs)
    body = body or (_list_formex(one.items) if one.items else _alineas(one.blocks))
    if not body:
        return ""
    tags = ("<TI.ART>", "<NO.PARAG>", "<NO.P>", "<P>")
    first = min(body.index(tag) + len(tag) for tag in tags if tag in body)
    last = max(body.rindex(tag) for tag in ("</P>", "</TXT>") if tag in body)
    return f'<P><QUOT.S LEVEL="1">{body[:first]}{start}{body[first:last]}{end}{body[last:]}</QUOT.S>;</P>'


def _paragraph_formex(one: NumberedParagraph, language: str) -> str:
    if one.number is None:
        return _alineas(one.blocks)
    return f"<PARAG><NO.PARAG>{number(one.number, language)}.</NO.PARAG>{_alineas(one.blocks)}</PARAG>"


def _alineas(blocks: tuple[Block, ...]) -> str:
    found = ""
    for part in _segments(blocks):
        inner = "".join(_list_formex(block.items) if isinstance(block, Listing) else f"<P>{escape(block.text)}</P>" for block in part)  # fmt: skip
        found += f"<ALINEA>{inner}</ALINEA>"
    return found


def _list_formex(items: tuple[Item, ...]) -> str:
    inner = ""
    for item in items:
        first = item.blocks[0] if item.blocks else None
        words = first.text if isinstance(first, Paragraph) else ""
        rest = item.blocks[bool(words) :]
        below = "".join(f"<P>{_list_formex(block.items)}</P>" if isinstance(block, Listing) else f"<P>{escape(block.text)}</P>" for block in rest)  # fmt: skip
        inner += f"<ITEM><NP><NO.P>{escape(item.marker)}</NO.P><TXT>{escape(words)}</TXT>{below}</NP></ITEM>"
    return f'<LIST TYPE="alpha">{inner}</LIST>'


def plain(instructions: list[Drafted], language: str, *, of: str) -> str:
    """Return the amending act as text that was copied."""
    word = "Article" if language == "en" else "Artikel"
    intro = f"{of} is amended as follows:" if language == "en" else f"{of} wordt als volgt gewijzigd:"
    lines = [f"{word} 1", "Amendments", "", intro]
    opened, closed = MARKS[language]
    for place, one in enumerate(instructions, 1):
        lines += ["", f"({place}) {sentence_of(one, language)}"]
        body = []
        for article in one.articles:
            body += [f"{word} {number(article.number, language)}", article.title]
            for each in article.paragraphs:
                body += _plain_paragraph(each, language)
        for each in one.paragraphs:
            body += _plain_paragraph(each, language)
        body += _plain((Listing(items=one.items),) if one.items else one.blocks)
        if body:
            body[0] = f"{opened}{body[0]}"
            body[-1] = f"{body[-1]}{closed};"
        lines += [line for each in body for line in ("", each)]
    return "\n".join([*lines, "", f"{word} 2", "", "The end."])


def _plain_paragraph(one: NumberedParagraph, language: str) -> list[str]:
    body = _plain(one.blocks)
    return [f"{number(one.number, language)}. {body[0]}", *body[1:]] if one.number else body


def _plain(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Listing):
            for item in block.items:
                inner = _plain(item.blocks)
                found += [f"{item.marker} {inner[0]}", *inner[1:]] if inner else [item.marker]
        else:
            found.append(block.text)
    return found
