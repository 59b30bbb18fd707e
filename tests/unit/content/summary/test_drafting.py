# SPDX-License-Identifier: EUPL-1.2
"""What figures and the register of sources answer, and what they leave open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.unit.content.summary.made import (
    CORPUS,
    FORM,
    RECORDS,
    amount,
    content,
    domain_figures,
    figures,
    line,
    record,
    register,
    whole,
)

from adhere.content.summary.domainlist import read_list, shown
from adhere.content.summary.drafting import drafted
from adhere.content.summary.languages import language_of, union_languages
from adhere.content.summary.large import dataset_shares, large_datasets
from adhere.forms.answers import Answer, Record
from adhere.forms.completeness import circumstance
from adhere.forms.seeing import seen
from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text, plain


def answers(**more: object) -> dict[str, Answer]:
    return dict(drafted(FORM, content(**{"sources": whole(), **more})).answers)


def said(answer: Answer, language: str = "en") -> str:
    assert answer.value is not None
    text = seen(FORM.field(answer.field), answer.value, FORM.field(answer.field).rows[0]).text
    return text.in_(language) if text else ""


def test_what_is_there_is_answered_yes_and_what_is_stated_not_to_be_no():
    found = answers()
    used = ("public_datasets", "licensed_datasets", "crawlers_used", "synthetic_data", "user_services")
    assert all(found[name].value is True for name in used)
    assert all(
        found[name].value is False for name in ("private_datasets", "other_sources", "user_interactions")
    )


@pytest.mark.parametrize(
    "more",
    [{"complete": None}, {"complete": False}, {"records": RECORDS[1:]}],
    ids=["nobody said complete", "stated incomplete", "a source without a class"],
)
def test_nothing_is_denied_where_content_may_be_missing(more):
    sources = register(*more.pop("records", RECORDS), **({"complete": True} | more))
    found = answers(sources=sources)
    assert "private_datasets" not in found
    assert "user_interactions" not in found
    assert found["public_datasets"].value is True


def test_rows_without_a_source_keep_every_no_away():
    lines = (*CORPUS, line(amount(1, 1), modality="text"))
    assert "private_datasets" not in answers(found=figures(*lines))


def test_sizes_are_exact_figures_shown_as_ranges():
    found = answers()
    assert found["size_text"].value == Quantity.exactly(Decimal(2_000_000_110), "tokens")
    assert said(found["size_text"]) == "1billion to 10 trillions tokens"
    assert found["size_image"].value == Quantity.exactly(Decimal(7), "images")
    assert found["size_text"].basis is Basis.MEASURED
    assert [one.sha256 for one in found["size_text"].evidence] == ["34" * 32]


def test_a_size_known_for_some_documents_is_a_lower_bound():
    lines = (line(amount(4, 40, tokens=20_000_000_000_000, known_tokens=3), modality="text", source="wiki"),)
    found = answers(found=figures(*lines))
    assert found["size_text"].value == Quantity.at_least(Decimal(20_000_000_000_000), "tokens")
    assert said(found["size_text"]) == "More than 10 trillions tokens"


def test_bytes_are_never_made_into_tokens():
    found = answers(found=figures(line(amount(4, 45_100_000_000), modality="text", source="wiki")))
    assert "size_text" not in found
    assert said(found["size_other_unit"]) == "Text: 45.1 GB of content" or "45.1 GB of content" in said(
        found["size_other_unit"]
    )
    assert "45,1 GB" in said(found["size_other_unit"], "nl")


def test_hours_come_of_milliseconds_and_other_data_in_bytes():
    lines = (
        line(amount(4, 40, milliseconds=36_000_000_000), modality="audio", source="wiki"),
        line(amount(1, 2_500), modality="other", source="wiki"),
    )
    found = answers(found=figures(*lines))
    assert said(found["size_audio"]) == "10 000 to1 million hours"
    assert said(found["size_other"]) == "2.50 kB of content"
    assert "size_other_unit" not in found


@pytest.mark.parametrize(
    ("strays", "range_"),
    [
        (amount(1, 1, tokens=0), "1billion to 10 trillions tokens"),
        (amount(1, 1, tokens=10**12), "1billion to 10 trillions tokens"),
        (amount(1, 1, tokens=10**13), "1billion to 10 trillions tokens / More than 10 trillions tokens"),
        (amount(1, 1), "1billion to 10 trillions tokens / More than 10 trillions tokens"),
    ],
    ids=["no tokens", "too few to lift it", "enough to lift it", "nobody knows how many"],
)
def test_documents_of_unknown_modality_leave_a_range_open_that_they_could_lift(strays, range_):
    found = answers(found=figures(*CORPUS, line(strays, source="wiki")))
    assert found["size_text"].value.low == Decimal(2_000_000_110)
    assert said(found["size_text"]) == range_


@pytest.mark.parametrize("how", ["stated incomplete", "a file not read"])
def test_a_range_is_left_open_where_content_is_known_to_be_missing(how):
    sources = whole(complete=False) if how == "stated incomplete" else whole()
    held = figures(*CORPUS, line(amount(1, 2_500), modality="other", source="wiki"))
    if how == "a file not read":
        held = replace(held, unread=("cut.jsonl.gz",))
    found = answers(found=held, sources=sources)
    assert found["size_text"].value == Quantity.at_least(Decimal(2_000_000_110), "tokens")
    row = seen(FORM.field("size_text"), found["size_text"].value, FORM.field("size_text").rows[0])
    assert row.circumstances == (circumstance("bands"),)
    assert said(found["size_other"]) == "at least 2.50 kB of content"
    most = replace(held, sources=(line(amount(1, 1, tokens=10**13 + 1), modality="text", source="wiki"),))
    assert said(answers(found=most, sources=sources)["size_text"]) == "More than 10 trillions tokens"


@pytest.mark.parametrize(("part", "large"), [(3, False), (4, True)], ids=["3 % exactly", "above 3 %"])
def test_large_is_more_than_three_in_a_hundred_strictly(part, large):
    lines = (
        line(amount(1, 1, tokens=part), modality="text", source="tiny"),
        line(amount(1, 1, tokens=100 - part), modality="text", source="wiki"),
    )
    found = large_datasets(content(figures(*lines), whole()))
    assert found is not None
    assert ("tiny" in found) is large


def test_of_nothing_there_is_no_share_and_bytes_are_counted_instead():
    lines = (
        line(amount(1, 970, tokens=0), modality="text", source="wiki"),
        line(amount(1, 30, tokens=0), modality="text", source="tiny"),
    )
    shares = dataset_shares(content(figures(*lines), whole()))
    assert [(one.dataset, one.measure, one.large) for one in shares] == [
        ("wiki", "bytes", True),
        ("tiny", "bytes", False),
    ]


def test_large_is_told_per_modality_and_in_the_first_measure_every_dataset_has():
    lines = (
        line(amount(1, 1000, tokens=1), modality="text", source="wiki"),
        line(amount(1, 10), modality="text", source="tiny"),
        line(amount(1, 10, images=1), modality="image", source="tiny"),
        line(amount(1, 9**9, tokens=9**9), modality="text", source="photos"),
    )
    shares = dataset_shares(content(figures(*lines), whole()))
    told = [(one.dataset, one.modality, one.measure, one.part, one.whole, one.large) for one in shares]
    assert told == [
        ("wiki", "text", "bytes", 1000, 1010, True),
        ("tiny", "text", "bytes", 10, 1010, False),
        ("tiny", "image", "images", 1, 1, True),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (
            line(amount(2, 10, known_bytes=1), modality="text", source="wiki"),
            line(amount(1, 1), modality="text", source="tiny"),
        ),
        (line(amount(1, 10), modality="text", source="wiki"), line(amount(1, 1), source="tiny")),
        (
            line(amount(1, 0, tokens=0), modality="text", source="wiki"),
            line(amount(1, 0, tokens=0), modality="text", source="tiny"),
        ),
    ],
    ids=["bytes of one document unknown", "a modality unknown", "nothing of anything"],
)
def test_large_is_not_told_where_it_cannot_be(lines):
    found = content(figures(*lines), whole())
    assert large_datasets(found) is None
    assert "large_public_datasets" not in drafted(FORM, found).answers


def test_large_datasets_are_entries_and_the_others_a_description():
    found = answers()
    assert found["large_public_datasets"].value == (
        Record(
            {"name": plain("Wiki (example)"), "link": plain("https://wiki.example/"), "used": plain("nl")}
        ),
        Record({"name": plain("Tiny (example)")}),
    )
    assert found["other_public_datasets"].not_applicable is not None
    lines = (
        line(amount(1, 1, tokens=97), modality="text", source="wiki"),
        line(amount(1, 1, tokens=3), modality="text", source="tiny"),
    )
    found = answers(found=figures(*lines))
    assert [one.parts["name"] for one in found["large_public_datasets"].value] == [plain("Wiki (example)")]
    assert said(found["other_public_datasets"]) == "Tiny (example)."


def test_several_sources_of_one_record_are_one_dataset():
    lines = [line(amount(1, 1, tokens=1), modality="text", source=f"set-{number}") for number in range(50)]
    lines.append(line(amount(1, 1, tokens=50), modality="text", source="wiki"))
    sources = register(record("set-*", "public-datasets", name="Set"), record("wiki", "public-datasets"))
    assert large_datasets(content(figures(*lines), sources)) == ("set-*", "wiki")


def test_months_come_of_fetches_and_not_of_what_has_none():
    found = answers()
    assert found["latest_acquisition"].value == Record({"date": date(2025, 11, 1), "continuous": False})
    assert found["crawl_period"].value == Record({"from": date(2024, 3, 1), "to": date(2025, 11, 1)})
    partial = drafted(FORM, content(figures(*CORPUS, undated=1), whole()))
    assert partial.partial == {"latest_acquisition", "crawl_period"}


def test_languages_are_named_with_their_shares_and_what_is_not_known_is_told():
    tables = (
        line(amount(1, 780), language="eng_Latn", modality="text"),
        line(amount(1, 10), language="en", modality="audio"),
        line(amount(1, 90), language="nl-BE", modality="text"),
        line(amount(1, 20), language="tlh", modality="text"),
        line(amount(1, 100), modality="text"),
    )
    told = answers(found=figures(*CORPUS, languages=tables))["linguistic"]
    english = "By share of bytes: English 79.0 %, Dutch 9.0 %, tlh 2.0 %. Official languages of the Union among them: 2 of 24. Of 10.0 % the language is not known."
    assert said(told) == english
    assert said(told, "nl").startswith("Naar aandeel in bytes: Engels 79,0 %, Nederlands 9,0 %, tlh 2,0 %.")


def test_tags_that_are_no_language_are_told_in_words_apart_from_the_languages():
    def told(*parts: tuple[str | None, int]) -> Answer:
        lines = (line(amount(1, part), language=tag, modality="text") for tag, part in parts)
        return answers(found=figures(*CORPUS, languages=tuple(lines)))["linguistic"]

    mixed = told(
        ("nl", 500), ("zxx", 200), ("mul", 100), ("mis", 50), ("qab", 30), ("und-Latn", 100), (None, 20)
    )
    assert said(mixed) == (
        "By share of bytes: Dutch 50.0 %. Official languages of the Union among them: 1 of 24. Not in one known language: no linguistic content 20.0 %, "
        "more than one language 10.0 %, languages without a code 5.0 %, languages with the private code qab 3.0 %. Of 12.0 % the language is not known."
    )
    assert "Daarvan is 1 van de 24 officiële talen" in said(mixed, "nl")
    assert "Niet in één bekende taal: geen taal 20,0 %, meer dan één taal 10,0 %" in said(mixed, "nl")
    assert "Daarvan zijn 2 van de 24" in said(told(("nl", 1), ("fr", 1)), "nl")
    assert (
        said(told(("zxx", 1)))
        == "By share of bytes, not in one known language: no linguistic content 100.0 %."
    )


def test_the_union_has_24_official_languages():
    assert len(union_languages()) == 24
    assert language_of("NLD_Latn").name == Text("Dutch", "Nederlands")


def test_a_short_list_of_domains_is_the_answer_and_a_long_one_an_annex():
    short = read_list([b"example.nl\t9\n", b"xn--bcher-kva.example\t3\n"], "d.tsv", None)
    found = answers(found=figures(*CORPUS, domains=domain_figures()), domains=short)
    assert said(found["crawled_domains"]) == (
        "- Domain name: example.nl\n- Domain name: xn--bcher-kva.example (bücher.example)"
    )
    assert found["crawled_domains"].evidence[1].sha256 == short.sha256
    long = read_list((f"d{number}.example\t1\n".encode() for number in range(1001)), "d.tsv", None)
    annexed = answers(found=figures(*CORPUS, domains=domain_figures()), domains=long)
    assert "1,001 domain names" in said(annexed["crawled_domains"])


def test_a_label_that_does_not_decode_stays_as_it_is():
    assert shown("xn--\x00.example") == "xn--\x00.example"
    assert shown("xn--99999999999.nl") == "xn--99999999999.nl"


def test_without_a_register_sizes_and_languages_are_still_told():
    found = drafted(FORM, content()).answers
    assert "size_text" in found
    assert found["modalities"].value == ("text", "image")
    assert not {"public_datasets", "crawlers_used", "private_datasets"} & found.keys()


def test_what_the_register_says_in_words_becomes_answers():
    found = answers()
    assert said(found["crawlers"]) == "Name: ExampleBot/1.0"
    assert said(found["crawled_content"], "nl") == "Pagina's."
    assert said(found["synthetic_other_models"]) == "Models used: Other-1 (example)."
    assert found["synthetic_gpai_models"].not_applicable is not None
    assert said(found["user_services_description"]) == "A chat service."
    assert found["content_types"].value == Record({"text": Text("news", "nieuws")})
    assert all(found[name].place is not None for name in ("crawlers", "crawled_content"))
