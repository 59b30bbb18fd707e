# SPDX-License-Identifier: EUPL-1.2
"""Croissant: JSON-LD that describes a dataset, read for the keys that documentation of training data needs.

Format: https://docs.mlcommons.org/croissant/docs/croissant-spec.html (1.0, 1.1) with the responsible AI vocabulary
http://mlcommons.org/croissant/RAI/. No context is resolved and nothing is fetched; records are not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import NoReturn

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Source
from adhere.kernel.text import Text, plain
from adhere.models.readers.dataset import Dataset
from adhere.models.reading import Reading

SIZE_LIMIT = 16 * 1024 * 1024
"""Bytes: descriptions of real datasets have under 100,000; inlined records are not documentation."""
_TEXT_LIMIT = 300
_LIST_LIMIT = 2_000
_PREFIX = re.compile(r"^(?:sc|cr|dct|schema|https?://schema\.org/|http://mlcommons\.org/croissant/)[:/]?")
_VERSION = re.compile(r"https?://mlcommons\.org/croissant/(?:RAI/)?1\.[01]/?$")
_DIGEST = re.compile(r"[0-9a-fA-F]{64}$")


def read_croissant(name: str, content: bytes) -> Reading:
    """Return what a Croissant file says of a dataset, as a witness of the training data."""
    reading = Reading()
    place = Place(file=name)
    if len(content) > SIZE_LIMIT:
        reading.report("ADH-MOD-182", place, limit=f"{SIZE_LIMIT:,}")
        return reading
    described = _parsed(content, place, reading)
    if described is None:
        return reading
    if "Dataset" not in {_PREFIX.sub("", kind) for kind in _texts(described.get("@type"))}:
        reading.report("ADH-MOD-181", Place(file=name, at="key @type"))
        return reading
    keys = {_PREFIX.sub("", key): value for key, value in described.items() if not key.startswith("rai:")}
    dataset = _dataset(keys, described)
    if not dataset.name:
        reading.report("ADH-MOD-186", Place(file=name, at="key name"))
        return reading
    _check(keys, dataset, name, reading)
    source = Source(file=name, method="Croissant", at="key name", sha256=sha256(content).hexdigest())
    reading.facts.append(dataset.fact(source))
    return reading


def _parsed(content: bytes, place: Place, reading: Reading) -> Mapping[str, object] | None:
    try:
        described = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except RecursionError:
        too_deep = Text("it is nested too deeply", "de structuur is te diep genest")
        reading.report("ADH-MOD-180", place, reason=too_deep)
    except UnicodeDecodeError:
        reading.report("ADH-MOD-180", place, reason=Text("it is not UTF-8", "het is geen UTF-8"))
    except json.JSONDecodeError as error:
        at = Place(file=place.file, line=error.lineno)
        reading.report("ADH-MOD-180", at, reason=plain(str(error)[:_TEXT_LIMIT]))
    except ValueError as error:
        reading.report("ADH-MOD-180", place, reason=plain(str(error)[:_TEXT_LIMIT]))
    else:
        if isinstance(described, dict):
            return described
        reading.report("ADH-MOD-181", Place(file=place.file, at="key @type"))
    return None


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number in JSON")


def _dataset(keys: Mapping[str, object], described: Mapping[str, object]) -> Dataset:
    return Dataset(
        name=_text(keys.get("name")),
        licence=", ".join(_texts(keys.get("license"))),
        version=_text(keys.get("version")),
        url=_text(keys.get("url")) or _text(keys.get("sameAs")),
        languages=_texts(keys.get("inLanguage")),
        files=len(_objects(keys.get("distribution"))),
        responsible_ai=tuple(key for key, value in described.items() if key.startswith("rai:") and value)[
            :50
        ],
    )


def _check(keys: Mapping[str, object], dataset: Dataset, name: str, reading: Reading) -> None:
    versions = _texts(keys.get("conformsTo"))
    if not any(_VERSION.match(version) for version in versions):
        shown = ", ".join(versions) or "-"
        reading.report("ADH-MOD-183", Place(file=name, at="key conformsTo"), value=shown)
    if not dataset.licence:
        reading.report("ADH-MOD-184", Place(file=name, at="key license"), dataset=dataset.name)
    wrong = [
        _text(entry.get("@id")) or _text(entry.get("name")) or "-"
        for entry in _objects(keys.get("distribution"))
        if "sha256" in entry and not _DIGEST.match(_text(entry["sha256"]))
    ]
    if wrong:
        place = Place(file=name, at="key distribution")
        reading.report("ADH-MOD-185", place, count=len(wrong), file=wrong[0])


def _objects(value: object) -> list[Mapping[str, object]]:
    items = value[:_LIST_LIMIT] if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def _text(value: object) -> str:
    """Return the first text of a value."""
    return next(iter(_texts(value)), "")


def _texts(value: object) -> tuple[str, ...]:
    """Return the texts of a value: a text, a list, a map of languages (English first), or an object with a name."""
    items = value[:_LIST_LIMIT] if isinstance(value, list) else [value]
    texts = (_of_object(item) if isinstance(item, dict) else item for item in items)
    return tuple(text.strip()[:_TEXT_LIMIT] for text in texts if isinstance(text, str) and text.strip())


def _of_object(item: Mapping[str, object]) -> object:
    for key in ("@value", "en", "name", "url", "@id"):
        if isinstance(item.get(key), str):
            return item[key]
    return next(
        (value for key, value in item.items() if not key.startswith("@") and isinstance(value, str)), None
    )
