# SPDX-License-Identifier: EUPL-1.2
"""The energy log of CodeCarbon: the last row of each run, PUE once, and broken files."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.models.memory import MemoryFolder

from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import Quantity
from adhere.models.compute.reading import read_compute
from adhere.models.readers.codecarbon import LIMIT, MOST_FINDINGS, read_codecarbon
from adhere.models.reading import Reading

COLUMNS = [
    "timestamp",
    "project_name",
    "run_id",
    "experiment_id",
    "duration",
    "emissions",
    "emissions_rate",
    "cpu_power",
    "gpu_power",
    "ram_power",
    "cpu_energy",
    "gpu_energy",
    "ram_energy",
    "energy_consumed",
    "water_consumed",
    "country_name",
    "country_iso_code",
    "region",
    "cloud_provider",
    "cloud_region",
    "os",
    "python_version",
    "codecarbon_version",
    "cpu_count",
    "cpu_model",
    "gpu_count",
    "gpu_model",
    "longitude",
    "latitude",
    "ram_total_size",
    "tracking_mode",
    "cpu_utilization_percent",
    "gpu_utilization_percent",
    "ram_utilization_percent",
    "ram_used_gb",
    "on_cloud",
    "pue",
    "wue",
]
ROW = {
    "timestamp": "2026-09-07T12:24:28",
    "project_name": "pre-training",
    "run_id": "run-1",
    "duration": "3600",
    "emissions": "30.5",
    "gpu_energy": "90.25",
    "energy_consumed": "100.5",
    "gpu_count": "8",
    "gpu_model": "8 x NVIDIA H100 80GB HBM3",
    "tracking_mode": "machine",
    "pue": "1",
}


def log(*rows: dict[str, str], columns: list[str] = COLUMNS, end: str = "\n") -> bytes:
    lines = [",".join(columns), *(",".join(row.get(column, "") for column in columns) for row in rows)]
    return (end.join(lines) + end).encode()


def read(content: object) -> Reading:
    return read_codecarbon(MemoryFolder({"emissions.csv": content}))


def values(reading: Reading) -> dict[str, object]:
    return {fact.id: fact.value for fact in reading.facts}


def rules(reading: Reading) -> list[str]:
    return [finding.rule.id.removeprefix("ADH-MOD-") for finding in reading.findings]


def test_energy_emissions_and_hardware_are_read_from_all_38_columns():
    assert len(COLUMNS) == 38
    reading = read(log(ROW))
    assert values(reading) == {
        "energy.training": Quantity.exactly("100.5", "kWh"),
        "emissions.training": Quantity.exactly("30.5", "kgCO2e"),
        "compute.training.hardware": "8 x NVIDIA H100 80GB HBM3",
    }
    energy = reading.facts[0]
    assert (energy.basis, energy.rank, energy.sources[0].at) == (Basis.MEASURED, 20, "column energy_consumed")
    assert "pre-training" in energy.note.en
    assert rules(reading) == ["222"]


def test_within_a_run_the_last_row_counts_and_runs_are_added_up():
    rows = [{**ROW, "energy_consumed": value} for value in ("10", "20", "30")]
    other = {**ROW, "run_id": "run-2", "energy_consumed": "5"}
    assert values(read(log(*rows, other)))["energy.training"].value == 35


def test_a_pue_that_was_set_is_already_in_the_energy():
    reading = read(log({**ROW, "pue": "1.2"}))
    assert values(reading)["energy.training"].value == Decimal("100.5")
    assert rules(reading) == ["221"]
    assert "1.2" in reading.facts[0].note.en


@pytest.mark.parametrize(
    ("change", "rule"),
    [({"tracking_mode": "process"}, "223"), ({"gpu_energy": "0"}, "224"), ({"gpu_energy": ""}, "224")],
)
def test_what_was_not_measured_makes_the_energy_a_lower_bound(change, rule):
    reading = read(log({**ROW, **change}))
    assert rule in rules(reading)
    assert values(reading)["energy.training"] == Quantity.at_least("100.5", "kWh")
    assert "lower bound" in reading.facts[0].note.en


def test_several_projects_are_named():
    reading = read(log(ROW, {**ROW, "run_id": "run-2", "project_name": "evaluation"}))
    assert "225" in rules(reading)
    assert "evaluation" in reading.facts[0].note.nl


@pytest.mark.parametrize(
    "content", [log(ROW, end="\r\n"), b"\xef\xbb\xbf" + log(ROW), log(ROW).rstrip(b"\n"), log(ROW) + b"\n\n"]
)
def test_line_ends_and_a_byte_order_mark_do_not_matter(content):
    assert values(read(content))["energy.training"].value == Decimal("100.5")


@pytest.mark.parametrize("value", ["lots", "nan", "inf", "-1", "", "1e99", "1e-99", "1,5"])
def test_a_row_whose_energy_is_no_number_is_reported_with_its_line_and_the_rest_is_a_lower_bound(value):
    bad = {**ROW, "energy_consumed": f'"{value}"'}
    reading = read(log(ROW, bad))
    finding = next(finding for finding in reading.findings if finding.rule.id == "ADH-MOD-238")
    assert finding.place.line == 3
    assert values(reading)["energy.training"] == Quantity.at_least("100.5", "kWh")


@pytest.mark.parametrize("row", [b"a,b\n", b"," * 38 + b"\n"])
def test_a_row_of_another_length_is_reported_with_its_line(row):
    reading = read(log(ROW) + row)
    finding = next(finding for finding in reading.findings if finding.rule.id == "ADH-MOD-237")
    assert finding.place.line == 3
    assert values(reading)["energy.training"].high is None


def test_an_older_log_with_fewer_columns_is_read():
    columns = [column for column in COLUMNS if column not in ("pue", "wue", "emissions", "water_consumed")]
    assert values(read(log(ROW, columns=columns))) == {
        "energy.training": Quantity.exactly("100.5", "kWh"),
        "compute.training.hardware": "8 x NVIDIA H100 80GB HBM3",
    }


@pytest.mark.parametrize("column", ["run_id", "energy_consumed"])
def test_a_log_without_a_needed_column_is_refused(column):
    reading = read(log(ROW, columns=[name for name in COLUMNS if name != column]))
    assert rules(reading) == ["236"]
    assert reading.facts == []


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "236"),
        (b"\xff\xfe\x00", "235"),
        (b'run_id,energy_consumed\n"unclosed', "235"),
        (b"run_id,energy_consumed\n" + b"x" * 200_000 + b",1\n", "235"),
        (b"x" * (LIMIT + 1), "239"),
        (None, "235"),
    ],
)
def test_a_file_that_is_no_csv_is_reported_and_gives_no_fact(content, rule):
    reading = read(content)
    assert rules(reading) == [rule]
    assert reading.facts == []


def test_a_thousand_bad_rows_are_not_a_thousand_findings():
    assert len(read(log(ROW, *[{**ROW, "energy_consumed": "x"}] * 1000)).findings) <= MOST_FINDINGS + 1


def test_the_topmost_log_is_read_together_with_the_log_of_the_trainer():
    files = {
        "emissions.csv": log(ROW),
        "old/emissions.csv": log({**ROW, "energy_consumed": "9"}),
        "trainer_state.json": {"num_input_tokens_seen": 5},
    }
    found = values(read_compute(MemoryFolder(files)))
    assert found["energy.training"].value == Decimal("100.5")
    assert found["data.training.tokens"].value == 5


def test_a_folder_without_logs_has_nothing_to_say():
    assert read_compute(MemoryFolder({"README.md": b"#"})) == Reading()


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_raising(content):
    read(content)
    read(b"run_id,energy_consumed,gpu_energy,pue\n" + content)
