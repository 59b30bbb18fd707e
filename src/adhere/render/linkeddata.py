# SPDX-License-Identifier: EUPL-1.2
"""A public summary of training content for search engines and catalogues: what it is about, from when, and on which datasets it rests.

JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/) in the words of https://schema.org (CreativeWork, Dataset). Only what the page itself shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from adhere.forms.views import ShownRow, View
from adhere.kernel.text import Language
from adhere.render.words import word

FORM = "summary"
DATASETS = ("large_public_datasets", "known_private_datasets")
"""Rows whose entries are datasets with a name and an address."""


def linked_data(
    view: View, language: Language, *, author: str, day: date | None, number: int | None
) -> dict[str, Any]:
    """Return a public summary as linked data; nothing for other forms and other recipients."""
    if view.form.id != FORM or view.recipient != "public":
        return {}
    rows = {row.row.id: row for row in view.rows if row.text is not None}
    models = [_thing("SoftwareApplication", one) for one in _entries(rows.get("models"))]
    work = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": view.form.name.in_(language),
        "inLanguage": language,
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": author} if author else None,
        "dateModified": day.isoformat() if day else None,
        "version": str(number) if number is not None else None,
        "about": models or None,
        "mainEntity": _content(rows, models, language),
    }
    return _known(work)


def _content(rows: dict[str, ShownRow], models: list[dict[str, Any]], language: Language) -> dict[str, Any]:
    names = ", ".join(str(one["name"]) for one in models)
    modalities = rows.get("modalities")
    chosen = modalities.value if modalities and isinstance(modalities.value, list) else []
    datasets = [_thing("Dataset", one) for name in DATASETS for one in _entries(rows.get(name))]
    about = {
        "@type": "Dataset",
        "name": word("training-content", language, models=names) if names else None,
        "description": _text(rows.get("crawled_content"), language)
        or _text(rows.get("linguistic"), language),
        "keywords": [str(one) for one in chosen] or None,
        "temporalCoverage": _period(rows.get("crawl_period")),
        "isBasedOn": datasets or None,
    }
    return _known(about)


def _entries(row: ShownRow | None) -> Iterable[dict[str, Any]]:
    value = row.value if row is not None else None
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def _thing(kind: str, entry: dict[str, Any]) -> dict[str, Any]:
    return _known({"@type": kind, "name": _word(entry.get("name")), "url": _word(entry.get("link"))})


def _word(value: Any) -> str | None:
    """Return a text of an entry; the English one where the two differ."""
    return value.get("en") if isinstance(value, dict) else value


def _text(row: ShownRow | None, language: Language) -> str | None:
    return row.text.in_(language) if row is not None and row.text is not None else None


def _period(row: ShownRow | None) -> str | None:
    value = row.value if row is not None else None
    if not isinstance(value, dict) or not {"from", "to"} <= value.keys():
        return None
    return f"{str(value['from'])[:7]}/{str(value['to'])[:7]}"


def _known(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value is not None}
