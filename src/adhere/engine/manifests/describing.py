# SPDX-License-Identifier: EUPL-1.2
"""Descriptions that lie beside data: the card of a dataset on a hub, and Croissant. What they say for all rows completes the rows.

https://github.com/huggingface/hub-docs/blob/main/datasetcard.md; Croissant is read in ``croissantfile``. A language or a modality counts
for all rows only where the description names one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from adhere.engine.manifests.croissantfile import Croissant, CroissantError, read_croissant
from adhere.engine.manifests.locating import Located
from adhere.engine.manifests.peeking import Peek
from adhere.engine.manifests.rules import Collected
from adhere.intake.modelfolder import front_matter
from adhere.intake.reasons import disk_reason
from adhere.kernel.data import packaged
from adhere.models.licences.catalogue import by_id, by_tag

LIMIT = 16 * 1024 * 1024
"""Octets of a description; real ones have under 100,000."""
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a description says, and the folder it is about.

    ``called`` gives by column of the files the name under which it is described, ``digests`` by name of a file its SHA-256.
    """

    folder: str
    file: str
    constants: tuple[tuple[str, str], ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)

    def covers(self, located: Located) -> bool:
        """Whether a file lies in the folder that is described."""
        return located.name.startswith(self.folder)


def description(located: Located, seen: Peek, collected: Collected) -> Described:
    """Return what a description says; what is wrong with it is reported."""
    folder = located.name[: located.name.rfind("/") + 1]
    nothing = Described(folder=folder, file=located.name)
    try:
        with located.open() as file:
            content = file.read(LIMIT)
    except OSError as error:
        collected.add("ADH-CON-088", file=located.name, reason=disk_reason(error))
        return nothing
    found = (
        _card(located, content, collected)
        if seen.format == "card"
        else _croissant(located, content, collected)
    )
    return nothing if found is None else found


def nearest(described: Iterable[Described], located: Located) -> Described | None:
    """Return the description of the innermost folder that a file lies in; of two there, Croissant is the more exact."""
    about = [one for one in described if one.covers(located)]
    return max(about, key=lambda one: (len(one.folder), len(one.called)), default=None)


def _card(located: Located, content: bytes, collected: Collected) -> Described | None:
    """Return what the front matter of a card says; a README without any is no card."""
    front = front_matter(content)
    if front.problem is not None:
        collected.add("ADH-CON-088", file=located.name, line=front.problem_line, reason=front.problem)
    if not front.values:
        return None
    said = front.values
    kinds = [tag.partition(":")[2] for tag in _texts(said.get("tags")) if tag.startswith("modality:")]
    folder = located.name[: located.name.rfind("/") + 1]
    name = next(iter(_texts(said.get("pretty_name"))), "") or folder.rstrip("/").rpartition("/")[2]
    constants = _constants(
        name, _texts(said.get("license")), _texts(said.get("language")), kinds or _of_tasks(said)
    )
    if "licence" not in constants:
        collected.add("ADH-CON-089", file=located.name, line=front.lines.get("license"))
    return Described(folder=folder, file=located.name, constants=tuple(constants.items()))


def _croissant(located: Located, content: bytes, collected: Collected) -> Described | None:
    try:
        found: Croissant = read_croissant(content)
    except CroissantError as error:
        collected.add("ADH-CON-088", file=located.name, reason=error.text)
        return None
    constants = _constants(found.name, found.licences, found.languages, ())
    if "licence" not in constants:
        collected.add("ADH-CON-089", file=located.name)
    folder = located.name[: located.name.rfind("/") + 1]
    return Described(
        folder=folder,
        file=located.name,
        constants=tuple(constants.items()),
        called=found.columns,
        digests=found.digests,
    )


def _constants(
    name: str, licences: Iterable[str], languages: Iterable[str], kinds: Iterable[str]
) -> dict[str, str]:
    found = {"source": name[:_LONGEST]} if name else {}
    named = [_spdx(one) for one in licences if one.lower() not in ("unknown", "none")]
    if named:
        found["licence"] = " AND ".join(dict.fromkeys(named))[:_LONGEST]
    for column, values in (
        ("language", list(languages)),
        ("modality", [one for one in kinds if one in _modalities()]),
    ):
        if len(values) == 1:
            found[column] = values[0]
    return found


def _of_tasks(said: Mapping[str, object]) -> list[str]:
    """Return the modality of a dataset by its tasks, where all of them are of one (text-generation, automatic-speech-recognition)."""
    table = packaged("adhere.engine.manifests", "data/modalities.toml")["tasks"]
    kinds = {table.get(task) for task in _texts(said.get("task_categories"))}
    return [kind for kind in kinds if kind] if len(kinds) == 1 else []


def _modalities() -> tuple[str, ...]:
    return tuple(packaged("adhere.engine.manifests", "data/modalities.toml")["words"])


def _texts(value: object) -> list[str]:
    items = value[:100] if isinstance(value, list) else [value]
    return [item.strip() for item in items if isinstance(item, str) and item.strip()]


def _spdx(tag: str) -> str:
    found = by_tag(tag) or by_id(tag)
    return found.id if found else tag
