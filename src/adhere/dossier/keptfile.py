# SPDX-License-Identifier: EUPL-1.2
"""Reading the YAML files of upkeep, watch lists and requests: each value in its form, each mistake with its line.

Formats ``adhere/watch/1`` and ``adhere/request/1``, described in ``docs/en/upkeep.md`` and ``docs/en/requests.md``. What is wrong is
reported and left out; the rest is still read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path as DiskPath
from pathlib import PurePosixPath
from typing import Any, TypeVar

from adhere.dossier.faults import fault
from adhere.dossier.rules import rule
from adhere.dossier.wording import near, shown, shown_key
from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason
from adhere.intake.tree import SIZE_LIMIT, Path, Tree, parse
from adhere.kernel.calendar import Period
from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place
from adhere.kernel.notation import NotationError, day_of
from adhere.kernel.refs import parse as provision_of
from adhere.kernel.text import Text, text_of
from adhere.law.citations import name_of_document

T = TypeVar("T")
LONGEST = 2000
"""Characters of one text."""
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MEASURE = re.compile(r"[a-z0-9-]+:[A-Z]-[0-9.]{1,10}")


@dataclass(slots=True, kw_only=True)
class KeptFile:
    """A file as far as it can be read; ``page`` is the page of the documentation that shows every field."""

    name: str
    page: str
    tree: Tree = field(default_factory=Tree)
    findings: list[Finding] = field(default_factory=list)

    @property
    def readable(self) -> bool:
        """Whether there is anything to read fields from."""
        return isinstance(self.tree.value, dict) and not self.tree.fatal

    def place(self, *path: str | int) -> Place:
        """Return where a field stands."""
        return Place(file=self.name, line=self.tree.line(path) or 1)

    def report(self, rule_id: str, path: Path, **values: object) -> None:
        """Add a finding at a field."""
        page = Text(self.page, self.page.replace("/en/", "/nl/"))
        values = {"place": ".".join(map(str, path)) or self.name, "page": page, **values}
        self.findings.append(Finding(rule=rule(rule_id), place=self.place(*path), values=values))

    def at(self, path: Path) -> Any:
        """Return the value of a field, None where there is none."""
        value = self.tree.value
        for part in path:
            inside = isinstance(value, dict) and part in value
            inside |= isinstance(value, list) and isinstance(part, int) and part < len(value)
            value = value[part] if inside else None
        return value

    def fields(self, path: Path, known: Sequence[str]) -> bool:
        """Whether fields stand here; those that do not exist are reported."""
        value = self.at(path)
        if value is None:
            return False
        if not isinstance(value, dict):
            self._wrong(path, wanted("fields"))
            return False
        for name in value:
            if name not in known:
                told = {"known": ", ".join(known), "near": near(name, known)}
                self.report(
                    "ADH-DOS-004", (*path, name), place=shown_key(".".join(map(str, (*path, name)))), **told
                )
        return True

    def entries(self, path: Path) -> Iterator[Path]:
        """Yield the path of each entry of a list."""
        value = self.at(path)
        if value is not None and not isinstance(value, list):
            self._wrong(path, wanted("list"))
        for number in range(len(value) if isinstance(value, list) else 0):
            yield (*path, number)

    def text(self, path: Path, *, required: bool = False, most: int = LONGEST) -> str | None:
        """Return a text; a number without quotes is taken as it stands."""
        value = self._asked(path, required=required)
        if isinstance(value, str) and len(value.strip()) > 0 and len(value) <= most:
            return value.strip()
        self._refused(path, value, wanted("text", most=most))
        return None

    def day(self, path: Path, *, required: bool = False) -> date | None:
        """Return a date; a date in words has a rule of its own."""
        value = self._asked(path, required=required)
        if value is None:
            return None
        with suppress(NotationError):
            return day_of(value)
        self.report("ADH-DOS-007", path, fact=".".join(map(str, path)), value=shown(value))
        return None

    def moment(self, path: Path, *, required: bool = False) -> date | datetime | None:
        """Return a day, or a moment with its time zone; an hour without one has a rule of its own."""
        value = self.at(path)
        if not isinstance(value, str) or not _MOMENT.fullmatch(value) or not value.isascii():
            return self.day(path, required=required)
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            self.report("ADH-DOS-007", path, fact=".".join(map(str, path)), value=shown(value))
            return None
        if found.tzinfo is None:
            self.report("ADH-DOS-140", path, fact=".".join(map(str, path)), value=shown(value))
            return None
        return found

    def choice(self, path: Path, choices: Sequence[str], *, required: bool = False) -> str | None:
        """Return one of some words."""
        value = self._asked(path, required=required)
        if value is None:
            return None
        if isinstance(value, str) and value in choices:
            return value
        told = {"value": shown(value), "choices": ", ".join(choices), "fact": ".".join(map(str, path))}
        self.report("ADH-DOS-021", path, **told)
        return None

    def number(self, path: Path, *, required: bool = False) -> int | None:
        """Return a whole number, 1 or more."""
        value = self._asked(path, required=required)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
            return value
        self._refused(path, value, wanted("number"))
        return None

    def truth(self, path: Path) -> bool | None:
        """Return true or false."""
        value = self.at(path)
        if isinstance(value, bool):
            return value
        self._refused(path, value, wanted("truth"))
        return None

    def digest(self, path: Path) -> str | None:
        """Return a SHA-256 digest in hexadecimal digits."""
        value = self._asked(path, required=True)
        text = str(value).lower().removeprefix("sha256:") if value is not None else ""
        if _DIGEST.fullmatch(text):
            return text
        self._refused(path, value, wanted("digest"))
        return None

    def period(self, path: Path) -> Period | None:
        """Return a period such as ``6 months``."""
        value = self.at(path)
        return self._read(path, value, Period.parse, wanted("period"))

    def provision(self, path: Path) -> str | None:
        """Return the id of a provision, of a measure of a code or of a place in another document."""
        value = self.at(path)
        return self._read(path, value, _provision, wanted("provision"))

    def inside(self, path: Path) -> str | None:
        """Return a file that does not lead out of the dossier."""
        value = self._asked(path, required=True)
        name = PurePosixPath(value) if isinstance(value, str) and value.strip() else None
        if name is None or name.is_absolute() or ".." in name.parts or "\0" in str(name):
            self._refused(path, value, wanted("inside"))
            return None
        return name.as_posix()

    def _asked(self, path: Path, *, required: bool) -> Any:
        value = self.at(path)
        if value is None and required:
            self.report("ADH-DOS-063", path)
        return value

    def _read(self, path: Path, value: Any, reader: Callable[[str], T], form: Text) -> T | None:
        if value is None:
            return None
        try:
            return reader(str(value))
        except ValueError:
            self._refused(path, value, form)
            return None

    def _refused(self, path: Path, value: Any, form: Text) -> None:
        """Report a value in the wrong form; one that is not there was told where it is required."""
        if value is not None:
            self._wrong(path, form)

    def _wrong(self, path: Path, form: Text) -> None:
        self.report("ADH-DOS-064", path, value=shown(self.at(path)), wanted=form)


def read_kept(root: DiskPath, name: str, page: str, format_id: str) -> KeptFile:
    """Read a file of the dossier; ``format_id`` is the format it has to name. Nothing is raised: what is wrong is in the findings."""
    kept = KeptFile(name=name, page=page)
    try:
        with regular(root / name) as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        kept.report("ADH-DOS-065", (), reason=disk_reason(error))
        return kept
    kept.tree = parse(content)
    for mistake in kept.tree.mistakes:
        kept.findings.append(fault(name, mistake))
    if not kept.tree.fatal and not isinstance(kept.tree.value, dict):
        kept.report("ADH-DOS-064", (), value=shown(kept.tree.value), wanted=wanted("fields"))
    elif kept.readable:
        kept.choice(("format",), (format_id,), required=True)
    return kept


def wanted(form: str, **values: object) -> Text:
    """Return the form that a value should have."""
    return text_of(packaged("adhere.dossier", "data/upkeep.toml")["wanted"][form]).filled(values)


def _provision(text: str) -> str:
    """Return an id that is one; raise ValueError for anything else."""
    if _MEASURE.fullmatch(text) and name_of_document(text) is not None:
        return text
    return provision_of(text).id
