# SPDX-License-Identifier: EUPL-1.2
"""Citations: provisions and other documents as one writes them in English and Dutch."""

from __future__ import annotations

import pytest

from adhere.law.citations import cite

CITED = [
    ("aia:art-53.1.a", "Article 53(1)(a)", "artikel 53, lid 1, punt a)"),
    ("aia:art-3.63", "Article 3, point (63)", "artikel 3, punt 63)"),
    ("aia:art-75b", "Article 75b", "artikel 75 ter"),
    ("aia:annex-xi.s1.2.e", "Annex XI, Section 1, point 2(e)", "bijlage XI, afdeling 1, punt 2, e)"),
    ("gpai-guidelines:sec-2.1", "Commission guidelines C(2025) 5045 final of 18 July 2025, section 2.1",
     "richtsnoeren van de Commissie C(2025) 5045 final van 18 juli 2025, punt 2.1"),
    ("gpai-guidelines:annex-a.2", "Commission guidelines C(2025) 5045 final of 18 July 2025, Annex A.2",
     "richtsnoeren van de Commissie C(2025) 5045 final van 18 juli 2025, bijlage A.2"),
    ("gpai-2025:S-7.6", "Code of Practice of 10 July 2025, S 7.6", "praktijkcode van 10 juli 2025, S 7.6"),
]  # fmt: skip


@pytest.mark.parametrize(("provision", "english", "dutch"), CITED)
def test_a_citation_reads_as_lawyers_write_it(provision: str, english: str, dutch: str):
    assert (cite(provision).en, cite(provision).nl) == (english, dutch)


@pytest.mark.parametrize("provision", ["", "Article 53", "aia:53", "aia:art-53..a", "unknown-document"])
def test_what_is_no_reference_is_refused(provision: str):
    with pytest.raises(ValueError, match="is no provision id"):
        cite(provision)
