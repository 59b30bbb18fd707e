# SPDX-License-Identifier: EUPL-1.2
"""Provision ids: taken apart, put together, and named as lawyers name them in both languages."""

from __future__ import annotations

import pytest

from adhere.kernel.refs import label, parse, within
from adhere.kernel.text import Text

GOLDEN = [
    ("aia:art-56", "Article 56", "artikel 56"),
    ("aia:art-53.1", "Article 53(1)", "artikel 53, lid 1"),
    ("aia:art-53.1.a", "Article 53(1)(a)", "artikel 53, lid 1, punt a)"),
    ("aia:art-61.1.a.ii", "Article 61(1)(a)(ii)", "artikel 61, lid 1, punt a), ii)"),
    ("aia:art-113.b", "Article 113(b)", "artikel 113, punt b)"),
    ("aia:art-113.c.ii", "Article 113(c)(ii)", "artikel 113, punt c), ii)"),
    ("aia:art-3.63", "Article 3, point (63)", "artikel 3, punt 63)"),
    ("aia:art-3.14a", "Article 3, point (14a)", "artikel 3, punt 14 bis)"),
    ("aia:art-3.49.c", "Article 3, point (49)(c)", "artikel 3, punt 49), c)"),
    ("aia:art-75a.2", "Article 75a(2)", "artikel 75 bis, lid 2"),
    ("aia:art-75d.1", "Article 75d(1)", "artikel 75 quinquies, lid 1"),
    ("aia:art-75.1e", "Article 75(1e)", "artikel 75, lid 1 sexies"),
    ("aia:art-75.2a.b", "Article 75(2a)(b)", "artikel 75, lid 2 bis, punt b)"),
    ("aia:art-99.4.da", "Article 99(4)(da)", "artikel 99, lid 4, punt d bis)"),
    ("aia:annex-xi", "Annex XI", "bijlage XI"),
    ("aia:annex-xi.s1.2.e", "Annex XI, Section 1, point 2(e)", "bijlage XI, afdeling 1, punt 2, e)"),
    ("aia:annex-xii.1.b", "Annex XII, point 1(b)", "bijlage XII, punt 1, b)"),
    ("aia:annex-xiii.d", "Annex XIII, point (d)", "bijlage XIII, punt d)"),
    ("time-limits:art-3.4", "Article 3(4)", "artikel 3, lid 4"),
]


@pytest.mark.parametrize(("provision", "english", "dutch"), GOLDEN)
def test_a_provision_is_named_as_lawyers_name_it(provision: str, english: str, dutch: str):
    assert label(provision) == Text(english, dutch)


@pytest.mark.parametrize("provision", [provision for provision, _, _ in GOLDEN])
def test_an_id_that_is_taken_apart_goes_together_again(provision: str):
    assert parse(provision).id == provision


@pytest.mark.parametrize(
    "written",
    ["", "Article 53", "aia:53", "aia:art-", "aia:art-53.", "aia:art-53..a", "AIA:art-53", "aia:art-53 "],
)
def test_what_is_no_id_is_refused_with_an_example(written: str):
    with pytest.raises(ValueError, match="such as aia:art-53"):
        parse(written)


def test_a_part_lies_within_its_provision_and_a_number_that_only_begins_alike_does_not():
    assert within("aia:art-53.1.a", "aia:art-53")
    assert within("aia:art-53", "aia:art-53")
    assert not within("aia:art-53", "aia:art-53.1")
    assert not within("aia:art-53.10", "aia:art-53.1")
