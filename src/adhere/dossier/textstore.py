# SPDX-License-Identifier: EUPL-1.2
"""Texts of the law that a user imported, kept in the data folder of the user: one JSON file for each, by act and version.

The folder is that of the platform (XDG Base Directory Specification, https://specifications.freedesktop.org/basedir-spec/latest/; Application
Support on macOS, AppData on Windows), or ADHERE_DATA. A file carries the digest of its source and one of its own words.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adhere.intake.placing import place
from adhere.law.texts.rules import Collected
from adhere.law.texts.units import Unit

if TYPE_CHECKING:
    from adhere.intake.texts.reading import (
        Imported,  # every reader of texts, which who only looks one up does not need
    )

FORMAT = "adhere/law-text/1"
DATA = "ADHERE_DATA"
LIMIT = 64 * 1024 * 1024
FILES_LIMIT = 500
KINDS = ("article", "annex", "recital")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredText:
    """A text as it was kept."""

    path: Path
    prefix: str
    celex: str | None
    language: str | None
    version: date | None
    sha256: str
    units: Mapping[str, Unit]
    titles: Mapping[str, str]
    """The titles of articles and annexes, by id; none in a file that was kept by an older release."""


def data_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Return the folder of the user's data."""
    if told := environment.get(DATA):
        return Path(told)
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or Path.home())
    if platform == "darwin":
        return home / "Library" / "Application Support" / "adhere"
    if platform == "win32":
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming", "adhere")
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share", "adhere")


def path_of(folder: Path, text: Imported) -> Path:
    """Return where a text is kept: texts of one version and language stand side by side, by the digest of their source."""
    version = text.act.version.isoformat() if text.act.version else "undated"
    name = f"{text.act.language or 'unknown'}-{text.source.sha256[:12]}.json"
    return folder / "texts" / text.act.prefix / version / name


def keep(text: Imported, target: Path) -> None:
    """Write a text whole or not at all; raise OSError where the disk refuses."""
    target.parent.mkdir(parents=True, exist_ok=True)
    place(target, written(text))


def written(text: Imported) -> bytes:
    """Return the bytes that a text is kept as."""
    said = json.dumps(record_of(text), ensure_ascii=False, indent=1)
    return f"{said}\n".encode("utf-8", "replace")


def record_of(text: Imported) -> dict[str, Any]:
    """Return a text as JSON."""
    act, source = text.act, text.source
    units = [
        {"id": unit.id, "kind": unit.kind, "paragraphs": list(unit.paragraphs), "line": unit.line}
        for unit in text.units.values()
    ]
    return {
        "format": FORMAT,
        "act": act.prefix,
        "celex": act.celex,
        "lang": act.language,
        "version": act.version.isoformat() if act.version else None,
        "title": act.title,
        "source": {"file": source.file, "sha256": source.sha256, "shape": source.shape, "size": source.size},
        "contents": [
            {"id": one.id, "label": one.label, "title": one.title, "depth": one.depth} for one in act.contents
        ],
        "titles": _titles(text),
        "footnotes": [{"mark": one.mark, "text": one.text} for one in act.footnotes],
        "amendments": [
            {"unit": name, "by": one.by, "action": one.action, "place": one.place}
            for name, one in _amendments(text)
        ],
        "digest": _digest(units),
        "units": units,
    }


def kept(folder: Path, found: Collected) -> Iterator[StoredText]:
    """Yield every text that is kept; what cannot be read is reported."""
    for path in sorted((folder / "texts").glob("*/*/*.json"))[:FILES_LIMIT]:
        text = load(path)
        if text is None:
            found.add("ADH-LAW-074", at=str(path), name=path.name)
        else:
            yield text


def load(path: Path) -> StoredText | None:
    """Return a text that was kept; None where the file is damaged, changed or of another format."""
    try:
        if path.stat().st_size > LIMIT:
            return None
        record = json.loads(path.read_bytes())
        if record["format"] != FORMAT or record["digest"] != _digest(record["units"]):
            return None
        version = record["version"]
        return StoredText(
            path=path,
            prefix=record["act"],
            celex=record["celex"],
            language=record["lang"],
            version=date.fromisoformat(version) if version else None,
            sha256=record["source"]["sha256"],
            units={unit.id: unit for unit in map(_unit, record["units"])},
            titles={str(name): str(title) for name, title in record.get("titles", {}).items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _unit(record: Mapping[str, Any]) -> Unit:
    if record["kind"] not in KINDS:
        raise ValueError(record["kind"])
    return Unit(
        id=record["id"], paragraphs=tuple(record["paragraphs"]), kind=record["kind"], line=record["line"]
    )


def _titles(text: Imported) -> dict[str, str]:
    act = text.act
    named = [(f"art-{one.number}", one.title) for one in act.articles]
    named += [(f"annex-{one.number}", one.title) for one in act.annexes]
    return {f"{act.prefix}:{place}": title for place, title in named if title}


def _amendments(text: Imported) -> Iterator[tuple[str, Any]]:
    for article in text.act.articles:
        name = f"{text.act.prefix}:art-{article.number}"
        for one in article.amended:
            yield name, one
        for paragraph in article.paragraphs:
            for one in paragraph.amended:
                yield f"{name}.{paragraph.number}" if paragraph.number else name, one


def _digest(units: Any) -> str:
    """Return the digest of the words that are kept, so that a later change shows."""
    content = json.dumps(units, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
