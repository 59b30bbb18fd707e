# SPDX-License-Identifier: EUPL-1.2
"""Packs as ``adhere issue`` and ``adhere report issue`` make them, of example forms filled in here, and providers that sign them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adhere.documentation.record import IssuedRow, IssueRecord
from adhere.forms.form import RECIPIENTS
from adhere.forms.library import form as form_of
from adhere.ledger.disclosure import new_salt
from adhere.ledger.issuing import issue, next_issue
from adhere.ledger.keyclaim import key_claim
from adhere.ledger.keys import SigningKey, new_key

ORIGIN = "http://localhost"
_folders = tempfile.TemporaryDirectory(prefix="adhere-packs-")
"""Holds the folder of every dossier of this process, and goes with it."""


@dataclass
class Dossier:
    """A dossier of which only what was issued is there."""

    key: SigningKey = field(default_factory=new_key)
    example: bool = True
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(dir=_folders.name)))

    def claim(self, organisation: str, portal: str = ORIGIN) -> bytes:
        """Return the claim of this key for an organisation."""
        return key_claim(self.key, organisation=organisation, portal=portal, at="2026-11-01T08:00:00Z")

    def form(
        self,
        name: str = "mdf",
        model: str = "voorbeeld-8b",
        *,
        recipient: str = "office",
        open_: int = 0,
        at: str = "2026-11-20T08:00:00Z",
        **changes: Any,
    ) -> bytes:
        """Issue a form with so many rows left open, and return the pack of a recipient."""
        form = form_of(name)
        rows = [
            _row(
                row.id,
                one.id,
                tuple(who for who in RECIPIENTS if who in row.recipients),
                "answered",
                "an answer",
            )
            for one in form.fields
            for row in one.rows
        ]
        left = [
            IssuedRow(**{**_fields(row), "state": "missing", "value": None, "text": None})
            if number < open_
            else row
            for number, row in enumerate(row for row in rows if recipient in row.recipients)
        ]
        rest = [row for row in rows if recipient not in row.recipients]
        record = self._record((name, form.version, model), (*left, *rest), at, changes)
        return self._issued(record, recipient)

    def report(
        self,
        signatory: str,
        code: str = "gpai-2025",
        period: tuple[str, str] = ("2025-07-01", "2025-12-31"),
        *,
        size: str = "large",
        measures: Mapping[str, Any] | None = None,
        at: str = "2026-02-10T08:00:00Z",
        **head: Any,
    ) -> bytes:
        """Issue a report and return the pack of the office."""
        values: dict[str, Any] = {
            "head": {
                "code": code,
                "signatory": signatory,
                "size": size,
                "period": {"since": period[0], "until": period[1]},
                "example": True,
                "format": "adhere/report/1",
                **head,
            }
        }
        values |= {f"measure.{name}": told for name, told in (measures or {}).items()}
        rows = tuple(
            _row(name, name.partition(".")[0], ("office",), "answered", value)
            for name, value in values.items()
        )
        label = f"report-{period[0][:4]}-h{1 if period[0][5:7] == '01' else 2}"
        return self._issued(self._record((label, "1", code), rows, at, {}), "office")

    def _record(
        self, of: tuple[str, str, str], rows: Any, at: str, changes: Mapping[str, Any]
    ) -> IssueRecord:
        form, version, model = of
        upcoming = next_issue(self.folder, model, form)
        return IssueRecord(
            **{
                "form": form,
                "form_version": version,
                "model": model,
                "name": "Voorbeeld (example)",
                "provider": "Voorbeeld B.V. (example)",
                "number": upcoming.number,
                "at": at,
                "law_release": "2026.11.22",
                "law_digest": "0" * 64,
                "placed_on": None,
                "rows": tuple(rows),
                "previous": upcoming.previous,
                "example": self.example,
                **changes,
            }
        )

    def _issued(self, record: IssueRecord, recipient: str) -> bytes:
        done = issue(self.folder, record, {}, key=self.key)
        return (done.folder / f"packs/{recipient}.json").read_bytes()

    def files(self) -> Iterator[Path]:
        """Yield every file that was issued."""
        yield from self.folder.rglob("*.json")


def _row(name: str, of: str, recipients: tuple[str, ...], state: str, value: Any) -> IssuedRow:
    return IssuedRow(
        row=name,
        field=of,
        recipients=recipients,
        state=state,
        value=value,
        text=None,
        basis=None,
        facts=(),
        sources=(),
        salt=new_salt(),
    )


def _fields(row: IssuedRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in IssuedRow.__dataclass_fields__}
