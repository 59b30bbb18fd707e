# SPDX-License-Identifier: EUPL-1.2
"""Results files of lm-evaluation-harness: those of versions 0.4 (``results_<time>.json``) and 0.3.

Format: https://github.com/EleutherAI/lm-evaluation-harness (``lm_eval/loggers/evaluation_tracker.py``). A metric is written with
its filter, ``acc,none``, and its standard error beside it, ``acc_stderr,none``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from adhere.documentation.evaluations.result import EvaluationResult, Evaluations
from adhere.documentation.evaluations.values import day, mapping, name, number, whole
from adhere.kernel.provenance import Source

HARNESS = "lm-evaluation-harness"
TASKS_LIMIT = 5_000
METRICS_LIMIT = 100
_BESIDE = frozenset({"versions", "configs", "lm_eval_version", "n-shot"})
_NO_METRIC = frozenset({"alias", "name", "sample_len", "sample_count"})
_NO_FILTER = "none"
_MODEL = re.compile(r"(?:^|,)(?:pretrained|model|path|engine)=(?P<name>[^,]+)")


def is_results(document: Mapping[str, Any]) -> bool:
    """Whether a JSON document is a results file of lm-evaluation-harness."""
    return isinstance(document.get("results"), dict) and bool(_BESIDE & document.keys())


def read_results(document: Mapping[str, Any], source: Source) -> Evaluations:
    """Return the results in a file; of a group with figures of its own, the tasks it sums up are left out."""
    found = Evaluations()
    results = {**mapping(document.get("groups")), **mapping(document.get("results"))}
    summed = _summed_up(document, results)
    tasks = [task for task in results if task not in summed]
    for task in tasks[:TASKS_LIMIT]:
        found.results += _of_task(document, task, mapping(results[task]), source)
    if len(tasks) > TASKS_LIMIT:
        found.report("ADH-DOC-009", source.file, limit=TASKS_LIMIT)
    if not found.results:
        found.report("ADH-DOC-006", source.file)
    return found


def _summed_up(document: Mapping[str, Any], results: Mapping[str, Any]) -> set[str]:
    """Return the tasks that stand under a group which has a figure of its own."""
    groups = mapping(document.get("group_subtasks"))
    return {
        str(task)
        for group, tasks in groups.items()
        if isinstance(tasks, list) and any(_measured(mapping(results.get(group))))
        for task in tasks
        if isinstance(task, str) and task != group
    }


def _measured(metrics: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the name and filter of every metric that has a figure."""
    for key, value in list(metrics.items())[:METRICS_LIMIT]:
        metric, _, used = key.partition(",")
        if number(value) is not None and key not in _NO_METRIC and not metric.endswith("_stderr"):
            yield metric, used


def _of_task(
    document: Mapping[str, Any], task: str, metrics: Mapping[str, Any], source: Source
) -> Iterator[EvaluationResult]:
    samples, size = _counts(document, task)
    for metric, used in _measured(metrics):
        stop = f",{used}" if used else ""
        value = number(metrics[f"{metric}{stop}"])
        label = metric if used in ("", _NO_FILTER) else f"{metric} ({used})"
        if value is None:
            continue
        yield EvaluationResult(
            task=name(task) or "?",
            metric=name(label) or "?",
            value=value,
            stderr=number(metrics.get(f"{metric}_stderr{stop}")),
            samples=samples if samples is not None else whole(metrics.get("sample_len")),
            out_of=size if samples is not None and size is not None and samples < size else None,
            model=_model(document),
            harness=HARNESS,
            harness_version=name(document.get("lm_eval_version")),
            ran_on=day(document.get("date")),
            source=source,
        )


def _counts(document: Mapping[str, Any], task: str) -> tuple[int | None, int | None]:
    """Return how many samples of a task ran, and how many it has; a group has those of the tasks under it."""
    told = mapping(document.get("n-samples"))
    groups = mapping(document.get("group_subtasks"))
    under = groups.get(task)
    tasks = under if task not in told and isinstance(under, list) else [task]
    counts = [mapping(told.get(one)) for one in tasks[:TASKS_LIMIT] if isinstance(one, str)]
    ran, sizes = ([whole(count.get(key)) for count in counts] for key in ("effective", "original"))
    return _total(ran), _total(sizes)


def _total(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def _model(document: Mapping[str, Any]) -> str | None:
    said = name(document.get("model_name"))
    if said:
        return said
    arguments = mapping(document.get("config")).get("model_args")
    if isinstance(arguments, dict):
        return next(
            (found for key in ("pretrained", "model", "path") if (found := name(arguments.get(key)))), None
        )
    match = _MODEL.search(arguments[:2_000]) if isinstance(arguments, str) else None
    return name(match["name"]) if match else None
