# SPDX-License-Identifier: EUPL-1.2
"""Makes records of issues by hand: what one row, one fact or one source more or less does to drift."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from adhere.documentation.record import IssuedFact, IssuedFile, IssuedRow, IssuedSource, IssueRecord
from adhere.forms.form import Form
from adhere.forms.library import form_of

LABEL = {"en": "Size", "nl": "Size", "of": ""}
EITHER = {"en": "text", "nl": "tekst", "of": ""}


def small_form(**changed: Any) -> Form:
    """A form of two fields; the first has two rows."""

    def field(name: str, **more: Any) -> dict[str, Any]:
        asked = {"asked": EITHER, "why": EITHER, "example": EITHER, "who": "engineering"}
        label = {"en": name.capitalize(), "nl": name.capitalize(), "of": ""}
        return {"id": name, "section": "one", "kind": "text", "label": label, **asked, **more}

    rows = [{"id": "size", "for": ["office"]}, {"id": "size_range", "for": ["downstream"], "label": LABEL}]
    table = {
        "id": "small",
        "version": "1",
        "name": {"en": "Small form", "nl": "Klein formulier", "of": ""},
        "from": date(2025, 7, 10),
        "source": "https://example.org",
        "grade": "unverified",
        "provisions": ["aia:art-53.1.a"],
        "measures": ["gpai-2025:T-1.1"],
        "recipients": ["office", "downstream"],
        "section": [{"id": "one", "label": LABEL}],
        "field": [field("size", row=rows), field("uses")],
    }
    return form_of({**table, **changed})


def source(file: str = "config.json", sha256: str | None = "aa", **more: Any) -> IssuedSource:
    return IssuedSource(file=file, sha256=sha256, **more)


def said(who: str = "A. Person", when: str = "2026-10-01", line: int = 5) -> IssuedSource:
    place = {"file": "models/example/small.yaml", "at": f"line {line}", "method": "stated"}
    return IssuedSource(**place, who=who, when=when, sha256="bb")


def row(name: str = "size", value: Any = "8", **more: Any) -> IssuedRow:
    text = {"en": str(value), "nl": str(value)} if value is not None else None
    known: Mapping[str, Any] = {
        "row": name,
        "field": name.partition("_")[0],
        "recipients": ("office",),
        "state": "answered",
        "value": value,
        "text": text,
        "basis": "measured",
        "facts": (),
        "sources": (),
        "salt": "00" * 16,
    }
    return IssuedRow(**{**known, **more})


def fact(name: str = "parameters.total", value: Any = "8", *sources: IssuedSource) -> IssuedFact:
    text = {"en": str(value), "nl": str(value)}
    return IssuedFact(id=name, value=value, text=text, basis="measured", sources=sources or (source(),))


def record(*rows: IssuedRow, facts: tuple[IssuedFact, ...] = (), **more: Any) -> IssueRecord:
    known: Mapping[str, Any] = {
        "form": "small",
        "form_version": "1",
        "model": "example",
        "name": "Example",
        "provider": "Example provider",
        "number": 3,
        "at": "2026-09-01T08:00:00Z",
        "law_release": "1",
        "law_digest": "cc",
        "placed_on": "2026-05-04",
    }
    return IssueRecord(rows=rows, facts=facts, **{**known, **more})


def evidence(file: str = "evidence/report.pdf", sha256: str = "dd") -> IssuedFile:
    return IssuedFile(file=file, sha256=sha256, size=1)
