# SPDX-License-Identifier: EUPL-1.2
"""Looking a domain up in what is kept: folders of runs and dossiers, with the lists that the public was told; exit 2 where there is none."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.cli.contentruns import run_in
from adhere.content.addresses import ends_in_number
from adhere.content.figures import MODALITIES, Figures
from adhere.content.labels import in_cell
from adhere.content.lookup import Asked, Held, Looked, Part, unseen_of
from adhere.dossier.content import DOMAINS
from adhere.dossier.contentsummary import ANNEX
from adhere.engine.runs.lists import ALL, CSV
from adhere.intake.folder import regular
from adhere.kernel.truth import Truth

if TYPE_CHECKING:
    from adhere.engine.embedded import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Content that is kept: where its figures and lists are, and the list the public was told, where there is one."""

    name: str
    folder: Path
    figures: Figures
    model: str | None = None
    public: Path | None = None
    issue: int | None = None


def places_in(path: Path, on: date) -> Iterator[Place]:
    """Yield the content that a folder keeps: of a run, or of every model of a dossier."""
    from adhere.dossier.file import FILE

    if path.is_dir() and (path / FILE).exists():
        yield from _of_dossier(path, on)
        return
    run = run_in(path)
    public = run.folder / ANNEX
    yield Place(
        name=str(path), folder=run.folder, figures=run.figures, public=public if public.exists() else None
    )


def _of_dossier(path: Path, on: date) -> Iterator[Place]:
    from adhere.cli.loading import ids, loaded
    from adhere.dossier.content import FORM, read_content
    from adhere.dossier.issued import issued

    portfolio = loaded(path, on)
    for model in ids(portfolio):
        read = read_content(portfolio, model)
        if read.content is None:
            continue
        issues = issued(portfolio.root, model, FORM)
        annex = portfolio.root / issues.folder(issues.last) / "documents" / ANNEX if issues.last else None
        yield Place(
            name=f"{path}/{read.folder}",
            folder=portfolio.root / read.folder,
            figures=read.content.figures,
            model=model,
            public=annex if annex is not None and annex.exists() else None,
            issue=issues.last,
        )


def looked_in(place: Place, asked: Asked, session: Session | None) -> Looked:
    """Look a domain up in the lists of a run; ``session`` reads the list of all domains, where one is kept."""
    ranked = place.figures.domains
    held = _listed(place.folder, asked)
    below = ranked.domains - ranked.listed if ranked else 0
    numbers = _numbers_listed(place.folder) if asked.is_address else 0
    if below and (place.folder / ALL).exists() and session is not None:
        from adhere.engine.lookup import in_whole_list, numbers_in_whole_list

        held, below = held or in_whole_list(session, place.folder / ALL, asked), 0
        numbers = numbers_in_whole_list(session, place.folder / ALL) if asked.is_address else 0
    if asked.is_address and ranked:
        below += numbers + ranked.addresses.documents + ranked.no_domain.documents
    return Looked(
        place=place.name,
        model=place.model,
        documents=place.figures.total.documents,
        held=held,
        unseen=unseen_of(place.figures),
        malformed=sum(one.malformed for one in place.figures.inputs),
        unread=len(place.figures.unread),
        below=below,
        unlisted=ranked is None,
        listed=ranked.listed if ranked else 0,
        inputs=frozenset(one.sha256 for one in place.figures.inputs),
        published=named_publicly(place, asked),
        issue=place.issue,
    )


def named_publicly(place: Place, asked: Asked) -> Truth | None:
    """Return whether the list the public is told names a domain; None where there is no list."""
    if place.public is None:
        return None
    return Truth.of(any(name == in_cell(asked.name) for name in public_names(place.public)))


def public_names(file: Path) -> Iterator[str]:
    """Yield the names of a list for the public."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows, None)
        yield from (row[0] for row in rows if row)


def _listed(folder: Path, asked: Asked) -> Held | None:
    """Look among the domains that are listed: the line gives rank and bytes, the table beside it the rest, where it is there."""
    wanted = asked.name.encode()
    try:
        with regular(folder / DOMAINS) as file:
            for rank, line in enumerate(file, 1):
                name, _, size = line.rstrip().partition(b"\t")
                if name == wanted:
                    held = Held(documents=None, bytes=int(size) if size.isdigit() else 0, rank=rank)
                    return _with_table(folder / CSV, asked, held)
    except OSError:
        return None
    return None


def _numbers_listed(folder: Path) -> int:
    """Return how many listed domains end in a number, in hexadecimal, and may be addresses."""
    try:
        with regular(folder / DOMAINS) as file:
            return sum(ends_in_number(line.partition(b"\t")[0].decode("utf-8", "replace")) for line in file)
    except OSError:
        return 0


def _with_table(file: Path, asked: Asked, held: Held) -> Held:
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            row = next(
                (one for one in csv.DictReader(lines) if one.get("domain") == in_cell(asked.name)), None
            )
    except (OSError, ValueError, csv.Error):
        return held
    if row is None or not str(row.get("documents")).isdigit():
        return held
    sizes = [(name, int(row[name])) for name in MODALITIES if str(row.get(name)).isdigit()]
    modalities = tuple(Part(name=name, documents=None, bytes=size) for name, size in sizes if size)
    return replace(held, documents=int(row["documents"]), modalities=modalities)
