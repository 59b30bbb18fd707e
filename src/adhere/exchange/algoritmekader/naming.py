# SPDX-License-Identifier: EUPL-1.2
"""How our records are called in formats of others: ids in a namespace of our own, names of files, and the values of fields."""

from __future__ import annotations

from adhere.exchange.algoritmekader.lawdifferences import CLOSED, OPEN, systemic_risk
from adhere.exchange.algoritmekader.vocabulary import table, values_of
from adhere.kernel.text import Language
from adhere.law.requirements.records import Record, Requirement
from adhere.law.requirements.standing import Standing

MODEL = "ai-model-voor-algemene-doeleinden"
NONE = "niet-van-toepassing"


def urn_of(record: Record) -> str:
    """Return our URN of a record; it lies outside ``urn:nl:ak``, whose numbers are given out by others."""
    return f"urn:adhere:{'ver' if isinstance(record, Requirement) else 'mtr'}:{record.id}"


def stem_of(record: Record) -> str:
    """Return the name of the page: a measure begins with the number of its first phase, as there."""
    own = f"{record.id}-{record.slug}"
    return (
        own
        if isinstance(record, Requirement)
        else f"{values_of('levenscyclus').index(record.phases[0])}-{own}"
    )


def roles_of(record: Record) -> list[str]:
    """Return the roles of a record that are known there."""
    return [role for role in record.roles if role in values_of("rollen")]


def address_of(provision: str, language: Language) -> str:
    """Return where EUR-Lex shows an article or annex, by its stable anchors."""
    kind, _, number = provision.removeprefix("aia:").partition(".")[0].partition("-")
    anchor = f"art_{number}" if kind == "art" else f"anx_{number.upper()}"
    return f"https://eur-lex.europa.eu/legal-content/{language.upper()}/TXT/?uri=CELEX:32024R1689#{anchor}"


def labels_of(one: Standing) -> dict[str, list[str]]:
    """Return the labels of a requirement, worked out from the law: a requirement about no model has none of a model."""
    operators = dict.fromkeys(table("operator")[role] for role in one.holders if role in table("operator"))
    about_models = one.open_source != "not-about-models"
    return {
        "soort-toepassing": [MODEL] if about_models else [],
        "risicogroep": [NONE],
        "rol-ai-act": list(operators),
        "transparantieverplichting": [NONE],
        "systeemrisico": list(systemic_risk(one.holders)) or [NONE],
        "open-source": _open_source(one),
    }


def _open_source(one: Standing) -> list[str]:
    if one.open_source == "not-about-models":
        return [NONE]
    return [CLOSED] if one.open_source == "exempt" else [OPEN, CLOSED]
