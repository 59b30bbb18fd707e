# SPDX-License-Identifier: EUPL-1.2
"""Languages as manifests write them become tags of BCP 47 where that is certain, and nothing else changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adhere.engine.figures.languages import Languages
from adhere.kernel.data import packaged

WRITTEN = {
    "nl": "nl", "NL": "nl", "nld": "nl", "dut": "nl", "Dutch": "nl", "Nederlands": "nl", "eng,deu": "en", "en_us": "en-US", "EN-us": "en-US",
    "zh-hant-tw": "zh-Hant-TW", "zho-Hans": "zh-Hans", "sr-latn": "sr-Latn", "es-419": "es-419", "de-1996": "de-1996", "sl-rozaj": "sl-rozaj", "iw": "he", "heb": "he",
    "en-x-US": "en-x-us", "gsw": "gsw", "tlh": "tlh", "mul": "mul", "multilingual": "mul", " fr ; nl": "fr",
}  # fmt: skip
SILENT = (None, "", "und", "unk", "Unknown", "n/a", "-", "  ")
STRANGE = ("Klingonese of the north", "1", "e", "english-ish!", "日本語")


def test_what_is_certain_becomes_a_tag() -> None:
    tags = Languages()
    assert {value: tags.tag(value) for value in WRITTEN} == WRITTEN
    assert [tags.tag(value) for value in SILENT] == [None] * len(SILENT)
    assert tags.unknown == ()
    assert [tags.tag(value) for value in STRANGE] == list(STRANGE)
    assert tags.unknown == STRANGE


def test_the_table_says_each_code_and_name_once() -> None:
    table = packaged("adhere.engine.figures", "data/languages.toml")
    for part in ("codes", "names"):
        said = [value.lower() for one in table["language"] for value in one.get(part, ())]
        assert len(said) == len(set(said))
    assert len({one["tag"] for one in table["language"]}) == len(table["language"])
    official = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
    assert set(official.split()) <= {one["tag"] for one in table["language"]}


@given(st.text(max_size=20))
def test_a_tag_stays_the_same_when_it_is_read_again(value: str) -> None:
    tags = Languages()
    once = tags.tag(value)
    assert once is None or tags.tag(once) in (once, None)
