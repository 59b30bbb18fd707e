# SPDX-License-Identifier: EUPL-1.2
"""The page on exports says of every fact who may have it, as the program decides."""

import re

import pytest
from tests.repository import ROOT

from adhere.exchange.disclosure import exposures, recipients_of

WORDS = {
    "en": {
        "public": "everybody",
        "downstream": "downstream",
        "authority": "authorities",
        "office": "AI Office",
    },
    "nl": {
        "public": "iedereen",
        "downstream": "verder in de keten",
        "authority": "autoriteiten",
        "office": "AI-bureau",
    },
}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_table_of_facts_is_the_one_the_program_goes_by(language: str):
    page = (ROOT / "docs" / language / "exports.md").read_text(encoding="utf-8")
    told = dict(
        re.findall(r"^\| `([a-z_.]+\.[a-z_.]+|languages)` \| [^|]+ \| ([^|]+) \|$", page, re.MULTILINE)
    )
    words = WORDS[language]
    expected = {}
    for fact_id in exposures():
        who = recipients_of(fact_id)
        parts = ["public"] if "public" in who else [one for one in words if one in who]
        expected[fact_id] = ", ".join(words[one] for one in parts)
    assert told == expected
