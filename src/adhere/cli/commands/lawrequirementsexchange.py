# SPDX-License-Identifier: EUPL-1.2
"""``adhere law requirements export`` and ``read``: the catalogue in formats of the Dutch government, and its pages beside the law."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adhere.cli.contracts import findings_json, head
from adhere.cli.output import Page, print_json, refuse, tell
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.exchange.algoritmekader.page import Page as ReadPage
    from adhere.kernel.finding import Finding
    from adhere.law.requirements.catalogue import Catalogue

SUFFIXES = (".md", ".markdown", ".txt", ".yaml", ".yml")
YAML = (".yaml", ".yml")
LIMIT = 2000
"""Pages read at once; the Algoritmekader has about two hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One file as it was read: the page in it, what it goes with, and every finding."""

    file: str
    page: ReadPage | None
    rests: tuple[str, ...]
    findings: list[Finding]


def run_export(to: str, out: Path, on: date) -> None:
    """Write the catalogue to a new folder; exit 2 where it is not empty or the disk refuses."""
    from adhere.cli.documents import put_all
    from adhere.intake.reasons import disk_reason
    from adhere.law.requirements.catalogue import catalogue

    try:
        if out.exists() and any(out.iterdir()):
            refuse(say("requirements.not-empty", path=out))
    except OSError as error:
        refuse(say("not-written", path=out, reason=disk_reason(error)))
    files = _files(to, catalogue(), on)
    put_all(out, files)
    tell(say("requirements.written", count=len(files), path=out))


def _files(to: str, catalogue: Catalogue, on: date) -> dict[str, bytes]:
    if to == "algoritmekader":
        from adhere.exchange.algoritmekader.pagewriting import pages

        return pages(catalogue, on)
    if to == "task-registry":
        from adhere.exchange.algoritmekader.taskregistry import files

        return files(catalogue, on)
    from adhere.exchange.algoritmekader.decisiontree import decision_tree

    return {"decision-tree.yaml": decision_tree(catalogue, on, language())}


def run_read(paths: tuple[Path, ...], on: date, output: str) -> None:
    """Print what is wrong with pages and where they differ from the law; exit 1 where anything is an error."""
    from adhere.cli.findings import exit_status
    from adhere.exchange.algoritmekader.checks import check_page, check_together
    from adhere.exchange.algoritmekader.lawdifferences import differences
    from adhere.law.requirements.catalogue import catalogue

    known = catalogue()
    reads = [_read(path, name, known) for path, name in _files_in(paths)]
    pages = [one.page for one in reads if one.page is not None]
    by_file = {one.file: one for one in reads}
    for page in pages:
        by_file[page.file].findings.extend([*check_page(page), *differences(page, known, on)])
    for finding in check_together(pages, whole=any(path.is_dir() for path in paths)):
        by_file[finding.place.file].findings.append(finding)
    findings = [finding for one in reads for finding in one.findings]
    if output == "json":
        print_json(
            head("law-requirements-read", known.law)
            | {"on": on.isoformat(), "pages": [_json(one) for one in reads]}
            | {"findings": findings_json(findings, language())}
        )
    else:
        _print(reads, findings, on, known)
    sys.exit(exit_status(findings))


def _files_in(paths: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    """Yield each file with the name it is told by; exit 2 where there are too many."""
    found: dict[str, Path] = {}
    for path in paths:
        inside = _under(path) if path.is_dir() else [path]
        for file in inside:
            name = file.relative_to(path).as_posix() if path.is_dir() else file.name
            found[name if name not in found else str(file)] = file
        if len(found) > LIMIT:
            refuse(say("requirements.too-many", path=path, limit=LIMIT))
    yield from ((file, name) for name, file in found.items())


def _under(folder: Path) -> list[Path]:
    """Return the pages in a folder, in order of name, without following links to folders."""
    return sorted(
        Path(root, name)
        for root, _, names in os.walk(folder)
        for name in names
        if Path(name).suffix.lower() in SUFFIXES
    )


def _read(path: Path, name: str, known: Catalogue) -> Read:
    from adhere.exchange.algoritmekader.lawdifferences import requirements_of
    from adhere.exchange.algoritmekader.pagereading import read_page
    from adhere.exchange.algoritmekader.taskreading import read_file
    from adhere.intake.folder import regular
    from adhere.intake.reasons import disk_reason
    from adhere.intake.tree import SIZE_LIMIT

    try:
        with regular(path) as opened:
            content = opened.read(SIZE_LIMIT + 1)
    except OSError as error:
        refuse(say("requirements.not-there", path=path, reason=disk_reason(error)))
    reading = (read_file if path.suffix.lower() in YAML else read_page)(content, name)
    rests = requirements_of(reading.page, known) if reading.page else ()
    return Read(file=name, page=reading.page, rests=rests, findings=list(reading.findings))


def _json(one: Read) -> dict[str, Any]:
    page = one.page
    return {
        "file": one.file,
        "kind": page.kind if page else None,
        "format": page.format if page else None,
        "urn": page.urn or None if page else None,
        "slug": page.slug if page else None,
        "sha256": page.sha256 if page else None,
        "requirements": list(one.rests),
    }


def _print(reads: list[Read], findings: list[Finding], on: date, known: Catalogue) -> None:
    from adhere.cli.findings import add_findings

    page = Page()
    page.title(say("requirements.read-title"), say("on-date", on=on, release=known.release))
    for one in reads:
        page.paragraph(one.file, first="- ")
        if one.page is not None:
            kind = say(f"requirements.kind-{one.page.kind}")
            rests = (
                say("requirements.page-rests", named=", ".join(one.rests))
                if one.rests
                else say("requirements.page-rests-nothing")
            )
            told = say("requirements.page-is", kind=kind, format=one.page.format)
            page.paragraph(f"{told}; {rests}" if one.page.kind == "requirement" else told, indent=2)
    add_findings(page, findings, language())
    if not findings:
        page.blank()
        page.paragraph(say("requirements.nothing-wrong"))
    page.print()
