# SPDX-License-Identifier: EUPL-1.2
"""The kinds of systemic risk, their nature and their sources, by ids of our own; what each means stands in the code.

Article 56(2)(c): type and nature of systemic risks at Union level, including their sources. GPAI code, chapter Safety and Security,
Appendices 1 (risks), 3 (evaluations) and 4 (security objectives).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of

SOURCES = ("capability", "propensity", "other-source")
"""The groups of Appendix 1.3, all of which are sources of systemic risk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One item of an appendix: the id a register uses for it, its group, and what it means."""

    id: str
    group: str
    appendix: str
    content: Text

    @property
    def name(self) -> Text:
        """The words before the first colon or stop, without the number of the item: enough to know it by."""
        return Text(_short(self.content.en), _short(self.content.nl))


@cache
def terms(*groups: str) -> dict[str, Term]:
    """Return the terms of some groups, by id, in the order of the appendices; raise KeyError for a group there is not."""
    found: dict[str, Term] = {}
    for record in _records():
        if record["id"] in groups:
            contents = _contents(record["appendix"])
            for term_id, content in zip(record["ids"], contents, strict=True):
                found[term_id] = Term(
                    id=term_id, group=record["id"], appendix=record["appendix"], content=content
                )
    if not found:
        raise KeyError(groups)
    return found


def groups() -> tuple[str, ...]:
    """Return the ids of the groups."""
    return tuple(dict.fromkeys(record["id"] for record in _records()))


def specified() -> tuple[str, ...]:
    """Return the ids of the risks that always count as identified (Appendix 1.4)."""
    return tuple(terms("specified"))


def term_name(term_id: str, *among: str) -> Text:
    """Return the short name of a term; the id itself where it is none of these groups."""
    found = terms(*among).get(term_id)
    return found.name if found else plain(term_id)


def _records() -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = packaged("adhere.risk", "data/taxonomy.toml")["group"]
    return records


@cache
def _contents(appendix: str) -> tuple[Text, ...]:
    """Return the items of an appendix, in its order."""
    code_id = packaged("adhere.risk", "data/taxonomy.toml")["code"]
    for record in packaged("adhere.codes", f"data/{code_id}/appendices.toml")["appendix"]:
        if record["id"] == appendix:
            return tuple(text_of(one) for one in record["content"])
    raise KeyError(appendix)


def _short(content: str) -> str:
    text = content.partition(") ")[2] if content.startswith("(") else content
    sentence = text.partition(". ")[0]
    head = sentence.partition(":")[0] if ":" in sentence[:100] else sentence
    return head.rstrip(".")
