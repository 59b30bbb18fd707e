# SPDX-License-Identifier: EUPL-1.2
"""Small dossiers in which things were issued: an example model, an example form of six rows, keys made on the spot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from adhere.documentation.record import IssuedFile, IssuedRow, IssueRecord
from adhere.ledger.disclosure import issued_file, new_salt
from adhere.ledger.issuing import Issued, issue, next_issue
from adhere.ledger.keys import SigningKey, new_key
from adhere.ledger.verification import Outside, Verification, verify
from adhere.ledger.writing import Step, no_step

MODEL, FORM = "example", "mdf"
DOCUMENTS = {"documents/office.md": b"# Example\n", "documents/public.md": b"# Example, public\n"}


@cache
def some_key(name: str = "first") -> SigningKey:
    """Return the same new key for the same name, all through a run."""
    assert name
    return new_key()


def instant(hour: int) -> str:
    return f"2026-11-{1 + hour // 24:02d}T{hour % 24:02d}:00:00Z"


def rows() -> tuple[IssuedRow, ...]:
    recipients = (
        ("office",),
        ("office", "authority"),
        ("downstream",),
        ("office", "public"),
        ("authority",),
        (),
    )
    return tuple(
        IssuedRow(
            row=f"row_{number}",
            field=f"field_{number // 2}",
            recipients=who,
            state="answered" if number != 4 else "missing",
            value={"value": f"{number}e24", "low": None, "high": None, "unit": "FLOP"},
            text=None if number == 4 else {"en": f"{number} FLOP", "nl": f"{number} FLOP (ë)"},
            basis="declared",
            facts=(),
            sources=(),
            salt=new_salt(),
        )
        for number, who in enumerate(recipients)
    )


def record(
    number: int = 1,
    previous: str | None = None,
    *,
    at: str = instant(0),
    model: str = MODEL,
    documents: Mapping[str, bytes] = DOCUMENTS,
    evidence: tuple[IssuedFile, ...] = (),
) -> IssueRecord:
    return IssueRecord(
        form=FORM,
        form_version="2025-07-10",
        model=model,
        name="Example",
        provider="Example provider",
        number=number,
        at=at,
        law_release="2026.11.22",
        law_digest="0" * 64,
        placed_on="2026-05-04",
        rows=rows(),
        documents=tuple(
            issued_file(name, content, (name.split("/")[1].split(".")[0],))
            for name, content in documents.items()
        ),
        evidence=evidence,
        previous=previous,
        example=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A dossier on disk, with what the last issue came to."""

    root: Path
    last: Issued

    @property
    def issued(self) -> Path:
        return self.root / "issued"

    def verify(self, **outside: object) -> Verification:
        return verify(self.root, Outside(**outside))  # type: ignore[arg-type]


def evidence_in(root: Path, count: int, size: int = 40) -> tuple[IssuedFile, ...]:
    folder = root / "models" / MODEL / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number in range(count):
        path = folder / f"{number}.txt"
        if not path.exists():
            path.write_bytes(f"evidence {number}\n".encode() * (size // 10))
        files.append(issued_file(path.relative_to(root).as_posix(), path.read_bytes()))
    return tuple(files)


def issue_again(
    root: Path,
    *,
    key: SigningKey | None = None,
    at: str = instant(0),
    evidence: int = 2,
    size: int = 40,
    model: str = MODEL,
    step: Step = no_step,
) -> Issued:
    """Issue once more in a dossier."""
    following = next_issue(root / "issued", model, FORM)
    made = record(
        following.number, following.previous, at=at, model=model, evidence=evidence_in(root, evidence, size)
    )
    return issue(root / "issued", made, DOCUMENTS, key=key or some_key(), step=step)


def dossier(root: Path, issues: int = 2, **settings: int) -> Dossier:
    """Return a dossier with so many issues, an hour apart."""
    root.mkdir(parents=True, exist_ok=True)
    last = [issue_again(root, at=instant(number), **settings) for number in range(issues)][-1]  # type: ignore[arg-type]
    return Dossier(root=root, last=last)


def rules_of(found: Verification) -> set[str]:
    return {finding.rule.id for finding in found.findings}


def places_of(found: Verification) -> set[tuple[str, str]]:
    return {(finding.rule.id, str(finding.place)) for finding in found.findings}
