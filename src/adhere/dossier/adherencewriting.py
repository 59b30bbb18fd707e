# SPDX-License-Identifier: EUPL-1.2
"""Writing a new adherence: a small file with a comment for every field, and a line to fill in for every measure it reaches.

The file appears whole or not at all, and none is overwritten. Format ``adhere/adherence/1`` (``docs/en/adherence.md``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from adhere.adherence.scope import narrow_chapters
from adhere.adherence.statement import Extent
from adhere.adherence.wording import word
from adhere.codes.code import Code
from adhere.dossier.adherence import FORMAT, read_adherence
from adhere.dossier.file import ADHERENCES
from adhere.intake.placing import drafted
from adhere.intake.quoting import quoted
from adhere.kernel.finding import Finding
from adhere.kernel.text import Language


class AdherenceExistsError(FileExistsError):
    """There is a file of that name already; nothing was written."""


class WrongAdherenceError(ValueError):
    """What was to be written could not be read back; the findings say why. Nothing was written."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings[0].rule.id if findings else "")
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAdherence:
    """An adherence as it begins; ``name`` is that of the code as the file says it, its id or its folder."""

    name: str
    code: Code
    extent: Extent
    chapters: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    since: date | None = None


def write_adherence(root: Path, new: NewAdherence, language: Language) -> str:
    """Write a new adherence and return its file, relative to the dossier.

    Raise AdherenceExistsError, WrongAdherenceError, or OSError where the disk refuses.
    """
    (root / ADHERENCES).mkdir(parents=True, exist_ok=True)
    file = f"{ADHERENCES}/{_slug(new.code.id)}.yaml"
    with drafted(root / file, _text(new, language).encode()) as draft:
        read = read_adherence(root, f"{ADHERENCES}/{draft.name}")
        if read.findings or read.adherence is None:
            raise WrongAdherenceError(read.findings)
        try:
            os.link(draft, root / file)  # never overwrites, unlike a rename
        except FileExistsError as error:
            raise AdherenceExistsError(file) from error
    return file


def _text(new: NewAdherence, language: Language) -> str:
    return "\n".join([*_head(new, language), "", *_measures(new, language), ""])


def _head(new: NewAdherence, language: Language) -> Iterator[str]:
    def told(key: str) -> str:
        return f"  # {word('new', key).in_(language)}"

    yield f"# {word('new', 'title', code=new.code.title).in_(language)}"
    yield f"format: {FORMAT}"
    yield f"code: {quoted(new.name)}"
    yield f"extent: {new.extent}{told('extent')}"
    if new.extent == "chapters":
        yield f"chapters: [{', '.join(map(quoted, new.chapters))}]"
    yield f"full_code_interest: false{told('interest')}"
    yield f"from: {new.since.isoformat()}{told('from')}" if new.since else f"# from: 2026-08-02{told('from')}"
    yield f"# until: 2027-08-02{told('until')}"
    if new.models:
        yield f"models: [{', '.join(map(quoted, new.models))}]{told('models')}"
    else:
        yield f"# models: [example-model]{told('models')}"


def _measures(new: NewAdherence, language: Language) -> Iterator[str]:
    """Yield the measures that the extent reaches, each as a comment to be filled in."""
    yield f"# {word('new', 'measures').in_(language)}"
    for line in _EXAMPLE:
        yield f"#   {line}"
    yield "measures:"
    for chapter in new.code.chapters:
        if not _reached(new, chapter.id):
            continue
        for measure in new.code.of(chapter.id):
            yield f"  # {measure.title.in_(language)}"
            yield f"  # {measure.id}: {{status: not-started}}"


_EXAMPLE = (
    "A-1.1:",
    "  status: implemented",
    '  how: "..."',
    '  owner: "..."',
    "  evidence:",
    '    - {file: adherence/evidence/example.md, sha256: "...", effective: 2026-08-02, expires: 2027-08-02}',
)


def _reached(new: NewAdherence, chapter_id: str) -> bool:
    if new.extent == "chapters":
        return chapter_id in new.chapters
    return new.extent == "full" or chapter_id in narrow_chapters(new.code)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9.-]+", "-", name.lower()).strip("-.")[:60] or "code"
