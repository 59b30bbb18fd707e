# SPDX-License-Identifier: EUPL-1.2
"""Results of Inspect, lm-evaluation-harness and COMPL-AI are read from their files, whatever those are called."""

from __future__ import annotations

import copy
import hashlib
import json
import struct
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.unit.documentation.evaluations.logs import (
    COMPL_AI,
    HARNESS,
    HARNESS_3,
    INFERRED,
    INSPECT,
    INSPECT_1,
    archived,
    read,
    rules,
)

from adhere.documentation.evaluations import archive, harness, reading
from adhere.documentation.evaluations.result import EvaluationResult
from adhere.documentation.evaluations.subject import report_other_models


def changed(document: dict[str, Any], *path: str | int, to: object) -> dict[str, Any]:
    made = copy.deepcopy(document)
    holder: Any = made
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = to
    return made


def told(result: EvaluationResult) -> tuple[str, str, str, str | None]:
    error = None if result.stderr is None else str(result.stderr)
    return result.task, result.metric, str(result.value), error


def test_a_log_of_inspect_gives_its_metric_with_its_standard_error() -> None:
    (result,) = read(INSPECT).results

    assert told(result) == ("example_task", "accuracy", "0.712", "0.0287")
    assert (result.samples, result.model) == (248, "hf/example-8b")
    assert (result.harness, result.harness_version) == ("Inspect", "0.3.150")
    assert result.ran_on == date(2026, 3, 4)
    assert result.source.sha256 == hashlib.sha256(json.dumps(INSPECT).encode()).hexdigest()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_of_inspect_says_the_same_from_its_head_alone(method: int) -> None:
    found = read(archived(INSPECT, method=method), "log.eval")

    assert [told(result) for result in found.results] == [told(result) for result in read(INSPECT).results]
    assert found.results[0].source.method == "eval-header"


def test_the_first_version_of_the_log_had_one_scorer_with_its_metrics_beside_it() -> None:
    (result,) = read(INSPECT_1).results

    assert told(result) == ("old_task", "accuracy", "1", None)
    assert result.ran_on == date(2024, 5, 1)


def test_several_scores_keep_the_names_of_their_scorers_and_reducers() -> None:
    score = INSPECT["results"]["scores"][0]
    two = changed(INSPECT, "results", "scores", to=[score, {**score, "name": "judge", "reducer": "mean"}])

    assert [result.metric for result in read(two).results] == ["choice: accuracy", "judge: accuracy (mean)"]


def test_a_standard_error_beside_several_metrics_belongs_to_the_mean() -> None:
    metrics = {
        "accuracy": {"name": "accuracy", "value": 0.5},
        "max": {"name": "max", "value": 1.0},
        "stderr": {"name": "stderr", "value": 0.1},
    }
    found = read(changed(INSPECT, "results", "scores", 0, "metrics", to=metrics))

    assert {result.metric: result.stderr for result in found.results} == {
        "accuracy": Decimal("0.1"),
        "max": None,
    }


@pytest.mark.parametrize(
    "spec",
    [{"packages": {"inspect_ai": "0.3.150", "complai": "2.1.0"}}, {"task_registry_name": "complai/mmlu_pro"}],
)
def test_compl_ai_writes_logs_of_inspect_and_is_told_by_them(spec: dict[str, Any]) -> None:
    (result,) = read({**INSPECT, "eval": {**INSPECT["eval"], **spec}}).results

    assert result.harness == "COMPL-AI"
    assert result.harness_version == ("2.1.0" if "packages" in spec else "Inspect 0.3.150")


def test_results_of_lm_evaluation_harness_come_per_metric_and_filter() -> None:
    found = {(result.task, result.metric): result for result in read(HARNESS).results}

    assert told(found["hellaswag", "acc"]) == ("hellaswag", "acc", "0.6123", "0.0049")
    assert found["hellaswag", "acc_norm"].stderr is None
    assert found["gsm8k", "exact_match (strict-match)"].value == Decimal("0.3")
    first = found["hellaswag", "acc"]
    assert (first.samples, first.model, first.harness_version) == (100, "org/example-8b", "0.4.9")
    assert first.ran_on == date(2026, 3, 2)


def test_a_group_with_a_figure_stands_for_the_tasks_it_sums_up() -> None:
    tasks = {result.task for result in read(HARNESS).results}

    assert "mmlu" in tasks
    assert "mmlu_law" not in tasks
    ungrouped = changed(changed(HARNESS, "groups", to={}), "results", "mmlu", to={"alias": "mmlu"})
    assert "mmlu_law" in {result.task for result in read(ungrouped).results}


def test_results_of_before_filters_are_read_too() -> None:
    (result,) = read(HARNESS_3).results

    assert told(result) == ("piqa", "acc", "0.75", "0.01")
    assert result.model == "org/old"


def test_a_summary_of_compl_ai_gives_the_benchmarks_that_were_run() -> None:
    (result,) = read(COMPL_AI, "evaluations/example_model_results.json").results

    assert told(result) == ("bbq", "aggregate_score", "0.83", None)
    assert (result.model, result.harness, result.harness_version) == ("example_model", "COMPL-AI", "1.0.0")


def test_inferred_scores_are_estimates() -> None:
    (result,) = read(INFERRED).results

    assert told(result) == ("mmlu_pro", "inferred_score", "0.61", None)
    assert (result.estimated, result.samples, result.model) == (True, 90, "hf/example-8b")


def test_figures_keep_the_digits_they_were_written_with() -> None:
    content = json.dumps(INSPECT).replace("0.712", "0.7120").encode()

    assert str(read(content).results[0].value) == "0.7120"


@pytest.mark.parametrize(
    ("document", "rule"),
    [
        (b"", "ADH-DOC-001"),
        (b'{"version": 2,', "ADH-DOC-001"),
        (b"\xff\xfe", "ADH-DOC-001"),
        (b"[" * 100_000, "ADH-DOC-001"),
        ([], "ADH-DOC-003"),
        ("results", "ADH-DOC-003"),
        ({"results": []}, "ADH-DOC-003"),
        (changed(INSPECT, "version", to=3), "ADH-DOC-004"),
        (changed(INSPECT, "version", to="2.0"), "ADH-DOC-004"),
        ({**INFERRED, "schema_version": "complai-minify-inference-v9"}, "ADH-DOC-004"),
        (changed(INSPECT, "status", to="error"), "ADH-DOC-005"),
        (changed(INSPECT, "status", to="started"), "ADH-DOC-005"),
        ({**INSPECT, "invalidated": True}, "ADH-DOC-005"),
        (changed(INSPECT, "results", to=None), "ADH-DOC-006"),
        (changed(INSPECT, "results", "scores", to=[None, "x", {"metrics": 3}]), "ADH-DOC-006"),
        (changed(HARNESS, "results", to={"a": None, "b": {"acc,none": "N/A", "alias": 3}}), None),
        ({**HARNESS, "results": {"a": None}, "groups": {}}, "ADH-DOC-006"),
        ({"a": {"aggregate_score": "No eval results"}}, "ADH-DOC-006"),
        ({**INFERRED, "models": {"m": {"tasks": []}}}, "ADH-DOC-006"),
    ],
)
def test_what_is_wrong_with_a_file_is_a_finding(document: object, rule: str | None) -> None:
    found = read(document)

    assert rules(found) == ([rule] if rule else [])
    assert rule is None or found.results == []


def test_broken_json_is_told_with_its_line() -> None:
    (finding,) = read(b'{\n"version": 2,\n"status" "success"}').findings

    assert finding.place.line == 3


@pytest.mark.parametrize(
    "figure", ["NaN", "Infinity", "1e400", "1e99999999999999999999", "9" * 5000, "true", '"0.5"']
)
def test_what_is_no_figure_is_no_result(figure: str) -> None:
    found = read(json.dumps(INSPECT).replace("0.712", figure).encode())

    assert found.results == []


def test_a_name_that_could_steer_a_terminal_is_made_visible_and_short() -> None:
    name = read(changed(INSPECT, "eval", "task", to="\x1b[31m" + "x" * 1000)).results[0].task

    assert "\x1b" not in name
    assert len(name) <= 200


def test_a_file_that_is_larger_than_is_read_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "JSON_LIMIT", 1024 * 1024)
    found = read(b" " * (1024 * 1024 + 1))

    assert rules(found) == ["ADH-DOC-002"]
    assert "1 MB" in found.findings[0].wrong("en")


def test_tasks_beyond_a_number_are_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harness, "TASKS_LIMIT", 1)
    found = read(HARNESS)

    assert rules(found) == ["ADH-DOC-009"]
    assert len({result.task for result in found.results}) == 1


# Counts.


@pytest.mark.parametrize(
    ("epochs", "total", "scored", "told_of"),
    [
        (4, 400, None, (100, 250)),
        (4, 400, 400, (100, 250)),
        (4, 400, 98, (98, 250)),
        (2, 500, 500, (250, None)),
        (1, 250, 248, (248, None)),
    ],
)
def test_samples_are_counted_once_whatever_the_epochs_and_a_part_is_told(
    epochs: int, total: int, scored: int | None, told_of: tuple[int, int | None]
) -> None:
    log = changed(INSPECT, "eval", "config", to={"epochs": epochs})
    log = changed(log, "results", "completed_samples", to=total)
    (result,) = read(changed(log, "results", "scores", 0, "scored_samples", to=scored)).results

    assert (result.samples, result.out_of) == told_of


@pytest.mark.parametrize("spread", ["std", "var", "bootstrap_stderr", "inspect_ai/stderr"])
def test_a_spread_is_no_result_of_its_own(spread: str) -> None:
    metrics = {"accuracy": {"name": "accuracy", "value": 0.5}, spread: {"name": spread, "value": 0.1}}
    found = read(changed(INSPECT, "results", "scores", 0, "metrics", to=metrics))

    assert [result.metric for result in found.results] == ["accuracy"]


def test_a_limited_run_of_lm_evaluation_harness_is_told_of_tasks_and_of_groups() -> None:
    counts = {
        "hellaswag": {"original": 10042, "effective": 100},
        "mmlu_law": {"original": 90, "effective": 9},
    }
    found = {one.task: one for one in read(changed(HARNESS, "n-samples", to=counts)).results}

    assert (found["hellaswag"].samples, found["hellaswag"].out_of) == (100, 10042)
    assert (found["mmlu"].samples, found["mmlu"].out_of) == (9, 90)
    assert found["gsm8k"].out_of is None


# What belongs to which harness, and to which model.


def test_aggregate_scores_under_results_are_of_compl_ai() -> None:
    document = {"config": {}, "results": {"bbq": {"aggregate_score": 0.83}}}
    (result,) = read(document).results

    assert (result.harness, *told(result)) == ("COMPL-AI", "bbq", "aggregate_score", "0.83", None)


def test_results_of_nobody_knows_what_are_not_read() -> None:
    assert rules(read({"config": {}, "results": {"bbq": {"score": 0.83}}})) == ["ADH-DOC-003"]


@pytest.mark.parametrize(
    "name", ["Example 8B", "org__Example_8B", "./runs/example-8b/", "C:\\runs\\example-8b"]
)
def test_results_of_a_model_with_one_of_the_names_are_its_own(name: str) -> None:
    found = read(INSPECT)
    report_other_models(found, ["m1", name])

    assert found.findings == []


def test_results_of_another_model_are_reported_once_per_file() -> None:
    found = read({**HARNESS, "model_name": "meta-llama/Llama-3.1-8B"})
    report_other_models(found, ["example-8b"])
    (finding,) = found.findings

    assert finding.rule.id == "ADH-DOC-025"
    assert finding.place.file == "models/example/evaluations/results.json"
    assert "meta-llama/Llama-3.1-8B" in finding.wrong("en")
    assert "example-8b" in finding.wrong("nl")


def test_a_file_that_names_no_model_is_about_no_other() -> None:
    found = read(COMPL_AI)
    report_other_models(found, ["example"])

    assert found.findings == []


# Archives.


def test_an_archive_that_ended_before_its_head_was_written_has_no_results() -> None:
    assert rules(read(archived(INSPECT, "_journal/start.json"))) == ["ADH-DOC-005"]


def test_another_archive_is_no_log() -> None:
    assert rules(read(archived(INSPECT, "readme.json"))) == ["ADH-DOC-003"]


def test_a_head_that_unpacks_to_more_than_any_head_is_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "HEADER_LIMIT", 10_000)

    assert rules(read(archived(b" " * 10_001))) == ["ADH-DOC-002"]


def test_a_directory_larger_than_any_log_has_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "DIRECTORY_LIMIT", 10)

    assert rules(read(archived(INSPECT))) == ["ADH-DOC-002"]


def test_a_head_in_a_compression_that_is_not_read_is_told_by_its_number() -> None:
    content = bytearray(archived(INSPECT))
    directory = content.rindex(b"PK\x01\x02")
    struct.pack_into("<H", content, directory + 10, 93)

    (finding,) = read(bytes(content)).findings
    assert finding.rule.id == "ADH-DOC-008"
    assert "93" in finding.wrong("nl")


@pytest.mark.parametrize("kept", [4, 30, 60, 200])
def test_an_archive_that_breaks_off_is_damaged(kept: int) -> None:
    assert rules(read(archived(INSPECT)[:kept])) == ["ADH-DOC-007"]


def test_an_archive_whose_head_was_changed_is_damaged() -> None:
    content = bytearray(archived(INSPECT, method=zipfile.ZIP_STORED))
    content[content.index(b"example_task")] ^= 1

    assert rules(read(bytes(content))) == ["ADH-DOC-007"]
