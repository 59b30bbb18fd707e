# SPDX-License-Identifier: EUPL-1.2
"""Numbers of provisions as the official languages print them, and the one form that ids have."""

from __future__ import annotations

import pytest

from adhere.law.texts.numbering import annex_part, arabic, is_marker, number_part, parts_of, section_part


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Article 53", "53"),
        ("Artikel 75 ter", "75b"),
        ("Article 75b", "75b"),
        ("Articolo 5 bis", "5a"),
        ("Artículo 5 quater", "5c"),
        ("Artikel 5 quinquies", "5d"),
        ("Artigo 4.o-A", "4a"),
        ("Artigo 1.o", "1"),
        ("Artigo 1.º", "1"),
        ("Article premier", "1"),
        ("56. cikk", "56"),
        ("1.a", "1a"),
        ("Άρθρο 4α", "4a"),
        ("Член 4б", "4b"),
        ("4 a artikla", "4a"),
        ("ANNEX", None),
        ("Keys", None),
    ],
)
def test_the_number_in_a_heading(heading: str, part: str | None):
    assert number_part(heading) == part


@pytest.mark.parametrize(
    ("markers", "parts"),
    [
        (["(a)", "(b)", "(c)"], ["a", "b", "c"]),
        (["a)", "b)"], ["a", "b"]),
        (["1.", "2.", "2 bis)"], ["1", "2", "2a"]),
        (["α)", "β)", "γ)", "δ)", "ε)", "στ)", "ζ)"], ["a", "b", "c", "d", "e", "f", "g"]),
        (["а)", "б)", "в)", "г)"], ["a", "b", "c", "d"]),
        (["m)", "n)", "ñ)", "o)", "p)"], ["m", "n", "o", "p", "q"]),
        (["n)", "o)", "p)"], ["n", "o", "p"]),
        (["(i)", "(ii)", "(iv)"], ["i", "ii", "iv"]),
        (["3.1.", "3.2."], ["1", "2"]),
        (["—", "—"], ["indent1", "indent2"]),
        (["‘(68)"], ["68"]),
    ],
)
def test_the_markers_of_a_list(markers: list[str], parts: list[str]):
    assert parts_of(markers) == parts


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("ANNEX IV", "iv"),
        ("ΠΑΡΑΡΤΗΜΑ Ι", "i"),  # with a Greek capital iota, as the Greek page of the Act has it
        ("ΠΑΡΑΡΤΗΜΑ ΧΙΙΙ", "xiii"),
        ("ПРИЛОЖЕНИЕ ХІ", "xi"),
        ("IX LISA", "ix"),
        ("I. MELLÉKLET", "i"),
        ("PRILOG IV.", "iv"),
        ("LIITE I", "i"),
        ("ANEXO", None),
    ],
)
def test_the_number_of_an_annex(heading: str, part: str | None):
    assert annex_part(heading) == part


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Section 1", "s1"),
        ("Section A. List of gates", "sa"),
        ("ΤΜΗΜΑ Β", "sb"),
        ("РАЗДЕЛ Б — Списък", "sb"),
        ("A. szakasz", "sa"),
        ("A jagu", "sa"),
        ("B JAKSO – Luettelo", "sb"),
        ("1. JAGU", "s1"),
        ("A magas kapuk felsorolása", None),
        ("I cancelli della città", None),
        ("V městě platí tyto brány", None),
        ("Η πύλη του κήπου", None),
    ],
)
def test_the_section_that_a_heading_opens(heading: str, part: str | None):
    assert section_part(heading) == part


@pytest.mark.parametrize("text", ["(a)", "a)", "1.", "14 bis)", "14 a)", "ii)", "—", "‘(68)", "(1a)"])
def test_what_is_a_marker(text: str):
    assert is_marker(text)


@pytest.mark.parametrize(
    "text", ["", "gate", "1. Xyz.", "1. Yes.", "(see the list)", "a gate of the garden)", "AIP 0105"]
)
def test_what_is_none(text: str):
    assert not is_marker(text)


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Section 1", "s1"), ("Section A", "sa"), ("Section A. List", "sa"), ("A. szakasz", "sa"), ("1. iedaļa", "s1"), ("Τμήμα Α", "sa"),
        ("Раздел Б", "sb"), ("Information to be given by all", None),
    ],
)  # fmt: skip
def test_the_section_of_an_annex(heading: str, part: str | None):
    assert section_part(heading) == part


def test_the_number_of_an_annex_in_any_language():
    printed = (
        "ANNEX XI",
        "XI. MELLÉKLET",
        "XI PIELIKUMS",
        "ΠΑΡΑΡΤΗΜΑ XI",
        "ПРИЛОЖЕНИЕ XI",
        "LIITE XI",
        "PRILOG XI.",
    )
    assert {annex_part(heading) for heading in printed} == {"xi"}
    assert annex_part("ANNEX") is None
    assert [arabic(number) for number in ("iv", "ix", "xiv", "xl")] == [4, 9, 14, 40]
