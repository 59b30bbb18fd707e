# SPDX-License-Identifier: EUPL-1.2
"""A code of practice as an OSCAL catalog: chapters are groups, commitments controls, and measures controls within them.

https://pages.nist.gov/OSCAL-Reference/models/v1.2.1/catalog/json-outline/. Commitments are controls and not groups, for only controls
can be selected, carried out and mapped. What OSCAL has no field for is a property or part in a namespace of ours, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from adhere.codes.code import Code, Deadline
from adhere.codes.shape import FIELDS, HEAD
from adhere.codes.wording import clock_text
from adhere.exchange.codetables import head_of, records_of
from adhere.exchange.oscal.making import (
    NS,
    Json,
    Making,
    document,
    escaped,
    identifier,
    kept,
    metadata,
    prop,
    reference,
    resource,
    token,
)
from adhere.kernel.text import LANGUAGES, Text, plain
from adhere.law.citations import cite

_Parts = dict[tuple[str, str], list[Json]]
NATIVE = {
    HEAD: {"format", "files", "id", "version", "title", "event", "source", "interest", "renumbered"},
    "event": {"kind", "on", "content"},
    "interest": {"group", "content"},
    "chapter": {"id", "title", "binds", "provisions", "official"},
    "commitment": {"id", "title", "content", "provisions", "relief", "exempt"},
    "measure": {"id", "title", "sources", "requires", "serves", "deadline", "relief", "note", "element"},
    "requirement": {"content", "number", "appendices"},
    "service": {"rationale", "provision"},
    "deadline": {"what", "trigger", "exceptions"},
    "element": {"content"},
    "appendix": {"id", "title", "content"},
}
"""The keys that have a place of their own in OSCAL; every other key of ``codes.shape.FIELDS`` becomes properties."""
GUIDANCE = {"commitment": ("relief", "exempt"), "measure": ("relief", "note")}
"""Texts beside what is asked; in OSCAL parts named guidance, told apart by their class."""


def catalog(code: Code, making: Making) -> bytes:
    """Return a code as a catalog."""
    head, parts = head_of(code), _parts(code)
    content = kept(
        metadata=_metadata(code, head, making),
        groups=[_group(chapter, parts, making) for chapter in records_of(code, "chapter")],
        back_matter=kept(resources=list(_resources(code, head, making))),
    )
    return document("catalog", content)


def sort_id(name: str) -> str:
    """Return an id that sorts as people count: ``S-07.06`` before ``S-10.01``."""
    return re.sub(r"\d+", lambda number: number[0].zfill(2), name)


def others(kind: str, record: Mapping[str, Any]) -> Iterator[Json]:
    """Yield what a record says under keys that OSCAL has no field for, as properties."""
    for key, value in record.items():
        if key in NATIVE[kind]:
            continue
        form = FIELDS[kind][key].removesuffix("?")
        for one in value if form.startswith("[") else [value]:
            if isinstance(one, Mapping):
                yield from (prop(key, one[language], kind=language) for language in LANGUAGES)
            else:
                yield prop(key, str(one))


def _metadata(code: Code, head: Json, making: Making) -> Json:
    actions = [
        kept(
            uuid=identifier(code.id, code.version, "event", str(number)),
            date=f"{event['on'].isoformat()}T00:00:00Z",
            type=token(event["kind"]),
            system=NS,
            props=[
                *([prop("kind", event["kind"])] if token(event["kind"]) != event["kind"] else []),
                *others("event", event),
                *_translated("remarks", event["content"], making),
            ],
            remarks=_prose(event["content"], making),
        )
        for number, event in enumerate(head.get("event", ()), 1)
    ]
    return metadata(
        making,
        _prose(head["title"], making),
        code.version,
        [
            prop("id", code.id),
            *others(HEAD, head),
            *_renumbered(head),
            *_translated("title", head["title"], making),
        ],
        document_ids=[{"scheme": NS, "identifier": code.id}],
        actions=actions,
    )


def _renumbered(head: Json) -> Iterator[Json]:
    for number, one in enumerate(head.get("renumbered", ()), 1):
        for key, name in one.items():
            yield prop(f"renumbered-{key}", name, group=f"renumbered-{number}")


def _parts(code: Code) -> _Parts:
    """Return the records of a code by what they stand in."""
    parts: _Parts = {}
    for kind in ("commitment", "measure", "appendix"):
        for record in records_of(code, kind):
            holder = record["id"].rpartition(".")[0] if kind == "measure" else record["id"].partition("-")[0]
            parts.setdefault((kind, holder), []).append(record)
    return parts


def _group(chapter: Json, parts: _Parts, making: Making) -> Json:
    name = token(chapter["id"])
    return kept(
        id=name,
        **{"class": "chapter"},
        title=_prose(chapter["title"], making),
        props=[
            *_label(chapter["id"]),
            *others("chapter", chapter),
            *_translated("title", chapter["title"], making),
        ],
        links=[
            {"href": chapter["official"], "rel": "canonical"},
            *_provisions(chapter["provisions"], making),
        ],
        parts=[
            _part("overview", chapter["binds"], making, part_id=f"{name}_ovw", kind="binds"),
            *(_appendix(one, making) for one in parts.get(("appendix", chapter["id"]), ())),
        ],
        controls=[_commitment(one, parts, making) for one in parts.get(("commitment", chapter["id"]), ())],
    )


def _commitment(one: Json, parts: _Parts, making: Making) -> Json:
    name = token(one["id"])
    return kept(
        id=name,
        **{"class": "commitment"},
        title=_prose(one["title"], making),
        props=[*_label(one["id"]), *others("commitment", one), *_translated("title", one["title"], making)],
        links=_provisions(one["provisions"], making),
        parts=[
            _part("statement", one["content"], making, part_id=f"{name}_smt"),
            *_guidance("commitment", one, making),
        ],
        controls=[_measure(measure, making) for measure in parts.get(("measure", one["id"]), ())],
    )


def _measure(one: Json, making: Making) -> Json:
    name = token(one["id"])
    asked = [
        _part(
            "item",
            item["content"],
            making,
            part_id=f"{name}_smt.{number}",
            props=[prop("label", item["number"], ns=None)] if "number" in item else [],
            links=[
                {"href": f"#{token(appendix)}", "rel": "reference"} for appendix in item.get("appendices", ())
            ],
        )
        for number, item in enumerate(one["requires"], 1)
    ]
    return kept(
        id=name,
        **{"class": "measure"},
        title=_prose(one["title"], making),
        params=[
            _deadline(clock, f"{name}_prm.{number}", making)
            for number, clock in enumerate(one.get("deadline", ()), 1)
        ],
        props=[*_label(one["id"]), *others("measure", one), *_translated("title", one["title"], making)],
        links=[{"href": reference("source", source), "rel": "source"} for source in one.get("sources", ())],
        parts=[
            kept(id=f"{name}_smt", name="statement", parts=asked),
            *_guidance("measure", one, making),
            *(
                _service(link, f"{name}_srv.{number}", making)
                for number, link in enumerate(one.get("serves", ()), 1)
            ),
            *(
                _element(said, f"{name}_rep.{number}", making)
                for number, said in enumerate(one.get("element", ()), 1)
            ),
        ],
    )


def _deadline(clock: Json, name: str, making: Making) -> Json:
    exceptions = clock.get("exceptions")
    return kept(
        id=name,
        **{"class": "deadline"},
        props=[
            *others("deadline", clock),
            *_translated("label", clock["what"], making),
            *_translated("usage", clock["trigger"], making),
            *(_translated("guidelines", exceptions, making) if exceptions else ()),
        ],
        label=_prose(clock["what"], making),
        usage=_prose(clock["trigger"], making),
        constraints=[{"description": making.line(_clock(clock))}],
        guidelines=[{"prose": _prose(exceptions, making)}] if exceptions else [],
        values=[f"{clock['amount']:f} {clock['unit']}"] if "amount" in clock and "unit" in clock else [],
    )


def _clock(clock: Json) -> Text:
    return clock_text(
        Deadline(
            id=clock["id"],
            what=plain(""),
            trigger=plain(""),
            direction=clock["direction"],
            event=clock["event"],
            amount=clock.get("amount"),
            unit=clock.get("unit"),
        )
    )


def _service(link: Json, name: str, making: Making) -> Json:
    links = _provisions([link["provision"]], making)
    return _part(
        "serves", link["rationale"], making, part_id=name, ns=NS, props=others("service", link), links=links
    )


def _element(one: Json, name: str, making: Making) -> Json:
    return _part("element", one["content"], making, part_id=name, ns=NS, props=others("element", one))


def _appendix(one: Json, making: Making) -> Json:
    name = token(one["id"])
    return kept(
        id=name,
        name="appendix",
        ns=NS,
        title=_prose(one["title"], making),
        props=[*_label(one["id"]), *others("appendix", one), *_translated("title", one["title"], making)],
        parts=[
            _part("item", text, making, part_id=f"{name}_itm.{number}", ns=NS)
            for number, text in enumerate(one["content"], 1)
        ],
    )


def _guidance(kind: str, one: Json, making: Making) -> Iterator[Json]:
    for key in GUIDANCE[kind]:
        if key in one:
            yield _part("guidance", one[key], making, part_id=f"{token(one['id'])}_gdn.{key}", kind=key)


def _part(name: str, text: Json, making: Making, *, part_id: str, **more: Any) -> Json:
    return kept(
        id=part_id,
        name=name,
        ns=more.get("ns"),
        **{"class": more.get("kind")},
        props=[*more.get("props", ()), *_translated("prose", text, making)],
        prose=_prose(text, making),
        links=more.get("links"),
    )


def _label(name: str) -> list[Json]:
    return [prop("label", name, ns=None), prop("sort-id", sort_id(name), ns=None)]


def _prose(text: Json, making: Making) -> str:
    return escaped(text[making.language])


def _translated(field: str, text: Json, making: Making) -> list[Json]:
    return making.translation(field, Text(text["en"], text["nl"]))


def _provisions(names: Iterable[str], making: Making) -> list[Json]:
    return [
        {"href": reference("provision", name), "rel": "provision", "text": making.line(cite(name))}
        for name in names
    ]


def _resources(code: Code, head: Json, making: Making) -> Iterator[Json]:
    """Yield what is referred to: provisions, sources of our wording, and whose interests are minded."""
    named = [name for one in code.chapters for name in one.provisions]
    named += [name for one in code.commitments for name in one.provisions]
    named += [link.provision for one in code.measures for link in one.serves]
    for name in dict.fromkeys(named):
        yield resource("provision", name, title=making.line(cite(name)))
    sources = head.get("source", {})
    for name in dict.fromkeys([*sources, *(source for one in code.measures for source in one.sources)]):
        text = sources.get(name)
        told = _translated("description", text, making) if text else ()
        yield resource(
            "source",
            name,
            title=escaped(name),
            description=_prose(text, making) if text else None,
            props=told,
        )
    for number, one in enumerate(head.get("interest", ()), 1):
        told = [
            prop("group", one["group"]),
            *others("interest", one),
            *_translated("description", one["content"], making),
        ]
        yield resource(
            "interest",
            str(number),
            title=escaped(one["group"]),
            description=_prose(one["content"], making),
            props=told,
        )
