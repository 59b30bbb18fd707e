# SPDX-License-Identifier: EUPL-1.2
"""Figures of training content as JSON, and back: ``adhere/content-figures/1``, described in ``docs/en/summary-of-content.md``.

What the public summary of Article 53(1)(d) rests on is kept as one file, so that its digest can stand behind every answer. Sums are decimal
strings, since bytes of a large crawl pass what JSON numbers hold exactly (RFC 8785, section 3.2.2.3).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from adhere.content.figures import (
    MEASURES,
    MODALITIES,
    Amount,
    DomainFigures,
    Figures,
    InputRecord,
    Measured,
    Share,
)
from adhere.kernel.data import packaged
from adhere.kernel.text import text_of

FORMAT = "adhere/content-figures/1"
TABLES = ("sources", "languages", "months", "licences")
SAFE = 2**53 - 1
"""The largest whole number that JSON holds exactly everywhere."""
_KEYS = ("modality", "source", "language", "licence", "month")
_APART = ("no_host", "addresses", "no_domain")
_SUMS = ("bytes", "listed_bytes")
_COUNTS = ("domains", "documents", "listed", "listed_documents")
_WORDS = ("rules", "list_version", "list_sha256", "rule", "listed_sha256")
_DIGITS = re.compile(r"[0-9]{1,40}")


def figures_json(figures: Figures) -> dict[str, Any]:
    """Return figures as a JSON object."""
    return {
        "format": FORMAT,
        "engine": figures.engine,
        "inputs": [_input(one) for one in figures.inputs],
        **({"unread": list(figures.unread)} if figures.unread else {}),
        "total": _amount(figures.total),
        "first": _moment(figures.first),
        "last": _moment(figures.last),
        **{table: [_share(one) for one in getattr(figures, table)] for table in TABLES},
        "domains": domains_json(figures.domains) if figures.domains else None,
    }


class FiguresError(ValueError):
    """A file that holds no figures; ``reason`` says why."""

    def __init__(self, name: str, **values: object) -> None:
        self.reason = text_of(packaged("adhere.content", "data/reasons.toml")[name]).filled(values)
        super().__init__(self.reason.en)


def read_figures(content: bytes) -> Figures:
    """Return the figures of a file; raise FiguresError where it holds none."""
    try:
        return figures_of(json.loads(content))
    except FiguresError:
        raise
    except (ValueError, RecursionError) as error:
        raise FiguresError("json") from error


def figures_of(value: object) -> Figures:
    """Return the figures of a JSON object; raise FiguresError where it is none."""
    try:
        return _figures(_table(value))
    except KeyError as error:
        raise FiguresError("missing", field=error.args[0]) from error


def _input(one: InputRecord) -> dict[str, Any]:
    counts = {"size": str(one.size), "rows": one.rows, "malformed": one.malformed}
    return {
        "name": one.name,
        "format": one.format,
        "sha256": one.sha256,
        "source": one.source,
        **counts,
    }


def _amount(amount: Amount) -> dict[str, Any]:
    measures = ((name, getattr(amount, name)) for name in MEASURES)
    return {
        "documents": amount.documents,
        **{name: {"total": str(one.total), "known": one.known} for name, one in measures},
    }


def _share(share: Share) -> dict[str, Any]:
    keys = {name: getattr(share, name) for name in _KEYS if getattr(share, name) is not None}
    return {
        **keys,
        "amount": _amount(share.amount),
        "first": _moment(share.first),
        "last": _moment(share.last),
    }


def domains_json(found: DomainFigures) -> dict[str, Any]:
    """Return the figures of domains as a value of JSON."""
    return {
        **{name: getattr(found, name) for name in (*_WORDS, *_COUNTS)},
        **{name: str(getattr(found, name)) for name in _SUMS},
        **{name: _amount(getattr(found, name)) for name in _APART},
        "of_crawled": found.of_crawled,
        "listed_by_modality": [
            {"modality": name, "bytes": str(size), "of": str(of)}
            for name, size, of in found.listed_by_modality
        ],
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _figures(value: Mapping[str, Any]) -> Figures:
    if value.get("format") != FORMAT:
        raise FiguresError("format", value=str(value.get("format"))[:60], wanted=FORMAT)
    return Figures(
        engine=_text(value["engine"]),
        inputs=tuple(_input_of(_table(one)) for one in _list(value["inputs"])),
        unread=tuple(_text(one) for one in _list(value.get("unread", []))),
        total=_amount_of(value["total"]),
        first=_moment_of(value["first"]),
        last=_moment_of(value["last"]),
        sources=_shares_of(value["sources"]),
        languages=_shares_of(value["languages"]),
        months=_shares_of(value["months"]),
        licences=_shares_of(value["licences"]),
        domains=None if value["domains"] is None else _domains_of(_table(value["domains"])),
    )


def _input_of(value: Mapping[str, Any]) -> InputRecord:
    return InputRecord(
        name=_text(value["name"]),
        format=_text(value["format"]),
        size=_sum(value["size"]),
        sha256=_text(value["sha256"]),
        rows=_count(value["rows"]),
        malformed=_count(value["malformed"]),
        source=None if value["source"] is None else _text(value["source"]),
    )


def _amount_of(value: Any) -> Amount:
    table = _table(value)
    documents = _count(table["documents"])
    measured = {name: _measured(table[name], documents) for name in MEASURES}
    return Amount(documents=documents, **measured)


def _measured(value: Any, documents: int) -> Measured:
    table = _table(value)
    found = Measured(total=_sum(table["total"]), known=_count(table["known"]))
    if found.known > documents or (found.total and not found.known):
        raise FiguresError("known", known=found.known, documents=documents)
    return found


def _shares_of(value: Any) -> tuple[Share, ...]:
    return tuple(map(_share_of, _list(value)))


def _share_of(value: Any) -> Share:
    table = _table(value)
    keys = {name: _text(table[name]) for name in _KEYS if table.get(name) is not None}
    if keys.get("modality", MODALITIES[0]) not in MODALITIES:
        raise FiguresError("modality", value=keys["modality"][:60])
    return Share(
        amount=_amount_of(table["amount"]),
        first=_moment_of(table["first"]),
        last=_moment_of(table["last"]),
        **keys,
    )


def _domains_of(table: Mapping[str, Any]) -> DomainFigures:
    by_modality = (_table(one) for one in _list(table["listed_by_modality"]))
    values: dict[str, Any] = {
        **{name: _text(table[name]) for name in _WORDS},
        **{name: _count(table[name]) for name in _COUNTS},
        **{name: _sum(table[name]) for name in _SUMS},
        **{name: _amount_of(table[name]) for name in _APART},
    }
    listed = tuple((_text(one["modality"]), _sum(one["bytes"]), _sum(one["of"])) for one in by_modality)
    return DomainFigures(**values, listed_by_modality=listed, of_crawled=_truth(table["of_crawled"]))


def _table(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise FiguresError("object")
    return value


def _list(value: object) -> Iterable[Any]:
    if not isinstance(value, list):
        raise FiguresError("list")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise FiguresError("text")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= SAFE:
        raise FiguresError("count")
    return value


def _sum(value: object) -> int:
    if not isinstance(value, str) or not _DIGITS.fullmatch(value) or not value.isascii():
        raise FiguresError("sum")
    return int(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise FiguresError("truth")
    return value


def _moment_of(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError as error:
        raise FiguresError("moment") from error
    if moment.tzinfo is None:
        raise FiguresError("moment")
    return moment
