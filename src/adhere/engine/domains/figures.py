# SPDX-License-Identifier: EUPL-1.2
"""A ranking as ``content.figures`` has it, and its list written: lines ``domain<TAB>bytes``, largest first, and their digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from adhere.content.figures import Amount, DomainFigures, ListedDomain, Measured
from adhere.content.labels import readable
from adhere.engine.domains.request import Apart, Ranking, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A list that was written: how many lines, and the digest of the file."""

    lines: int
    sha256: str


def write_list(ranking: Ranking, path: Path) -> Written:
    """Write the list to a file that is there whole or not at all; raise OSError where the disk refuses."""
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.touch()  # what the disk refuses is told as that, and not as what an engine says of it
        if ranking.write is None:
            _write_lines(ranking, unfinished)
        else:
            ranking.write(unfinished)
        with unfinished.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return Written(lines=ranking.listed, sha256=digest)


def _write_lines(ranking: Ranking, path: Path) -> None:
    with path.open("wb") as file:
        for batch in ranking.lines():
            file.write("".join(f"{row[0]}\t{row[1]}\n" for row in batch).encode())


def listed_domains(ranking: Ranking) -> Iterator[ListedDomain]:
    """Yield the domains of the list with all that is known of them."""
    names = [name for name, _, _ in ranking.parts]
    for batch in ranking.lines():
        for domain, size, documents, *parts in batch:
            yield ListedDomain(
                domain=domain,
                unicode=readable(domain),
                bytes=int(size),
                documents=int(documents),
                by_modality=tuple((name, int(part)) for name, part in zip(names, parts, strict=True) if part),
            )


def domain_figures(ranking: Ranking, request: Request, written: Written) -> DomainFigures:
    """Return the figures of a ranking, whose list was written."""
    return DomainFigures(
        rules=request.rules,
        list_version=request.suffixes.version,
        list_sha256=request.suffixes.sha256,
        domains=ranking.domains,
        bytes=ranking.bytes,
        documents=ranking.documents,
        rule=ranking.rule,
        listed=ranking.listed,
        listed_bytes=ranking.listed_bytes,
        listed_documents=ranking.listed_documents,
        listed_sha256=written.sha256,
        no_host=_amount(ranking.apart["no-host"]),
        addresses=_amount(ranking.apart["address"]),
        no_domain=_amount(ranking.apart["no-domain"]),
        listed_by_modality=ranking.parts,
    )


def _amount(apart: Apart) -> Amount:
    """Return an amount whose bytes alone are known: only they are added up by domain."""
    unknown = Measured(total=0, known=0)
    return Amount(
        documents=apart.documents,
        bytes=Measured(total=apart.bytes, known=apart.known),
        tokens=unknown,
        images=unknown,
        milliseconds=unknown,
    )
