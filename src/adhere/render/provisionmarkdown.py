# SPDX-License-Identifier: EUPL-1.2
"""A provision as Markdown: languages in a table side by side, terms and references as links; what a text says never becomes markup.

CommonMark with the tables of GitHub (https://github.github.com/gfm/#tables-extension-); anchors are ``<a id>``, which CommonMark lets pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from adhere.kernel.text import Language
from adhere.render.document import Redline
from adhere.render.markdown import inline, one_line, one_paragraph, redlined, table
from adhere.render.provision import Entry, Group, Reading, Record, Run, Step, Words
from adhere.render.words import word_of

_say = partial(word_of, "provision")


def provision_markdown(reading: Reading) -> bytes:
    """Return the page in UTF-8."""
    return ("\n\n".join(_blocks(reading)) + "\n").encode("utf-8", "replace")


def _blocks(reading: Reading) -> Iterator[str]:
    language = reading.language
    yield f"# {one_line(reading.title)}"
    if reading.subtitle:
        yield one_paragraph(reading.subtitle)
    yield from (f"**{one_line(notice)}**" for notice in reading.notices)
    yield table((_say("about", language), ""), reading.header)
    if reading.tree:
        yield f"## {_say('tree', language)}"
        yield "\n".join(_tree(reading))
    if reading.sides or reading.absent or not reading.tree:
        yield f"## {_say('text', language)}"
        yield from _text(reading)
    if reading.records or reading.steps:
        yield f"## {_say('records', language)}"
        yield _say("records-lead" if reading.records else "no-records", language)
    for record in reading.records:
        yield from _record(record, language)
    if reading.steps:
        yield f"## {_say('changes', language)}"
    for step in reading.steps:
        yield from _step(step, language)
    yield from _groups(reading)
    yield from _answers(reading)
    yield from _terms(reading)
    if reading.source:
        yield f"*{one_line(reading.source)}*"


def _tree(reading: Reading) -> Iterator[str]:
    for depth, text, name in reading.tree:
        code = f" `{name}`" if name else ""
        yield f"{'  ' * depth}- {one_paragraph(text)}{code}"


def _text(reading: Reading) -> Iterator[str]:
    yield from (f"> {one_line(line)}" for line in reading.absent)
    if not reading.sides:
        if not reading.absent:
            yield _say("no-text", reading.language)
        return
    yield "\n".join(f"- **{one_line(side.name)}**: {one_line(side.source)}" for side in reading.sides)
    if not reading.rows:
        return
    lines = [f"| | {' | '.join(one_line(side.name) for side in reading.sides)} |"]
    lines.append(f"|{'---|' * (len(reading.sides) + 1)}")
    lacking = f"*{_say('lacking', reading.language)}*"
    for row in reading.rows:
        cells = ["<br>".join(map(_words, words)) or lacking for words in row.paragraphs]
        lines.append(f'| <a id="{row.anchor}"></a>{one_line(row.label)} | {" | ".join(cells)} |')
    yield "\n".join(lines)


def _words(words: Words) -> str:
    return "".join(map(_run, words))


def _run(run: Run) -> str:
    text = inline(run.text)
    return f"[{text}]({run.to})" if run.to else text


def _record(record: Record, language: Language) -> Iterator[str]:
    yield f'### <a id="{record.anchor}"></a>{one_line(record.kind)} `{record.id}`'
    yield _words(record.words)
    yield "\n".join(
        f"- {f'{one_line(label)}: ' if label else ''}{one_line(value)}" for label, value in record.facts
    )
    if record.note:
        yield f"> **{_say('note', language)}.** {_words(record.note)}"


def _step(step: Step, language: Language) -> Iterator[str]:
    yield f"### {one_line(step.name)}"
    if step.text:
        yield one_paragraph(step.text)
    if step.items:
        yield "\n".join(f"- {one_paragraph(item)}" for item in step.items)
    if step.redlines:
        yield f"*{_say('redline-markdown', language)}*"
    for one in step.redlines:
        yield f"**{one_line(one.label)}** {redlined(Redline(pieces=one.pieces))}"


def _groups(reading: Reading) -> Iterator[str]:
    if not reading.groups:
        return
    total = sum(group.count for group in reading.groups)
    yield f"## {_say('rests', reading.language)} ({total})"
    yield _say("rests-lead", reading.language)
    for group in reading.groups:
        yield from _group(group, reading.language)


def _group(group: Group, language: Language) -> Iterator[str]:
    yield f"### {one_line(group.name)} ({group.count})"
    if group.near:
        yield "\n".join(map(_entry, group.near))
    if group.above:
        yield f"#### {_say('above', language)} ({len(group.above)})"
        yield "\n".join(map(_entry, group.above))


def _entry(one: Entry) -> str:
    quote = f" “{one_line(one.quote)}”" if one.quote else ""
    under = "".join(f" {one_line(text)}" for text in (f"({one.how})" if one.how else "", one.why) if text)
    name = one_paragraph(one.name)
    name = f"[{name}]({one.to}) " if one.to else f"{name} " if name else ""
    return f"- {name}`{one.id}`{quote}{under}"


def _answers(reading: Reading) -> Iterator[str]:
    if reading.answers:
        yield f"## {_say('answers', reading.language)} ({len(reading.answers)})"
    for question, answer in reading.answers:
        yield f"### {one_line(question)}"
        yield one_paragraph(answer)


def _terms(reading: Reading) -> Iterator[str]:
    if reading.terms:
        yield f"## {_say('terms', reading.language)} ({len(reading.terms)})"
    for one in reading.terms:
        names = " · ".join(one_line(name) for _, name in one.names)
        yield f'<a id="{one.anchor}"></a>**{names}** ({one_line(one.place)})'
        said = [one_paragraph(words) for _, words in one.definitions]
        own = _say("in-our-words", reading.language)
        yield "\n".join(
            f"- {line}" for line in [*said, *([f"{own}: {one_line(one.own)}"] if one.own else [])]
        )
