# SPDX-License-Identifier: EUPL-1.2
"""Results become the entries of Annex XI, Section 2."""

from __future__ import annotations

from datetime import date

from tests.unit.documentation.evaluations.logs import HARNESS, INFERRED, INSPECT, read

from adhere.documentation.drafting import draft
from adhere.documentation.evaluations.result import Evaluations
from adhere.forms.library import form
from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import plain
from adhere.models.facts import Facts


def test_every_metric_of_every_task_is_an_entry_with_what_the_file_says() -> None:
    answer = draft(form("annex-xi"), Facts(), read(INSPECT))["evaluation_results"]

    (entry,) = answer.value
    assert entry.parts == {
        "task": plain("example_task"),
        "metric": plain("accuracy"),
        "result": Quantity.exactly("0.712", ""),
        "stderr": Quantity.exactly("0.0287", ""),
        "samples": Quantity.exactly(248, "samples"),
        "model": plain("hf/example-8b"),
        "harness": plain("Inspect 0.3.150"),
        "ran_on": date(2026, 3, 4),
    }
    assert answer.basis is Basis.MEASURED
    assert answer.sources == (read(INSPECT).results[0].source,)


def test_scores_inferred_from_a_part_make_the_list_an_estimate() -> None:
    found = Evaluations()
    found.extend(read(HARNESS))
    found.extend(read(INFERRED))
    answer = draft(form("annex-xi"), Facts(), found)["evaluation_results"]

    assert answer.basis is Basis.ESTIMATED
    assert answer.note is not None
    assert len(answer.value) == len(found.results)


def test_without_results_nothing_is_drafted() -> None:
    assert draft(form("annex-xi"), Facts(), Evaluations()) == {}


def test_other_forms_do_not_take_results() -> None:
    assert draft(form("mdf"), Facts(), read(INSPECT)) == {}


def test_a_run_on_a_part_of_the_dataset_is_told_in_the_note() -> None:
    note = draft(form("annex-xi"), Facts(), read(HARNESS))["evaluation_results"].note

    assert note is not None
    assert "hellaswag, 100 of 10,042 samples" in note.en
    assert "hellaswag, 100 van 10.042 testgevallen" in note.nl


def test_no_more_than_a_few_tasks_are_named_in_the_note() -> None:
    tasks = [f"task{number}" for number in range(12)]
    document = {
        "results": {task: {"acc,none": 0.5} for task in tasks},
        "n-samples": {task: {"original": 20, "effective": 10} for task in tasks},
        "versions": {},
    }
    note = draft(form("annex-xi"), Facts(), read(document))["evaluation_results"].note

    assert note is not None
    assert note.en.count("of 20 samples") == 10
    assert "other tasks (2)" in note.en
