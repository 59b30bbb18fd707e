# SPDX-License-Identifier: EUPL-1.2
"""The trainer's log: tokens seen, run time, total_flos as a witness; broken and very long ones."""

from __future__ import annotations

import json
import tracemalloc
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.models.memory import MemoryFolder

from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import Quantity
from adhere.models.readers.trainer_state import WHOLE, read_trainer_state
from adhere.models.reading import Reading

STATE = {
    "best_metric": None,
    "epoch": 2.0,
    "global_step": 4000,
    "log_history": [
        {"epoch": 0.5, "loss": 2.1, "step": 1000},
        {"epoch": 2.0, "step": 4000, "total_flos": 1.5e18, "train_runtime": 43200.0},
    ],
    "logging_steps": 10,
    "max_steps": 4000,
    "num_input_tokens_seen": 1_048_576_000,
    "total_flos": 1.5e18,
}


def read(state: object, name: str = "trainer_state.json") -> Reading:
    return read_trainer_state(MemoryFolder({name: state}))


def values(reading: Reading) -> dict[str, object]:
    return {fact.id: fact.value for fact in reading.facts}


def rules(reading: Reading) -> list[str]:
    return [finding.rule.id.removeprefix("ADH-MOD-") for finding in reading.findings]


def test_tokens_run_time_and_total_flos_are_read_with_their_place():
    reading = read(STATE)
    found = values(reading)
    assert found["data.training.tokens"] == Quantity.exactly(1_048_576_000, "tokens")
    assert found["compute.training.duration"] == Quantity.at_least("0.5", "days")
    tokens = reading.facts[0]
    assert (tokens.basis, tokens.rank) == (Basis.MEASURED, 20)
    assert tokens.sources[0].at == "key num_input_tokens_seen"
    assert len(tokens.sources[0].sha256) == 64
    assert "step 4000" in tokens.note.en


def test_total_flos_is_a_witness_without_bounds_that_ranks_last_and_says_why():
    reading = read(STATE)
    witness = next(fact for fact in reading.facts if fact.id == "compute.training.operations")
    assert witness.value == Quantity(unit="FLOP", value=Decimal("1.5e18"))
    assert witness.value.exceeds(Decimal(1)) == "unknown"
    assert (witness.basis, witness.rank) == (Basis.ESTIMATED, 90)
    assert "every expert" in witness.note.en
    assert rules(reading) == ["202"]


@pytest.mark.parametrize("tokens", [0, None])
def test_tokens_that_were_not_counted_are_said_to_be_missing(tokens):
    reading = read({**STATE, "num_input_tokens_seen": tokens})
    assert "data.training.tokens" not in values(reading)
    assert "217" in rules(reading)


@pytest.mark.parametrize("tokens", [-1, "many", True, [1], 10**41, float("nan"), float("inf")])
def test_a_number_that_is_none_is_reported_and_not_used(tokens):
    reading = read({**STATE, "num_input_tokens_seen": tokens})
    assert "data.training.tokens" not in values(reading)
    assert "232" in rules(reading)


def test_sessions_of_a_resumed_run_are_added_up():
    history = [{"train_runtime": 86_400.0}, {"loss": 1.0}, {"train_runtime": 43_200}]
    found = values(read({**STATE, "log_history": history}))
    assert found["compute.training.duration"] == Quantity.at_least("1.5", "days")


def test_time_stamps_stand_in_for_a_missing_run_time():
    history = [{"timestamp": 1_700_000_000}, {"timestamp": 1_700_086_400}]
    found = values(read({**STATE, "log_history": history}))
    assert found["compute.training.duration"] == Quantity.at_least(1, "days")


@pytest.mark.parametrize("history", [None, [], "x", [1, "a", None], [{"train_runtime": "long"}], {}])
def test_a_history_without_times_gives_no_duration(history):
    assert "compute.training.duration" not in values(read({**STATE, "log_history": history}))


def test_of_checkpoints_the_last_is_read_and_the_log_at_the_top_leads():
    def state(tokens: int) -> dict[str, object]:
        return {**STATE, "num_input_tokens_seen": tokens}

    checkpoints = {f"checkpoint-{step}/trainer_state.json": state(step) for step in (900, 1000, 50)}
    for files, expected in ((checkpoints, 1000), ({**checkpoints, "trainer_state.json": state(7)}, 7)):
        reading = read_trainer_state(MemoryFolder(files))
        assert values(reading)["data.training.tokens"].value == expected
        assert "233" not in rules(reading)


def test_logs_of_different_runs_are_not_added_up():
    reading = read_trainer_state(MemoryFolder({"a/trainer_state.json": STATE, "b/trainer_state.json": STATE}))
    assert rules(reading)[0] == "233"
    assert values(reading)["data.training.tokens"].value == 1_048_576_000


def test_a_folder_without_a_log_has_nothing_to_say():
    assert read_trainer_state(MemoryFolder({"config.json": {}, "my_trainer_state.json": {}})) == Reading()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b'{"total_flos": 1' + b"0" * 5000 + b"}"]
)
def test_a_broken_log_is_reported_once_and_gives_no_fact(content):
    reading = read(content)
    assert reading.facts == []
    assert len(reading.findings) == 1


def test_a_log_that_cannot_be_opened_is_reported():
    assert len(read(None).findings) == 1


def long_log(**keys: object) -> bytes:
    entry = {"epoch": 0.1, "grad_norm": 1.2345678, "learning_rate": 0.0001, "loss": 2.345678, "step": 1}
    history = [entry] * 80_000 + [{"epoch": 2.0, "step": 80_000, "train_runtime": 172_800.0}]
    return json.dumps({**STATE, "log_history": history, **keys}, indent=2, sort_keys=True).encode()


def test_a_very_long_log_is_read_at_both_ends_in_little_memory():
    folder = MemoryFolder({"trainer_state.json": long_log()})
    assert folder.entries()["trainer_state.json"].size > WHOLE
    tracemalloc.start()
    reading = read_trainer_state(folder)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * 1024 * 1024
    found = values(reading)
    assert found["data.training.tokens"].value == 1_048_576_000
    assert found["compute.training.duration"] == Quantity.at_least(2, "days")
    assert reading.facts[0].sources[0].sha256 is None


@pytest.mark.parametrize(
    "damage", [(b'"log_history"', b'"lag_history"'), (b'"logging_steps"', b'"lagging_steps"')]
)
def test_a_very_long_log_in_another_order_is_not_guessed_at(damage):
    reading = read(long_log().replace(*damage))
    assert reading.facts == []
    assert rules(reading) == ["231"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(STATE)), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read_without_raising(value):
    for fact in read(json.dumps(value).encode()).facts:
        assert isinstance(fact.value, Quantity)
