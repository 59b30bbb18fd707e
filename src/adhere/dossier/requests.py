# SPDX-License-Identifier: EUPL-1.2
"""Requests for documentation in a dossier, ``models/<id>/requests/*.yaml``, read with the line of every field.

Format ``adhere/request/1`` (``docs/en/requests.md``); measure 1.2 of the GPAI code, Articles 75(3), 78 and 91.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as DiskPath
from typing import TYPE_CHECKING, Any

from adhere.documentation.periods import askers
from adhere.documentation.requests import Asked, Confidential, Ended, Request, Sent
from adhere.dossier.rules import rule
from adhere.intake.folder import names_in
from adhere.kernel.finding import Finding, Place

if TYPE_CHECKING:
    from adhere.dossier.keptfile import KeptFile

FORMAT = "adhere/request/1"
PAGE = "docs/en/requests.md"
MOST = 2000
"""Requests of one model that are read."""
_TOP = (
    "format", "from", "legal_basis", "purpose", "form", "fields", "received", "due", "extended", "sent",
    "confidentiality", "closed", "refused",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRequest:
    """The file of a request, the request where it could be read, and what is wrong with the file."""

    file: str
    request: Request | None
    findings: tuple[Finding, ...] = ()


def folder_of_requests(model: str) -> str:
    """Return the folder of the requests of a model, relative to the dossier."""
    return f"models/{model}/requests"


def read_requests(root: DiskPath, model: str) -> Iterator[ReadRequest]:
    """Read the requests of a model, in order of file name; nothing is raised."""
    folder = folder_of_requests(model)
    names = names_in(root / folder, ".yaml", MOST)
    for name in names[:MOST]:
        yield read_request(root, f"{folder}/{name}")
    if len(names) > MOST:
        found = Finding(rule=rule("ADH-DOS-066"), place=Place(file=folder), values={"limit": MOST})
        yield ReadRequest(file=folder, request=None, findings=(found,))


def read_request(root: DiskPath, file: str) -> ReadRequest:
    """Read one request."""
    from adhere.dossier.keptfile import read_kept  # noqa: PLC0415 - YAML, which a dossier without requests never needs

    kept = read_kept(root, file, PAGE, FORMAT)
    request = _Reader(kept).request() if kept.readable else None
    return ReadRequest(file=file, request=request, findings=tuple(kept.findings))


class _Reader:
    def __init__(self, kept: KeptFile) -> None:
        self.kept = kept

    def request(self) -> Request | None:
        kept = self.kept
        kept.fields((), _TOP)
        if not kept.fields(("from",), ("organisation", "kind", "contact")):
            kept.text(("from",), required=True)
        organisation = kept.text(("from", "organisation"), required=kept.at(("from",)) is not None)
        kind = kept.choice(("from", "kind"), tuple(askers()), required=kept.at(("from",)) is not None)
        kept.text(("from", "contact"))
        received = kept.day(("received",), required=True)
        purpose = kept.text(("purpose",), required=True)
        rest = self._rest()
        if organisation is None or kind is None or received is None or purpose is None:
            return None
        return Request(
            name=kept.name.rpartition("/")[2].removesuffix(".yaml"),
            organisation=organisation,
            kind=kind,
            purpose=purpose,
            received=received,
            place=kept.place("received"),
            **rest,
        )

    def _rest(self) -> dict[str, Any]:
        kept = self.kept
        return {
            "legal_basis": tuple(self._grounds()),
            "form": kept.text(("form",)) or "mdf",
            "due": kept.day(("due",)),
            "fields": tuple(self._asked()),
            "extended": self._ended("extended", "until"),
            "sent": tuple(self._sent()),
            "confidential": tuple(self._confidential()),
            "closed": self._ended("closed", "on"),
            "refused": self._ended("refused", "on"),
        }

    def _grounds(self) -> Iterator[str]:
        single = not isinstance(self.kept.at(("legal_basis",)), (list, type(None)))
        if self.kept.at(("legal_basis",)) in (None, []):
            self.kept.report("ADH-DOS-063", ("legal_basis",))
        paths = [("legal_basis",)] if single else self.kept.entries(("legal_basis",))
        for path in paths:
            ground = self.kept.provision(path)
            if ground is not None:
                yield ground

    def _asked(self) -> Iterator[Asked]:
        for path in self.kept.entries(("fields",)):
            name = self.kept.text(path, most=200)
            if name is not None:
                form = self.kept.at(("form",)) or "mdf"
                yield Asked(id=name.removeprefix(f"{form}:"), place=self.kept.place(*path))

    def _sent(self) -> Iterator[Sent]:
        for path in self.kept.entries(("sent",)):
            self.kept.fields(path, ("on", "pack", "issue", "by"))
            on = self.kept.day((*path, "on"), required=True)
            pack = self.kept.digest((*path, "pack"))
            issue, by = self.kept.number((*path, "issue")), self.kept.text((*path, "by"))
            if on is not None and pack is not None:
                yield Sent(on=on, pack=pack, issue=issue, by=by, place=self.kept.place(*path))

    def _confidential(self) -> Iterator[Confidential]:
        for path in self.kept.entries(("confidentiality",)):
            self.kept.fields(path, ("row", "why"))
            row, why = (self.kept.text((*path, name), required=True) for name in ("row", "why"))
            if row is not None and why is not None:
                yield Confidential(row=row, why=why, place=self.kept.place(*path))

    def _ended(self, name: str, day: str) -> Ended | None:
        if not self.kept.fields((name,), (day, "why")):
            return None
        on, why = self.kept.day((name, day), required=True), self.kept.text((name, "why"), required=True)
        return Ended(on=on, why=why) if on is not None and why is not None else None
