# SPDX-License-Identifier: EUPL-1.2
"""A provision as one HTML page that needs nothing else: no script, no request, readable on paper, in the dark and at 360 pixels.

HTML Living Standard (https://html.spec.whatwg.org/); WCAG 2.2 for landmarks, headings, language of parts (3.1.2) and links. Terms lead to
a list at the foot by plain links, which work from the keyboard and print as words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape

from adhere.kernel.data import packaged_bytes
from adhere.kernel.text import Language
from adhere.render.htmlpage import POLICY
from adhere.render.provision import Entry, Explained, Group, Reading, Record, Redlined, Row, Run, Step, Words
from adhere.render.words import word_of

_say = partial(word_of, "provision")


def provision_html(reading: Reading) -> bytes:
    """Return the page in UTF-8."""
    sections = [(anchor, name, list(lines)) for anchor, name, lines in _sections(reading)]
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{reading.language}">',
            *_head(reading),
            "<body>",
            f'<a class="skip" href="#content">{_said("skip", reading.language)}</a>',
            *_header(reading),
            *_contents([(anchor, name) for anchor, name, _ in sections], reading.language),
            '<main id="content" tabindex="-1">',
            *(line for section in sections for line in _section(*section)),
            "</main>",
            f"<footer>{_paragraph(reading.source) if reading.source else ''}{_paragraph(_running(reading))}</footer>",
            "</body>",
            "</html>\n",
        )
    ).encode("utf-8", "replace")


def _said(name: str, language: Language) -> str:
    return escape(_say(name, language))


def _running(reading: Reading) -> str:
    return f"{reading.title}, {reading.date}"


def _paragraph(text: str, role: str = "") -> str:
    return f"<p{f' class={chr(34)}{role}{chr(34)}' if role else ''}>{escape(text)}</p>"


def _head(reading: Reading) -> Iterator[str]:
    house, own = (
        packaged_bytes("adhere.render", f"data/{name}.css").decode().partition("*/\n")[2]
        for name in ("style", "provision")
    )
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f'<meta name="dcterms.identifier" content="{escape(reading.identifier)}">'
    yield f'<meta name="dcterms.date" content="{escape(reading.date)}">'
    yield f"<title>{escape(_running(reading))}</title>"
    yield f"<style>\n{house}{own}</style>"
    yield "</head>"


def _header(reading: Reading) -> Iterator[str]:
    yield f"<header>\n<h1>{escape(reading.title)}</h1>"
    if reading.subtitle:
        yield _paragraph(reading.subtitle, "subtitle")
    yield from (_paragraph(notice, "mark") for notice in reading.notices)
    yield '<dl class="facts">'
    yield from _facts(reading.header)
    yield "</dl>\n</header>"


def _facts(facts: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Yield label and value; a value that goes on with the one before has no label."""
    for label, value in facts:
        yield (
            f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>"
            if label
            else f'<div class="more"><dd>{escape(value)}</dd></div>'
        )


def _contents(sections: list[tuple[str, str]], language: Language) -> Iterator[str]:
    yield f'<nav aria-labelledby="contents"><h2 id="contents">{_said("contents", language)}</h2>\n<ol>'
    for anchor, name in sections:
        yield f'<li><a href="#{anchor}">{escape(name)}</a></li>'
    yield "</ol></nav>"


def _section(anchor: str, name: str, lines: list[str]) -> Iterator[str]:
    yield f'<section aria-labelledby="{anchor}">\n<h2 id="{anchor}">{escape(name)}</h2>'
    yield from lines
    yield "</section>"


def _sections(reading: Reading) -> Iterator[tuple[str, str, Iterator[str]]]:
    """Yield anchor, heading and content of what there is."""
    language = reading.language
    if reading.tree:
        yield "tree", _say("tree", language), _tree(reading)
    if reading.sides or reading.absent or not reading.tree:
        yield "text", _say("text", language), _text(reading)
    if reading.records or reading.steps:
        yield "records", _say("records", language), _records(reading)
    if reading.steps:
        yield "changes", _say("changes", language), _steps(reading)
    if reading.groups:
        total = sum(group.count for group in reading.groups)
        yield "rests", f"{_say('rests', language)} ({total})", _groups(reading)
    if reading.answers:
        yield "answers", f"{_say('answers', language)} ({len(reading.answers)})", _answers(reading)
    if reading.terms:
        yield "terms", f"{_say('terms', language)} ({len(reading.terms)})", _terms(reading)


def _tree(reading: Reading) -> Iterator[str]:
    for depth, text, name in reading.tree:
        code = f" <code>{escape(name)}</code>" if name else ""
        yield f'<p class="node" style="--depth: {depth}">{escape(text)}{code}</p>'


def _text(reading: Reading) -> Iterator[str]:
    yield from (_paragraph(line, "remark") for line in reading.absent)
    if not reading.sides:
        if not reading.absent:
            yield _paragraph(_say("no-text", reading.language), "remark")
        return
    yield f'<div class="sides heads" style="--sides: {len(reading.sides)}">'
    for side in reading.sides:
        yield f'<div><p class="language">{escape(side.name)}</p>{_paragraph(side.source, "source")}</div>'
    yield "</div>"
    for row in reading.rows:
        yield from _row(row, reading)


def _row(row: Row, reading: Reading) -> Iterator[str]:
    yield f'<section class="unit" id="{row.anchor}" style="--depth: {row.depth}">\n<h3>{escape(row.label)}</h3>'
    yield f'<div class="sides" style="--sides: {len(reading.sides)}">'
    for side, paragraphs in zip(reading.sides, row.paragraphs, strict=True):
        label = f'<p class="language" lang="{reading.language}">{escape(side.name)}</p>'
        yield f'<div lang="{escape(side.language)}">{label if len(reading.sides) > 1 else ""}'
        yield from (f"<p>{_words(words)}</p>" for words in paragraphs)
        if not paragraphs:
            yield f'<p class="source" lang="{reading.language}">{_said("lacking", reading.language)}</p>'
        yield "</div>"
    yield "</div>\n</section>"


def _words(words: Words) -> str:
    return "".join(map(_run, words))


def _run(run: Run) -> str:
    text = escape(run.text)
    told = f' title="{escape(run.told)}"' if run.told else ""
    if run.to:
        kind = ' class="term"' if run.kind == "term" else ""
        return f'<a{kind} href="{escape(run.to)}"{told}>{text}</a>'
    return f"<span{told}>{text}</span>" if told else text


def _records(reading: Reading) -> Iterator[str]:
    name = "records-lead" if reading.records else "no-records"
    yield _paragraph(_say(name, reading.language), "remark")
    for record in reading.records:
        yield from _record(record, reading.language)


def _record(record: Record, language: Language) -> Iterator[str]:
    yield f'<article class="record" id="{record.anchor}">'
    yield f"<h3>{escape(record.kind)} <code>{escape(record.id)}</code></h3>\n<p>{_words(record.words)}</p>"
    yield '<dl class="facts">'
    yield from _facts(record.facts)
    yield "</dl>"
    if record.note:
        yield f'<p class="note"><strong>{_said("note", language)}.</strong> {_words(record.note)}</p>'
    yield "</article>"


def _steps(reading: Reading) -> Iterator[str]:
    for step in reading.steps:
        yield from _step(step, reading.language)


def _step(step: Step, language: Language) -> Iterator[str]:
    yield f"<h3>{escape(step.name)}</h3>"
    if step.text:
        yield _paragraph(step.text)
    if step.items:
        yield "<ul>"
        yield from (f"<li>{escape(item)}</li>" for item in step.items)
        yield "</ul>"
    if step.redlines:
        yield _paragraph(_say("redline", language), "source")
    for one in step.redlines:
        yield f'<p class="redline"><strong>{escape(one.label)}</strong> {_redline(one, language)}</p>'


def _redline(one: Redlined, language: Language) -> str:
    pieces = (_piece(kind, text, language) for kind, text in one.pieces)
    return f'<span lang="{escape(one.language)}">{"".join(pieces)}</span>'


def _piece(kind: str, text: str, language: Language) -> str:
    """Mark words that went or came so that colour is not needed; spaces around them stay unmarked."""
    inner = text.strip()
    if kind == "same" or not inner:
        return escape(text)
    before, _, after = text.partition(inner)
    tag = "del" if kind == "removed" else "ins"
    return f'{before}<{tag} title="{_said(kind, language)}">{escape(inner)}</{tag}>{after}'


def _groups(reading: Reading) -> Iterator[str]:
    yield _paragraph(_say("rests-lead", reading.language), "remark")
    yield '<ul class="counts">'
    for group in reading.groups:
        yield f'<li><a href="#{group.anchor}">{escape(group.name)}</a> <strong>{group.count}</strong></li>'
    yield "</ul>"
    for group in reading.groups:
        yield from _group(group, reading.language)


def _group(group: Group, language: Language) -> Iterator[str]:
    yield f'<h3 id="{group.anchor}" class="group">{escape(group.name)} ({group.count})</h3>'
    if group.near:
        yield from _entries(group.near)
    if group.above:
        yield f"<h4>{_said('above', language)} ({len(group.above)})</h4>"
        yield from _entries(group.above)


def _entries(entries: tuple[Entry, ...]) -> Iterator[str]:
    yield '<ul class="entries">'
    for one in entries:
        quote = f'<q lang="{escape(one.language)}">{escape(one.quote)}</q>' if one.quote else ""
        name = f'<a href="{escape(one.to)}">{escape(one.name)}</a>' if one.to else escape(one.name)
        under = [f'<span class="how">{escape(text)}</span>' for text in (one.how, one.why) if text]
        yield f"<li>{name} <code>{escape(one.id)}</code>{''.join((quote, *under))}</li>"
    yield "</ul>"


def _answers(reading: Reading) -> Iterator[str]:
    for question, answer in reading.answers:
        yield f'<h3 class="question">{escape(question)}</h3>\n{_paragraph(answer)}'


def _terms(reading: Reading) -> Iterator[str]:
    yield '<dl class="terms">'
    for one in reading.terms:
        yield from _term(one, reading.language)
    yield "</dl>"


def _term(one: Explained, language: Language) -> Iterator[str]:
    names = " · ".join(f'<span lang="{escape(code)}">{escape(name)}</span>' for code, name in one.names)
    yield f'<div id="{one.anchor}" tabindex="-1"><dt>{names} <span class="how">{escape(one.place)}</span></dt>'
    for code, words in one.definitions:
        yield f'<dd lang="{escape(code)}">{escape(words)}</dd>'
    if one.own:
        yield f"<dd><strong>{_said('in-our-words', language)}.</strong> {escape(one.own)}</dd>"
    yield "</div>"
