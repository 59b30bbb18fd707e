# SPDX-License-Identifier: EUPL-1.2
"""Figures and registers made up for tests: a small corpus with text, images, user data and synthetic data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from adhere.content.figures import Amount, DomainFigures, Figures, InputRecord, Measured, Share
from adhere.content.sources.register import Crawler, SourceRecord, Sources, UsedModel
from adhere.content.summary.amounts import NOTHING, added
from adhere.content.summary.material import Content
from adhere.forms.answers import Answer, Filled
from adhere.forms.library import form
from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.text import Text, plain

FORM = form("summary", date(2026, 11, 22))
REGISTER = "models/example/content/sources.yaml"
ANSWERS = "models/example/summary.yaml"


def amount(documents: int, size: int | None = None, **measures: int | None) -> Amount:
    """Return an amount; a measure is known for every document, ``known_<measure>`` for so many, or not at all."""
    told: dict[str, Measured] = {}
    for name in ("bytes", "tokens", "images", "milliseconds"):
        total = size if name == "bytes" else measures.get(name)
        known = measures.get(f"known_{name}") or (documents if total is not None else 0)
        told[name] = Measured(total=total or 0, known=known)
    return Amount(documents=documents, **told)


def line(held: Amount, first: str | None = None, last: str | None = None, **keys: Any) -> Share:
    return Share(amount=held, first=moment(first), last=moment(last), **keys)


def moment(day: str | None) -> datetime | None:
    return datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None


def figures(*lines: Share, languages: tuple[Share, ...] = (), undated: int = 0, **more: Any) -> Figures:
    """Return the figures of lines of sources; the months follow from them, ``undated`` documents of the first have none."""
    total = added(one.amount for one in lines) if lines else NOTHING
    firsts = [one.first for one in lines if one.first]
    lasts = [one.last for one in lines if one.last]
    months = [line(one.amount, source=one.source, month="2025-01") for one in lines]
    if undated:
        months.append(line(amount(undated), source=lines[0].source))
    domains = more.get("domains")
    return Figures(
        engine="made up 1",
        inputs=more.get(
            "inputs",
            (InputRecord(name="a.parquet", format="parquet", size=9, sha256="ab" * 32, rows=9, malformed=0),),
        ),
        total=total,
        first=min(firsts, default=None),
        last=max(lasts, default=None),
        sources=lines,
        languages=languages,
        months=tuple(months),
        licences=(),
        domains=domains,
    )


def domain_figures(**more: Any) -> DomainFigures:
    told: dict[str, Any] = {
        "rules": "icann", "list_version": "2026-10-23", "list_sha256": "cd" * 32, "domains": 30, "bytes": 900, "documents": 60,
        "rule": "top-tenth", "listed": 3, "listed_bytes": 600, "listed_documents": 20, "listed_sha256": "ef" * 32,
        "no_host": NOTHING, "addresses": NOTHING, "no_domain": NOTHING,
    }  # fmt: skip
    return DomainFigures(**(told | more))


def record(pattern: str, kind: str, at: int = 1, **more: Any) -> SourceRecord:
    return SourceRecord(pattern=pattern, kind=kind, place=Place(file=REGISTER, line=at), **more)


def register(*records: SourceRecord, **more: Any) -> Sources:
    told = {
        "place": Place(file=REGISTER, line=1),
        "sha256": "12" * 32,
        "who": "A. Person",
        "when": date(2026, 11, 1),
    }
    return Sources(records=records, **(told | more))


CORPUS = (
    line(
        amount(90, 9_000, tokens=2_000_000_000),
        "2024-03-02",
        "2025-11-30",
        modality="text",
        source="cc-main-2025",
    ),
    line(amount(10, 960, tokens=100), "2024-01-01", "2024-02-01", modality="text", source="wiki"),
    line(amount(5, 40, tokens=5), "2024-01-01", "2024-02-01", modality="text", source="tiny"),
    line(amount(7, 700, images=7), "2024-01-01", "2024-02-01", modality="image", source="photos"),
    line(amount(3, 30, tokens=3), "2024-01-01", "2024-02-01", modality="text", source="made"),
    line(amount(2, 20, tokens=2), "2024-01-01", "2024-02-01", modality="text", source="chats"),
)
RECORDS = (
    record("cc-main-*", "crawled-data", 10, name="Own crawl", description=Text("Pages.", "Pagina's."), content={"text": Text("news", "nieuws")}),
    record("wiki", "public-datasets", 11, name="Wiki (example)", link="https://wiki.example/", used=plain("nl")),
    record("tiny", "public-datasets", 12, name="Tiny (example)"),
    record("photos", "licensed-datasets", 13, name="Photos (example)"),
    record("made", "synthetic-data", 14, models=(UsedModel(name="Other-1 (example)", on_market=False),)),
    record("chats", "user-data", 15, origin="services", description=plain("A chat service.")),
)  # fmt: skip
CRAWLER = Crawler(
    name="ExampleBot/1.0",
    place=Place(file=REGISTER, line=20),
    purposes=plain("Training."),
    behaviour=plain("Keeps to robots.txt."),
)


def whole(**more: Any) -> Sources:
    """Return the register that says everything of the corpus."""
    records = more.pop("records", RECORDS)
    return register(*records, crawlers=(CRAWLER,), **({"complete": True, "continuous": False} | more))


def content(found: Figures | None = None, sources: Sources | None = None, **more: Any) -> Content:
    return Content(
        figures=found or figures(*CORPUS),
        file="models/example/content/figures.json",
        sha256="34" * 32,
        size=99,
        sources=sources,
        **more,
    )


def filled(answers: dict[str, Answer]) -> Filled:
    return Filled(form=FORM, model="example", answers=answers)


def stated(field: str, **more: Any) -> Answer:
    """Return what a person answered."""
    source = Source(file=ANSWERS, method="statement", who="A. Person", when="2026-11-01")
    return Answer(
        field=field, basis=Basis.DECLARED, sources=(source,), place=Place(file=ANSWERS, line=7), **more
    )
