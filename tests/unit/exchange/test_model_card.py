# SPDX-License-Identifier: EUPL-1.2
"""Facts in a model card: only what is not there yet, only what everybody may know, and all else byte for byte."""

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from tests.unit.exchange.making import count, model_facts, read, result, stated

from adhere.exchange.card_reading import read_card_back
from adhere.exchange.card_section import Settings
from adhere.exchange.model_card import removed, settings_of, write_card
from adhere.intake.modelfolder import front_matter, read_model_folder
from adhere.models.facts import Facts

ENGLISH = Settings(language="en")
CARD = b"""\
---
# our own notes
license: apache-2.0   # checked
tags:
- dutch
description: |
  two

  lines
---
# Example

Text.
"""


def rules_of(written) -> list[str]:
    return [found.rule.id for found in written.findings if found.rule.severity != "note"]


def test_keys_that_are_not_there_yet_are_added_and_the_rest_stays():
    written = write_card(CARD, model_facts(), ENGLISH)
    assert written.keys == ("library_name", "pipeline_tag")
    assert rules_of(written) == []
    head = front_matter(written.content).values
    assert head is not None
    assert head["pipeline_tag"] == "text-generation"
    assert b"license: apache-2.0   # checked\n" in written.content
    assert removed(written.content) == CARD


def test_an_empty_card_gets_front_matter_and_a_section():
    written = write_card(b"", model_facts(), ENGLISH)
    assert written.content.startswith(b"---\n# adhere:begin, fences included\nlicense: apache-2.0\n")
    assert removed(written.content) == b""


def test_writing_twice_changes_nothing():
    once = write_card(CARD, model_facts(), ENGLISH).content
    assert write_card(once, model_facts(), ENGLISH).content == once


def test_no_stated_figure_is_in_the_card():
    written = write_card(CARD, model_facts(), ENGLISH)
    text = written.content.decode()
    assert "3.8 x 10^25" not in text
    assert "15,000,000,000,000" not in text
    assert "A. Person" not in text
    assert "ADH-DOC-088" in [found.rule.id for found in written.findings]


def test_what_the_provider_includes_is_in_the_card():
    settings = Settings(language="en", include=frozenset({"compute.training.operations"}))
    assert "3.8 x 10^25 FLOP" in write_card(CARD, model_facts(), settings).content.decode()


def test_measured_emissions_are_a_key_once_they_are_included():
    settings = Settings(language="en", include=frozenset({"emissions.training"}))
    head = front_matter(write_card(CARD, model_facts(), settings).content).values
    assert head is not None
    assert head["co2_eq_emissions"] == {"emissions": 82410500, "source": "codecarbon"}


def test_a_key_that_says_otherwise_is_told_and_left():
    card = CARD.replace(b"apache-2.0", b"mit")
    written = write_card(card, model_facts(), ENGLISH)
    assert rules_of(written) == ["ADH-DOC-080"]
    assert written.findings[0].place.line == 3
    assert b"license: mit   # checked" in written.content


def test_a_key_is_replaced_on_request_and_comments_stay():
    card = CARD.replace(b"apache-2.0", b"mit").replace(b"tags:", b"# about tags\ntags:")
    written = write_card(card, model_facts(), ENGLISH, replaced=frozenset({"license"}))
    head = front_matter(written.content).values
    assert head is not None
    assert head["license"] == "apache-2.0"
    assert b"license: mit" not in written.content
    assert b"# our own notes\n# about tags\ntags:" in written.content
    assert rules_of(written) == []


def test_a_key_of_many_lines_is_replaced_whole():
    card = b"---\ndatasets:\n- a/b\n- c/d\n\nlicense: mit\n---\n"
    facts = model_facts(stated("data.training.datasets", ("e/f",)))
    settings = Settings(language="en", include=frozenset({"data.training.datasets"}))
    written = write_card(card, facts, settings, replaced=frozenset({"datasets", "license"}))
    head = front_matter(written.content).values
    assert head is not None
    assert head["datasets"] == ["e/f"]
    assert head["license"] == "apache-2.0"


@pytest.mark.parametrize(
    ("tag", "spdx"),
    [
        ("other", "Apache-2.0"),
        ("apache-2.0", "Apache-2.0"),
        ("[mit, apache-2.0]", "Apache-2.0"),
        ("Apache-2.0", "Apache-2.0"),
    ],
)
def test_a_licence_said_in_another_way_is_no_contradiction(tag: str, spdx: str):
    card = f"---\nlicense: {tag}\n---\n".encode()
    assert (
        rules_of(write_card(card, model_facts(read("licence.spdx", spdx, "LICENSE", rank=-1)), ENGLISH)) == []
    )


def test_a_licence_the_hub_does_not_know_gets_a_name_and_a_link():
    facts = Facts.of([read("licence.spdx", "LicenseRef-scancode-deepseek-la-1.0", "LICENSE-MODEL", rank=0)])
    head = front_matter(write_card(b"", facts, ENGLISH).content).values
    assert head == {
        "license": "other",
        "license_name": "LicenseRef-scancode-deepseek-la-1.0",
        "license_link": "LICENSE-MODEL",
    }


@pytest.mark.parametrize("base", ["/home/me/secret", "a/b/c", "../x", "x y"])
def test_a_path_is_no_base_model(base: str):
    facts = Facts.of([read("model.base", base, "adapter_config.json")])
    assert "base_model" not in write_card(b"", facts, ENGLISH).keys


def test_an_adapter_names_its_base_and_library():
    public = stated("publication.weights", value=True)
    facts = Facts.of([public, read("model.base", "example/model-8b", "adapter_config.json")])
    head = front_matter(write_card(b"", facts, ENGLISH).content).values
    assert head == {"base_model": "example/model-8b", "library_name": "peft"}


def test_norwegian_is_written_so_that_no_program_takes_it_for_false():
    facts = Facts.of([stated("languages", ("no", "nl"))])
    settings = Settings(language="en", include=frozenset({"languages"}))
    assert b'- "no"\n- nl\n' in write_card(b"", facts, settings).content


def test_a_task_is_not_guessed_from_an_architecture_that_is_not_known():
    facts = Facts.of([fact for fact in model_facts() if fact.id != "architecture.type"])
    assert "pipeline_tag" not in write_card(b"", facts, ENGLISH).keys


@pytest.mark.parametrize(
    ("card", "rule_id"),
    [
        (b"---\nlicense: [mit\n---\n", "ADH-DOC-083"),
        (b"---\nlicense: mit\n", "ADH-DOC-083"),
        (b"---\n{tags: [a]}\n---\n", "ADH-DOC-084"),
        (b"---\n- a\n- b\n---\n", "ADH-DOC-084"),
        (b"# caf\xe9\n", "ADH-DOC-085"),
        (b"\xff\xfe#\x00", "ADH-DOC-085"),
        (b"text\n<!-- adhere:end -->\n", "ADH-DOC-081"),
        (b"text\n```\ncode\n", "ADH-DOC-082"),
    ],
)
def test_a_card_that_cannot_be_added_to_with_certainty_is_left_as_it_is(card: bytes, rule_id: str):
    written = write_card(card, model_facts(), ENGLISH)
    assert written.refused
    assert rules_of(written) == [rule_id]
    assert written.content == card


HEADS = st.lists(
    st.sampled_from(
        [
            "license: mit",
            "tags:\n- a\n- b",
            "# a comment",
            "language: [nl, en]",
            "x: >-\n  folded\n  text",
            "",
            "y: |+\n  kept\n\n",
        ]
    ),
    unique=True,
    max_size=5,
).map("\n".join)
BODIES = st.text(alphabet=st.sampled_from("ab #|-*\n\r\t~<>é\N{ZERO WIDTH SPACE}"), max_size=60)


@examples(max_examples=40)
@given(HEADS, BODIES, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.sampled_from(["en", "nl"]))
def test_whatever_the_card_what_is_written_can_be_taken_out_and_nothing_else_changes(
    head, body, end, bom, spoken
):
    card = (("\ufeff" if bom else "") + f"---\n{head}\n---\n".replace("\n", end) + body).encode()
    settings = Settings(language=spoken, include=frozenset({"emissions.training"}))
    written = write_card(card, model_facts(), settings)
    if written.refused:
        assert written.content == card
        return
    assert removed(written.content) == card
    assert write_card(written.content, model_facts(), settings).content == written.content
    before, after = front_matter(card).values or {}, front_matter(written.content).values or {}
    assert {name: after[name] for name in before} == dict(before)


NASTY = st.text(max_size=40).filter(str.strip)


@examples(max_examples=40)
@given(NASTY, NASTY, st.sampled_from(["en", "nl"]))
def test_no_value_breaks_out_of_its_cell(name: str, contact: str, spoken):
    facts = model_facts(stated("provider.name", name), read("weights.format", name, "model.safetensors"))
    settings = Settings(language=spoken, contact=contact)
    written = write_card(CARD, facts, settings)
    assert settings_of(written.content) == settings
    assert read_card_back(written.content, facts).findings == ()
    assert removed(written.content) == CARD


@pytest.mark.parametrize("name", ["a | b", "<!-- adhere:end -->", "-->", "<script>", "a\nb", "`x`", "[a](b)"])
def test_markup_in_a_value_shows_itself(name: str):
    written = write_card(CARD, model_facts(read("architecture.family", name, "config.json", rank=0)), ENGLISH)
    assert written.content.count(b"<!-- adhere:end -->") == 1
    assert b"<script>" not in written.content
    assert (
        read_card_back(
            written.content, model_facts(read("architecture.family", name, "config.json", rank=0))
        ).findings
        == ()
    )


def test_a_card_read_back_agrees_with_the_facts_it_was_written_from():
    written = write_card(CARD, model_facts(), ENGLISH)
    found = read_card_back(written.content, model_facts())
    assert found.findings == ()
    assert {one.label for one in found.compared} >= {"pipeline_tag", "total number of parameters"}


def test_a_fact_that_changed_makes_the_card_stale():
    written = write_card(CARD, model_facts(), ENGLISH)
    changed = model_facts(
        read("parameters.total", count(9_000_000_000, "parameters"), "model.safetensors", rank=-1)
    )
    (found,) = read_card_back(written.content, changed).findings
    assert found.rule.id == "ADH-DOC-086"
    assert found.rule.severity == "error"
    line = written.content.decode().splitlines()[(found.place.line or 0) - 1]
    assert "8,030,261,248" in line


def test_a_licence_that_changed_makes_our_key_and_its_row_stale():
    written = write_card(b"", model_facts(), ENGLISH)
    changed = model_facts(read("licence.spdx", "MIT", "LICENSE", rank=-1))
    stale = [found.values["label"] for found in read_card_back(written.content, changed).findings]
    assert stale == ["license", "licence of the weights, SPDX expression"]


def test_a_fact_that_is_gone_or_new_makes_the_card_stale():
    written = write_card(CARD, model_facts(), ENGLISH)
    fewer = Facts.of([fact for fact in model_facts() if fact.id != "context.maximum"])
    assert [found.rule.id for found in read_card_back(written.content, fewer).findings] == ["ADH-DOC-086"]
    more = model_facts(read("vocabulary.size", count(1000, "entries"), "config.json"))
    assert [found.rule.id for found in read_card_back(written.content, more).findings] == ["ADH-DOC-086"]


def test_a_figure_edited_by_hand_is_found():
    written = write_card(CARD, model_facts(), ENGLISH).content.replace(b"8,192 tokens", b"16,384 tokens")
    (found,) = read_card_back(written, model_facts()).findings
    assert "16,384" in found.wrong("en")


def test_a_card_without_our_section_is_told():
    assert [found.rule.id for found in read_card_back(CARD, model_facts()).findings] == ["ADH-DOC-087"]


def test_the_section_is_read_back_in_the_language_and_with_the_facts_it_was_written_with():
    settings = Settings(language="nl", include=frozenset({"energy.training"}), contact="docs@example.org")
    written = write_card(CARD, model_facts(), settings)
    assert settings_of(written.content) == settings
    assert read_card_back(written.content, model_facts()).findings == ()


def test_evaluation_results_are_written_only_where_they_are_included():
    without = write_card(CARD, model_facts(), ENGLISH, results=[result()])
    assert b"mmlu" not in without.content
    settings = Settings(language="en", include=frozenset({"evaluations"}))
    written = write_card(
        CARD, model_facts(), settings, results=[result(), result("arc", "acc_norm", "0.5", None)]
    )
    head = front_matter(written.content).values
    assert head is not None
    assert head["model-index"][0]["results"][0]["metrics"][0]["type"] == "acc"
    assert b"| mmlu, acc | 0.612 \xc2\xb1 0.004 | measured |" in written.content
    assert removed(written.content) == CARD


def test_what_was_written_is_no_second_witness(tmp_path):
    (tmp_path / "config.json").write_text(
        '{"model_type": "llama", "architectures": ["LlamaForCausalLM"], "max_position_embeddings": 2048, "vocab_size": 9}'
    )
    before = Facts.of(read_model_folder(tmp_path).reading.facts)
    settings = Settings(language="en")
    (tmp_path / "README.md").write_bytes(write_card(b"# Example\n", before, settings).content)
    reading = read_model_folder(tmp_path).reading
    files = {source.file for fact in reading.facts if fact.id == "vocabulary.size" for source in fact.sources}
    assert files == {"config.json"}
    content = (tmp_path / "README.md").read_bytes()
    assert write_card(content, Facts.of(reading.facts), settings).content == content
