# SPDX-License-Identifier: EUPL-1.2
"""Citations: provisions and other documents as one writes them in English and Dutch."""

from __future__ import annotations

import pytest

from adhere.law.citations import cite, mentions, name_of_document, provision_of

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


@pytest.mark.parametrize(
    "provision", [provision for provision, _, _ in CITED if provision.startswith("aia:")]
)
def test_a_citation_is_read_back_in_both_languages(provision: str):
    assert {provision_of(cite(provision).en), provision_of(cite(provision).nl), provision_of(provision)} == {
        provision
    }


@pytest.mark.parametrize(
    ("typed", "provision"),
    [
        ("53.1.c", "aia:art-53.1.c"),
        ("art. 99, lid 6 bis", "aia:art-99.6a"),
        ("artikel 99, lid 4, punt d bis)", "aia:art-99.4.da"),
        ("§ 6", "§ 6"),
        ("2 August 2025", "2 August 2025"),
        ("duty:art-53.4-2", "duty:art-53.4-2"),
        ("gpai-guidelines:annex-a.1", "gpai-guidelines:annex-a.1"),
        ("what does 56(6) say", "what does 56(6) say"),
    ],
)
def test_what_people_type_is_read_as_they_mean_it_or_left_alone(typed: str, provision: str):
    assert provision_of(typed) == provision


def test_provisions_are_found_in_a_sentence_and_numbers_are_none():
    text = "Since 2 August 2025, artikel 53 lid 1 onder c and 56(6) hold; 10^25, 3.3 and sec-2.1 are numbers."
    assert [(mention.provision, text[mention.start : mention.end]) for mention in mentions(text)] == [
        ("aia:art-53.1.c", "artikel 53 lid 1 onder c"),
        ("aia:art-56.6", "56(6)"),
    ]


def test_only_documents_other_than_the_act_have_a_name():
    named = name_of_document("gpai-2025:T-1.1")
    assert named is not None
    assert "2025" in named.nl
    assert name_of_document("aia:art-53") is None
