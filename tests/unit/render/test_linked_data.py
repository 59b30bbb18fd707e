# SPDX-License-Identifier: EUPL-1.2
"""A public summary for search engines: what the page shows, in JSON-LD, whatever people wrote in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.unit.content.summary.made import content, filled, stated, whole

from adhere.content.summary.drafting import drafted
from adhere.forms.answers import Filled, Record
from adhere.forms.form import Recipient
from adhere.forms.library import form
from adhere.forms.views import view
from adhere.kernel.text import plain
from adhere.render.formdocument import Header, form_document
from adhere.render.htmlpage import html

HOSTILE = "</script><script>alert(1)</script><!-- & \u2028"


def page(one: Filled, recipient: Recipient = "public") -> str:
    header = Header(
        model="example",
        version="1",
        number=2,
        at="2026-11-22T05:10:00Z",
        provider="P",
        example=True,
        recipient=recipient,
    )
    return html(form_document(view(one, recipient), header, "en")).decode()


def linked(text: str) -> dict[str, Any]:
    block = text.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    found: dict[str, Any] = json.loads(block)
    return found


def test_a_summary_tells_what_it_is_about_and_what_it_rests_on():
    asked = form("summary")
    found = linked(
        page(
            Filled(
                form=asked, model="example", answers=dict(drafted(asked, content(sources=whole())).answers)
            )
        )
    )
    assert found["version"] == "2"
    assert found["dateModified"] == "2026-11-22"
    assert found["mainEntity"]["temporalCoverage"] == "2024-03/2025-11"
    assert {"@type": "Dataset", "name": "Wiki (example)", "url": "https://wiki.example/"} in found[
        "mainEntity"
    ]["isBasedOn"]


@pytest.mark.parametrize("field", ["models", "large_public_datasets"])
def test_nothing_that_people_write_ends_the_block(field: str):
    entries = (Record({"name": plain(HOSTILE), "link": plain("https://a.example/?q=<b>")}),)
    text = page(
        filled(
            {field: stated(field, value=entries), "public_datasets": stated("public_datasets", value=True)}
        )
    )
    assert text.count("<script") == text.count("</script") == 1
    assert HOSTILE in json.dumps(linked(text), ensure_ascii=False)


def test_other_forms_have_none():
    assert "ld+json" not in page(Filled(form=form("mdf"), model="example", answers={}), "office")
