# SPDX-License-Identifier: EUPL-1.2
"""Write a page per form and language: ``python tools/form_pages.py``, or ``--check`` to see whether they are fresh.

``docs/<language>/forms/<form>.md`` lists every field of the newest version of a form (``src/adhere/forms/data``): what is asked and
why, an example of a good answer, who can know it, who sees it how precisely, and from which facts it is drafted.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from adhere.forms.form import RECIPIENTS, Band, Field, Form, Option, Part, Recipient, Row, Section, Show
from adhere.forms.library import form, known_forms
from adhere.kernel.text import LANGUAGES, Language, text_of
from adhere.law.citations import cite
from adhere.law.library import Law
from adhere.models.wording import wording

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs"
WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
LAW = Law()


def main(arguments: list[str]) -> int:
    """Write every page, or with ``--check`` say which are not as they would be written."""
    pages = dict(_pages())
    left_over = {path for language in LANGUAGES for path in (PAGES / language / "forms").glob("*.md")} - {
        *pages
    }
    stale = [path for path, content in pages.items() if not _is(path, content)]
    if "--check" in arguments:
        for path in (*stale, *sorted(left_over)):
            print(f"docs/{path.relative_to(PAGES)} is not up to date: run python tools/form_pages.py")
        return int(bool(stale or left_over))
    for path in left_over:
        path.unlink()
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages[path], encoding="utf-8")
    print(f"{len(pages)} pages, {len(stale)} written, {len(left_over)} removed")
    return 0


def _is(path: Path, content: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == content


def _pages() -> Iterator[tuple[Path, str]]:
    for form_id in known_forms():
        for language in LANGUAGES:
            lines = ["<!-- SPDX-License-Identifier: EUPL-1.2 -->", *_page(form(form_id), language)]
            yield PAGES / language / "forms" / f"{form_id}.md", "\n".join(lines).rstrip() + "\n"


def _say(name: str, language: Language, group: str = "words", **values: object) -> str:
    return text_of(WORDS[group][name]).filled(values).in_(language)


# One form.


def _page(one: Form, language: Language) -> Iterator[str]:
    yield from (f"# {one.name.in_(language)}", "", _say("generated", language), "")
    yield from (*_head(one, language), "")
    for section in one.sections:
        fields = [field for field in one.fields if field.section == section.id]
        yield from _section(section, language)
        for field in fields:
            yield from (*_field(one, field, language), "")


def _head(one: Form, language: Language) -> Iterator[str]:
    until = f" {_say('until', language, day=one.valid_until)}" if one.valid_until else ""
    version = _say("version", language, version=one.version, day=one.valid_from)
    yield f"- {_say('id', language)}: `{one.id}`, {version}{until}"
    fields, rows = len(one.fields), sum(len(field.rows) for field in one.fields)
    yield f"- {_say('count' if rows > fields else 'count-same', language, fields=fields, rows=rows)}"
    to = _recipients(one.recipients, language) or _say("nobody", language)
    yield f"- {_say('recipients', language)}: {to}"
    yield f"- {_say('rests-on', language)}: {_cited((*one.provisions, *one.measures), language)}"
    yield f"- {_say('source', language)}: <{one.source}> ({_say(one.grade, language, 'grades')})"


def _section(section: Section, language: Language) -> Iterator[str]:
    number = f"{section.number} " if section.number else ""
    yield from (f"## {number}{section.label.in_(language)}", "")
    if section.only_where:
        name = LAW.criteria[section.only_where].name.in_(language)
        yield from (_say("only-where", language, criterion=name), "")


# One field.


def _field(one: Form, field: Field, language: Language) -> Iterator[str]:
    number = f"{field.number} " if field.number else ""
    yield from (f"### {number}{_plain(field.label.in_(language))} (`{field.id}`)", "")
    yield from (_plain(field.asked.in_(language)), "")
    yield f"- *{'; '.join(_nature(field, language))}*"
    yield f"- {_say('why', language)}: {_plain(field.why.in_(language))}"
    yield f"- {_say('example', language)}: {_plain(field.example.in_(language))}"
    yield f"- {_say('who', language)}: {wording('suppliers')[field.who].in_(language)}"
    if field.not_applicable:
        yield f"- {_say('not-applicable', language)}: {_plain(field.not_applicable.when.in_(language))}"
    if field.condition:
        said = _say("is", language, field=field.condition.field, value=field.condition.value)
        yield f"- {_say('asked-if', language)}: {said}"
    yield from _choices(field, language)
    yield from _parts(field.parts, language)
    yield from _used(field, language)
    yield from _drafted(field, language)
    yield from (line for row in field.rows for line in _row(one, field, row, language))
    if field.provisions or field.measures:
        yield f"- {_say('serves', language)}: {_cited((*field.provisions, *field.measures), language)}"


def _nature(field: Field, language: Language) -> Iterator[str]:
    yield _kind(field, language, of=field.of)
    if not field.required:
        yield _say("optional", language)
    if field.words:
        yield _say("words", language, count=field.words)


def _kind(each: Field | Part, language: Language, **values: object) -> str:
    unit = wording("units").get(each.unit or "")
    said = _say(each.kind, language, "kinds", **values)
    return f"{said} ({unit.in_(language) if unit else each.unit})" if each.unit else said


def _choices(each: Field | Part, language: Language, indent: str = "") -> Iterator[str]:
    if each.options:
        yield f"{indent}- {_say('options', language)}: {_labelled(each.options, language)}"
    for when, bands in groupby(getattr(each, "bands", ()), key=lambda band: band.when):
        of = f" (`{when}`)" if when else ""
        yield f"{indent}- {_say('bands', language)}{of}: {_labelled(bands, language)}"


def _labelled(offered: Iterable[Option | Band], language: Language) -> str:
    return "; ".join(f"{_plain(each.label.in_(language))} (`{each.id}`)" for each in offered)


def _parts(parts: Iterable[Part], language: Language, indent: str = "") -> Iterator[str]:
    for part in parts:
        said = [_kind(part, language), *([] if part.required else [_say("optional", language)])]
        label = _plain(part.label.in_(language))
        yield f"{indent}- {_say('part', language)} `{part.id}`: {label} (*{'; '.join(said)}*)"
        yield from _choices(part, language, f"{indent}  ")
        yield from _parts(part.parts, language, f"{indent}  ")


def _used(field: Field, language: Language) -> Iterator[str]:
    if field.uses:
        named = []
        for used in field.uses:
            form_id, _, field_id = used.partition(":")
            label = form(form_id).field(field_id).label.in_(language)
            named.append(f"{_plain(label)} ([`{used}`]({form_id}.md))")
        yield f"- {_say('uses', language)}: {'; '.join(named)}"


def _drafted(field: Field, language: Language) -> Iterator[str]:
    facts = dict.fromkeys(fact for draft in field.drafts for fact in draft.needs)
    if facts:
        yield f"- {_say('drafted', language)}: {', '.join(f'`{fact}`' for fact in facts)}"


def _row(one: Form, field: Field, row: Row, language: Language) -> Iterator[str]:
    """The row, where it says more than that everybody who gets the form gets the field in full."""
    if len(field.rows) == 1 and set(row.recipients) == set(one.recipients) and not (row.shows or row.note):
        return
    to = _recipients(row.recipients, language)
    shown = "; ".join(_shown(show, language) for show in row.shows)
    parts = ", ".join(f"`{part}`" for part in row.parts)
    said = "; ".join(each for each in (parts, shown) if each)
    note = f". {_plain(row.note.in_(language))}" if row.note else ""
    yield f"- {_say('row', language)} `{row.id}`: {to}{f' ({said})' if said else ''}{note}"


def _shown(show: Show, language: Language) -> str:
    how = _say(show.how, language, "hows", figures=show.figures)
    return f"`{show.part}` {how}" if show.part else how


# Words.


def _recipients(recipients: Iterable[Recipient], language: Language) -> str:
    chosen = set(recipients)
    return ", ".join(_say(name, language, "recipients") for name in RECIPIENTS if name in chosen)


def _cited(provisions: tuple[str, ...], language: Language) -> str:
    return "; ".join(cite(provision).in_(language) for provision in provisions)


def _plain(text: str) -> str:
    """Keep signs that Markdown would read as its own."""
    for sign in "\\<>*_[]":
        text = text.replace(sign, f"\\{sign}")
    return text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
