# SPDX-License-Identifier: EUPL-1.2
"""Pages in the formats of the Algoritmekader that we made up: one that is right, and ways to make it wrong."""

from __future__ import annotations

from datetime import date

from adhere.exchange.algoritmekader.checks import check_page, check_together
from adhere.exchange.algoritmekader.lawdifferences import differences
from adhere.exchange.algoritmekader.pagereading import read_page
from adhere.kernel.finding import Finding
from adhere.law.requirements.catalogue import catalogue

ON = date(2026, 11, 22)
NAME = "aia-90-voorbeeld.md"
FIELDS = """title: Voorbeeldvereiste over beleid
id: urn:nl:ak:ver:aia-90
toelichting: Een voorbeeld.
levenscyclus:
- ontwerp
onderwerp:
- data
rollen:
- jurist
soort-toepassing:
- ai-model-voor-algemene-doeleinden
risicogroep:
- niet-van-toepassing
rol-ai-act:
- aanbieder
transparantieverplichting:
- niet-van-toepassing
systeemrisico:
- systeemrisico
- geen-systeemrisico
open-source:
- open-source
- geen-open-source
hide:
- navigation
"""
BODY = """
<!-- tags -->
## Vereiste

Een aanbieder heeft beleid.

## Bronnen

- Artikel 53, lid 1, punt c), AI-verordening

## Maatregelen { data-search-exclude }

<!-- list_maatregelen vereiste/aia-90-voorbeeld no-search -->
"""
MEASURE = """---
title: Voorbeeldmaatregel
id: urn:nl:ak:mtr:owp-90
toelichting: Een voorbeeld.
vereiste:
- aia-90-voorbeeld
levenscyclus:
- ontwerp
onderwerp:
- data
rollen:
- jurist
hide:
- navigation
---

<!-- tags -->
## Maatregel
Doe iets.
"""


def page(fields: str = FIELDS, body: str = BODY) -> bytes:
    return f"---\n{fields}---\n{body}".encode()


def findings(content: bytes, name: str = NAME, on: date = ON) -> list[Finding]:
    """Everything that is found in one page by itself."""
    reading = read_page(content, name)
    if reading.page is None:
        return list(reading.findings)
    read = reading.page
    return [
        *reading.findings,
        *check_page(read),
        *check_together([read], whole=False),
        *differences(read, catalogue(), on),
    ]


def met(content: bytes, name: str = NAME, on: date = ON) -> dict[str, int | None]:
    """The rules that are met and the line of each, without the note that a page is not known."""
    found = {one.rule.id: one.place.line for one in findings(content, name, on)}
    found.pop("ADH-LAW-109", None)
    return found
