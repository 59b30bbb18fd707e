# SPDX-License-Identifier: EUPL-1.2
"""The section of a model card that holds facts: a table, what each rests on, and where to ask for more; ``data/section.toml``.

Tables of GitHub Flavored Markdown. No date and no line number stands in it, so that the same facts give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from adhere.documentation.evaluations.result import EvaluationResult
from adhere.exchange.disclosure import Disclosed, exposures
from adhere.kernel.data import packaged
from adhere.kernel.quantity import decimal_text
from adhere.kernel.text import LANGUAGES, Language, Text, text_of
from adhere.models.facts import Fact
from adhere.models.modelfolder import CARD
from adhere.models.readers.card_section import BEGIN, END
from adhere.models.reasons import value_text
from adhere.models.registry import registry
from adhere.models.wording import wording

_SETTINGS = re.compile(r"<!-- adhere: (?P<settings>.*) -->")
_ROW = re.compile(r"\| (?P<label>.*?) \| (?P<value>.*) \| (?P<basis>.*?) \|")
_CELL = re.compile(r"(?<!\\)\|")
_MARKDOWN = re.compile(r"([\\|`*_\[\]#~])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a section is written, kept in it so that it can be written again the same."""

    language: Language
    include: frozenset[str] = frozenset()
    contact: str | None = None

    def line(self) -> str:
        """Return the settings as a comment, which nobody is shown."""
        parts = [f"language={self.language}"]
        parts += [f"include={','.join(sorted(self.include))}"] if self.include else []
        parts += [f"contact={_quoted(self.contact)}"] if self.contact else []
        return f"<!-- adhere: {' '.join(parts)} -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fact as the section shows it; ``line`` counts from 1 in the card, 0 where it is not written yet."""

    label: str
    value: str
    basis: str
    line: int = 0


def section_lines(
    known: Disclosed, settings: Settings, results: Iterable[EvaluationResult] = ()
) -> list[str]:
    """Return the lines of the section, marks included."""
    spoken = settings.language
    rows = [f"| {row.label} | {row.value} | {row.basis} |" for row in rows_of(known, settings, results)]
    head = " | ".join(_word(name, spoken) for name in ("fact", "value", "basis"))
    return [
        BEGIN,
        settings.line(),
        f"## {_word('heading', spoken)}",
        "",
        *([f"| {head} |", "|---|---|---|", *rows] if rows else [_word("nothing", spoken)]),
        "",
        _word("made", spoken),
        *_asking(known, settings),
        END,
    ]


def rows_of(known: Disclosed, settings: Settings, results: Iterable[EvaluationResult] = ()) -> list[Row]:
    """Return what the section shows, in its order: facts first, then evaluation results."""
    spoken = settings.language
    facts = (fact for fact in known if exposures()[fact.id].written)
    return [*(_row(fact, spoken) for fact in facts), *_result_rows(results, spoken)]


def read_settings(lines: Iterable[str]) -> Settings | None:
    """Return the settings of a section, or None where its line of settings is gone."""
    match = next(filter(None, map(_SETTINGS.fullmatch, map(str.strip, lines))), None)
    if match is None:
        return None
    parts = (part.partition("=") for part in match["settings"].split(" "))
    said = {name: value for name, _, value in parts}
    language: Language = "nl" if said.get("language") == "nl" else "en"
    include = frozenset(name for name in said.get("include", "").split(",") if name)
    contact = unquote(said["contact"]) if said.get("contact") else None
    return Settings(language=language, include=include, contact=contact)


def read_rows(lines: Iterable[tuple[int, str]]) -> list[Row]:
    """Return the rows of the table in a section; each line comes with its number in the card."""
    rows = []
    for number, line in lines:
        cells = [cell.strip() for cell in _CELL.split(line.strip())]
        if len(cells) == 5 and not cells[0] and not cells[4] and set(cells[1]) - set("-:"):
            rows.append(Row(label=cells[1], value=cells[2], basis=cells[3], line=number))
    return rows[1:]  # the first is the header


def _row(fact: Fact, spoken: Language) -> Row:
    label = registry()[fact.id].label.in_(spoken)
    return Row(
        label=_cell(label),
        value=_cell(value_text(fact.value).in_(spoken)),
        basis=_cell(_basis(fact).in_(spoken)),
    )


def _basis(fact: Fact) -> Text:
    """Return what a fact rests on: the word for its basis, and the files; a person is never named."""
    word = wording("basis")[fact.basis.value]
    files = dict.fromkeys(
        source.file for source in fact.sources if source.who is None and source.file != CARD
    )
    said = [Text(name, name) for name in list(files)[:3]]
    if any(source.file == CARD for source in fact.sources):
        said.append(_words("this-card"))
    if not said:
        return word
    return Text(*(f"{word.in_(one)}: {', '.join(place.in_(one) for place in said)}" for one in LANGUAGES))


def _result_rows(results: Iterable[EvaluationResult], spoken: Language) -> Iterator[Row]:
    for result in results:
        spread = f" ± {decimal_text(result.stderr)}" if result.stderr is not None else ""
        yield Row(
            label=_cell(f"{result.task}, {result.metric}"),
            value=_cell(f"{decimal_text(result.value)}{spread}"),
            basis=_cell(wording("basis")["estimated" if result.estimated else "measured"].in_(spoken)),
        )


def _asking(known: Disclosed, settings: Settings) -> list[str]:
    provider = known.get("provider.name")
    if provider is None and settings.contact is None:
        return []
    name = str(provider.value) if provider is not None else _word("the-provider", settings.language)
    message = "ask-at" if settings.contact else "ask"
    values = {"provider": _cell(name), "contact": _cell(settings.contact or "")}
    return ["", _words(message).filled(values).in_(settings.language)]


def _cell(text: str) -> str:
    """Return a text that shows itself in a cell: no markup, no new line, no mark of ours."""
    safe = "".join(sign if sign.isprintable() else " " for sign in text)
    shown = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return " ".join(_MARKDOWN.sub(r"\\\1", shown).split())


def _quoted(text: str) -> str:
    """Return a text that cannot end the comment it stands in."""
    return quote(text, safe="@/:.?=").replace("-", "%2D")


def _word(name: str, spoken: Language) -> str:
    return _words(name).in_(spoken)


def _words(name: str) -> Text:
    return text_of(packaged("adhere.exchange", "data/section.toml")[name])
