# SPDX-License-Identifier: EUPL-1.2
"""Files that answers name: texts and evidence, never outside the dossier, with the digest they have today.

Digests are SHA-256 (FIPS 180-4), streamed, so that evidence may be of any size.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from adhere.dossier.rules import rule
from adhere.dossier.wording import shown_key
from adhere.forms.answers import Evidence
from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason
from adhere.kernel.finding import Finding, Place

TEXT_LIMIT = 1024 * 1024
"""Bytes: no answer of a form is longer."""
CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A text an answer named: its path from the dossier, its words and the digest of its bytes."""

    file: str
    text: str
    sha256: str


@dataclass(slots=True)
class Attachments:
    """The files answers name, seen from the folder of one model; each is read once, however many answers name it."""

    root: Path
    folder: Path
    findings: list[Finding] = field(default_factory=list)
    _digests: dict[str, Evidence] = field(default_factory=dict)

    def evidence(self, name: str, place: Place) -> Evidence | None:
        """Return a file that supports an answer; a vanished one has no digest, one outside the dossier is none."""
        path = self._inside(name, place)
        if path is None:
            return None
        file = self._relative(path)
        if file not in self._digests:
            self._digests[file] = self._digest(path, file)
        found = self._digests[file]
        if found.sha256 is None:
            self._report("ADH-DOS-048", place, path=shown_key(name))
        return found

    def text(self, name: str, place: Place) -> TextFile | None:
        """Return the words of a text file; what is wrong with it is reported."""
        path = self._inside(name, place)
        if path is None:
            return None
        try:
            with regular(path) as file:
                content = file.read(TEXT_LIMIT + 1)
        except OSError as error:
            self._report("ADH-DOS-045", place, path=shown_key(name), reason=disk_reason(error))
            return None
        return self._decoded(path, content, place)

    def _decoded(self, path: Path, content: bytes, place: Place) -> TextFile | None:
        name = self._relative(path)
        if len(content) > TEXT_LIMIT:
            self._report("ADH-DOS-047", place, path=name, limit=TEXT_LIMIT // 1024)
            return None
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self._report("ADH-DOS-046", Place(file=name, line=line), path=name)
            return None
        return TextFile(file=name, text=text, sha256=hashlib.sha256(content).hexdigest())

    def _inside(self, name: str, place: Place) -> Path | None:
        """Return the path of a file, links followed, where it stays inside the dossier."""
        path = self.folder / name
        if not lies_inside(self.root, path):
            self._report("ADH-DOS-044", place, path=shown_key(name))
            return None
        return path

    def _relative(self, path: Path) -> str:
        return Path(os.path.relpath(path, self.root)).as_posix()

    def _digest(self, path: Path, file: str) -> Evidence:
        try:
            sha256, size = digest_of(path)
            return Evidence(file=file, sha256=sha256, size=size)
        except OSError:
            return Evidence(file=file, sha256=None)

    def _report(self, rule_id: str, place: Place, **values: object) -> None:
        self.findings.append(Finding(rule=rule(rule_id), place=place, values=values))


def lies_inside(root: Path, path: Path) -> bool:
    """Whether a path is one a disk could have, and lies inside a folder once links are followed."""
    if not may_be_a_path(str(path)):
        return False
    real, around = os.path.realpath(path), os.path.realpath(root)
    return os.path.commonpath((real, around)) == around and real != around


def digest_of(path: Path) -> tuple[str, int]:
    """Return the SHA-256 of a file and how many bytes it has; raise OSError where it cannot be read."""
    digest = hashlib.sha256()
    with regular(path) as content:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
        return digest.hexdigest(), content.tell()


def may_be_a_path(name: str) -> bool:
    """Whether a disk could have such a name at all: no zero byte, and no half of a sign that no bytes stand for."""
    try:
        return b"\0" not in os.fsencode(name)
    except UnicodeEncodeError:
        return False
