# SPDX-License-Identifier: EUPL-1.2
"""Reading all configuration files of a folder in one go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.models.architectures.configs import llama
from tests.unit.models.memory import MemoryFolder

from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import Quantity
from adhere.models.architectures.reading import read_configuration
from adhere.models.facts import Facts


def rules(files: dict[str, object]) -> list[str]:
    return [found.rule.id for found in read_configuration(MemoryFolder(files)).reading.findings]


def test_a_plain_model_is_read_without_a_finding() -> None:
    result = read_configuration(MemoryFolder({"config.json": llama()}))

    assert result.reading.findings == []
    assert result.config == llama()
    assert result.shape is not None
    assert {fact.id for fact in result.reading.facts} == {
        "architecture.family",
        "architecture.type",
        "architecture.layers",
        "architecture.hidden_size",
        "architecture.attention_heads",
        "architecture.key_value_heads",
        "parameters.total",
        "parameters.active",
        "parameters.active_excluding_embeddings",
        "vocabulary.size",
        "context.maximum",
        "context.trained",
        "modalities.input",
        "modalities.output",
    }


def test_every_fact_says_file_digest_and_basis() -> None:
    result = read_configuration(MemoryFolder({"config.json": llama()}))

    for fact in result.reading.facts:
        assert fact.sources[0].file == "config.json"
        assert len(fact.sources[0].sha256 or "") == 64
        computed = fact.id.startswith(("parameters.", "modalities.", "architecture.type"))
        assert fact.basis is (Basis.DERIVED if computed else Basis.MEASURED)


def test_a_folder_of_weights_without_any_configuration_is_noticed() -> None:
    assert rules({"model.safetensors": b"x"}) == ["ADH-MOD-109"]
    assert rules({"model.gguf": b"x"}) == []
    assert rules({}) == []


def test_a_damaged_configuration_does_not_hide_the_other_files() -> None:
    files = {"config.json": b"{", "tokenizer_config.json": {"model_max_length": 4096}}
    result = read_configuration(MemoryFolder(files))

    assert result.config is None
    assert result.shape is None
    assert [found.rule.id for found in result.reading.findings] == ["ADH-MOD-102"]
    assert Facts.of(result.reading.facts).value("context.maximum") == Quantity.exactly(4096, "tokens")


def test_a_tokenizer_with_more_entries_than_the_model_has_rows_is_noticed() -> None:
    tokenizer = {"model": {"type": "BPE", "vocab": {f"t{n}": n for n in range(20)}, "merges": []}}

    assert rules({"config.json": llama(vocab_size=19), "tokenizer.json": tokenizer}) == ["ADH-MOD-123"]
    assert rules({"config.json": llama(vocab_size=20), "tokenizer.json": tokenizer}) == []


def test_contradicting_keys_leave_the_model_uncounted() -> None:
    content = b'{"model_type": "llama", "hidden_size": 1, "hidden_size": 2}'

    assert rules({"config.json": content})[:2] == ["ADH-MOD-104", "ADH-MOD-108"]


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "config.json",
                "adapter_config.json",
                "model_index.json",
                "tokenizer.json",
                "tokenizer_config.json",
            ]
        ),
        st.binary(max_size=60) | st.none(),
        max_size=5,
    )
)
def test_no_bytes_whatever_raise(files: dict[str, object]) -> None:
    result = read_configuration(MemoryFolder(files))

    damaged = {name for name in files if name not in {found.place.file for found in result.reading.findings}}
    assert not damaged - {"tokenizer_config.json", "config.json", "adapter_config.json", "model_index.json"}


def test_without_counts_everything_stays_but_the_number_of_parameters() -> None:
    read = read_configuration(MemoryFolder({"config.json": llama()}))
    left = read.without_counts()

    assert read.shape is not None
    assert left.shape is None
    gone = {fact.id for fact in read.reading.facts} - {fact.id for fact in left.reading.facts}
    assert gone == {"parameters.total", "parameters.active", "parameters.active_excluding_embeddings"}
    assert "vocabulary.size" in {fact.id for fact in left.reading.facts}
