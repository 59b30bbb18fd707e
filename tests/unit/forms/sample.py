# SPDX-License-Identifier: EUPL-1.2
"""A small form with a field of every kind, and answers to it: what the tests of the interpreter go by."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from adhere.forms.answers import Answer, Filled, Value
from adhere.forms.form import Form
from adhere.forms.library import form_of
from adhere.forms.reading import read_value
from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.truth import Truth

HEAD = """
version = "1"
name.en = "Sample"
name.nl = "Proefformulier"
from = 2026-01-01
source = "https://example.org/form"
grade = "unverified"
"""


def said(key: str, english: str, dutch: str | None = None) -> str:
    return f'{key}.en = "{english}"\n{key}.nl = "{dutch or english + " (nl)"}"\n'


def field(name: str, kind: str, more: str = "", section: str = "main") -> str:
    """One field as TOML; ``more`` follows its keys, so tables may stand in it."""
    texts = said("label", name.replace("_", " ").capitalize())
    texts += "".join(said(key, f"{key} {name}") for key in ("asked", "why", "example"))
    head = f'[[field]]\nid = "{name}"\nsection = "{section}"\nkind = "{kind}"\nwho = "engineering"\n'
    return f"{head}{texts}{more}\n"


def option(name: str, english: str, more: str = "", table: str = "field.option") -> str:
    return f'[[{table}]]\nid = "{name}"\n{said("label", english)}{more}\n'


def band(name: str, english: str, more: str) -> str:
    return option(name, english, more, "field.band")


def part(name: str, kind: str, more: str = "", table: str = "field.part") -> str:
    return f'[[{table}]]\nid = "{name}"\nkind = "{kind}"\n{said("label", name.capitalize())}{more}\n'


def row(name: str, recipients: list[str], show: str = "", parts: str = "") -> str:
    return f'[[field.row]]\nid = "{name}"\nfor = {recipients}\n{parts}\nshow = [{show}]\n'


SIZE = (
    'unit = "parameters"\nprovisions = ["aia:annex-xi.s1.1.d"]\n'
    + row("size_exact", ["office"], '{ how = "figures", figures = 2 }')
    + row("size_range", ["authority", "downstream"], '{ how = "band" }')
    + band("small", "1-500M", "low = 0\nhigh = 500_000_000")
    + band("medium", "500M-5B", "low = 500_000_000\nhigh = 5_000_000_000")
    + band("large", ">5B", "low = 5_000_000_000")
)
DATA = (
    row("data_coarse", ["authority"], '{ part = "training", how = "rounded", figures = 1 }')
    + row("data_exact", ["office"], '{ part = "training", how = "figures", figures = 2 }')
    + part("unit_definition", "text")
    + part("training", "quantity", 'unit = "tokens"')
    + part("validation", "quantity", 'unit = "tokens"\nrequired = false')
)
TIME = (
    row(
        "time_range",
        ["authority"],
        '{ part = "wall_clock", how = "band" }',
        'parts = ["period", "wall_clock"]',
    )
    + row(
        "time_exact",
        ["office"],
        '{ part = "wall_clock", how = "figures", figures = 1 }, { part = "hardware.days", how = "figures", figures = 1 }',
    )
    + part("period", "text")
    + part("wall_clock", "quantity", 'unit = "days"')
    + part("hardware", "entries", "required = false")
    + part("accelerator", "text", table="field.part.part")
    + part("days", "quantity", 'unit = "accelerator-days"', table="field.part.part")
    + band("month", "less than 1 month", 'part = "wall_clock"\nlow = 0\nhigh = 30.4375')
    + band("longer", "more than 1 month", 'part = "wall_clock"\nlow = 30.4375')
)
COMPUTE = (
    'unit = "FLOP"\n'
    + row("compute_power", ["authority"], '{ how = "magnitude" }')
    + row("compute_exact", ["office"], '{ how = "figures", figures = 2 }')
)
MODALITIES = option("text", "Text") + option("images", "Images") + option("other", "Other", "specify = true")
FIELDS = (
    field("name", "text", 'provisions = ["aia:annex-xi.s1.1"]\nconfidential = false')
    + field("uses", "text", said("not_applicable", "The licence forbids it.") + "words = 5")
    + field("licence", "link", 'for = ["office", "authority"]')
    + field(
        "released", "date", said("not_applicable", "It was never released.") + 'not_after = "collected"\n'
    )
    + field("collected", "month")
    + field("crawled", "truth")
    + field("crawler", "text", 'asked_if = { field = "crawled", value = "yes" }')
    + field("kind_of_licence", "choice", option("open", "Open") + option("closed", "Closed"))
    + field("modalities", "choices", 'provisions = ["aia:annex-xi.s1.1.e"]\n' + MODALITIES)
    + field("max_size", "per-option", 'of_field = "modalities"\nfor = ["office", "downstream"]')
    + field("size", "quantity", SIZE)
    + field("data", "record", DATA)
    + field("time", "record", TIME)
    + field("compute", "quantity", COMPUTE)
    + field("channels", "entries", part("channel", "text") + part("link", "link", "required = false"))
    + field("domains", "entries", "required = false\n" + part("domain", "text"))
    + field("remarks", "text", "required = false")
    + field("risks", "text", 'provisions = ["aia:annex-xi.s2.1"]', section="risk")
)
SECTIONS = (
    f'[[section]]\nid = "main"\n{said("label", "Main")}\n[[section]]\nid = "risk"\n'
    f'only_where = "criterion:systemic-risk"\n{said("label", "Systemic risk")}\n'
)
COMPOSED = (
    f'[[section]]\nid = "main"\n{said("label", "Main")}\n'
    + field("general", "composed", 'uses = ["sample:name", "sample:remarks"]')
    + field("figures", "composed", 'uses = ["sample:size", "sample:compute"]')
    + field("sizes", "composed", 'uses = ["sample:max_size"]')
    + field("nowhere", "composed", 'uses = ["other:anything"]')
)


def parsed(form_id: str, recipients: list[str], body: str) -> Form:
    return form_of(tomllib.loads(f'id = "{form_id}"\nrecipients = {recipients}\n{HEAD}{body}'))


FORM = parsed("sample", ["office", "authority", "downstream"], SECTIONS + FIELDS)
ANNEX = parsed("annex", ["office", "authority"], COMPOSED)
PUBLIC = parsed(
    "summary",
    ["public"],
    f'[[section]]\nid = "main"\n{said("label", "Main")}\n' + field("name", "text") + field("list", "text"),
)
RISK = "criterion:systemic-risk"


def answer(
    name: str, value: Value | None = None, *, form: Form = FORM, line: int | None = 3, **more: Any
) -> Answer:
    """An answer of a person, on a line of a file; without a line it is a draft."""
    place = Place(file=f"models/example/{form.id}.yaml", line=line) if line is not None else None
    told: dict[str, Any] = {"basis": Basis.DECLARED, "sources": (), "place": place, **more}
    return Answer(field=name, value=value, **told)


def read(name: str, raw: object, **more: Any) -> Answer:
    """An answer as somebody would write it."""
    return answer(name, read_value(FORM.field(name), raw, FORM), **more)


def signed(why: str | None = None) -> tuple[Source, ...]:
    return (Source(file="sample.yaml", method="stated", who="A. Person", when="2026-11-02", why=why),)


def filled(
    answers: Mapping[str, Answer] | None = None, *, form: Form = FORM, risk: Truth = Truth.YES, **more: Any
) -> Filled:
    return Filled(form=form, model="example", answers=answers or {}, criteria={RISK: risk}, **more)


def annexed(answers: Mapping[str, Answer]) -> Filled:
    """The composed form over the sample form with these answers."""
    return Filled(form=ANNEX, model="example", answers={}, others={"sample": filled(answers)})
