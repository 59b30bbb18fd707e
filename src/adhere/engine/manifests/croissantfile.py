# SPDX-License-Identifier: EUPL-1.2
"""Croissant as a description of files with rows: name, licence, languages, digests of files, and under which names columns are described.

Format: https://docs.mlcommons.org/croissant/docs/croissant-spec.html (1.0, 1.1). No context is resolved and nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from adhere.engine.manifests.wording import words
from adhere.kernel.text import Text

_MOST = 5_000
"""Distributions, record sets and fields that are looked at."""
_LONGEST = 500
_PREFIX = re.compile(r"^(?:sc|cr|dct|schema|https?://schema\.org/|http://mlcommons\.org/croissant/)[:/]?")
_DIGEST = re.compile(r"[0-9a-fA-F]{64}")
_LICENCES = re.compile(
    r"https?://(?:www\.)?(?:choosealicense\.com/licenses|spdx\.org/licenses|opensource\.org/licenses?)/([\w.-]+?)(?:\.html)?/?$"
)
_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/licenses/([a-z-]+)/([0-9.]+)")


class CroissantError(Exception):
    """What was read is no Croissant."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True, kw_only=True)
class Croissant:
    """What a file says of a dataset."""

    name: str = ""
    url: str = ""
    licences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


def read_croissant(content: bytes) -> Croissant:
    """Return what a file says; raise CroissantError where it is none."""
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CroissantError(words("croissant", "json")) from error
    if not isinstance(value, dict) or "Dataset" not in {_bare(kind) for kind in _texts(value.get("@type"))}:
        raise CroissantError(words("croissant", "object"))
    said = {_bare(key): inner for key, inner in value.items()}
    return Croissant(
        name=next(iter(_texts(said.get("name"))), ""),
        url=next(iter(_texts(said.get("url"))), ""),
        licences=tuple(_licence(one) for one in _texts(said.get("license"))),
        languages=_texts(said.get("inLanguage")),
        digests=dict(_digests(said.get("distribution"))),
        columns=dict(reversed(list(_columns(said.get("recordSet"))))),
    )


def _digests(value: object) -> Iterator[tuple[str, str]]:
    """Yield the digests by the last part of the address of a file; a placeholder, as generators write, is none."""
    for one in _objects(value):
        digest = next(iter(_texts(one.get("sha256"))), "")
        if _DIGEST.fullmatch(digest):
            for name in (*_texts(one.get("contentUrl")), *_texts(one.get("name"))):
                yield name.partition("?")[0].rstrip("/").rpartition("/")[2], digest.lower()


def _columns(value: object) -> Iterator[tuple[str, str]]:
    """Yield by column of the files the last part of the name of the field that is taken from it; of several the first leads."""
    for record in _objects(value):
        for one in _objects(record.get("field")):
            source = one.get("source")
            extract = source.get("extract") if isinstance(source, dict) else None
            column = extract.get("column") if isinstance(extract, dict) else None
            name = next(iter(_texts(one.get("name")) or _texts(one.get("@id"))), "")
            if isinstance(column, str) and name:
                yield column, name.rpartition("/")[2]


def _licence(said: str) -> str:
    """Return the id that an address of a licence stands for, or what is said."""
    match = _LICENCES.match(said)
    if match:
        return match[1]
    match = _CREATIVE_COMMONS.match(said)
    return f"CC-{match[1].upper()}-{match[2]}" if match else said


def _bare(key: str) -> str:
    return _PREFIX.sub("", key)


def _objects(value: object) -> list[Mapping[str, object]]:
    items = value[:_MOST] if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def _texts(value: object) -> tuple[str, ...]:
    """Return the texts of a value: a text, a list, a map of languages (English first), or an object with a name."""
    items = value[:_MOST] if isinstance(value, list) else [value]
    texts = (_of_object(item) if isinstance(item, dict) else item for item in items)
    return tuple(text.strip()[:_LONGEST] for text in texts if isinstance(text, str) and text.strip())


def _of_object(item: Mapping[str, object]) -> object:
    keys = ("@value", "en", "name", "url", "@id")
    return next(
        (item[key] for key in keys if isinstance(item.get(key), str)), next(iter(item.values()), None)
    )
