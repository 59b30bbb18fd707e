# SPDX-License-Identifier: EUPL-1.2
"""Logs of Inspect, versions 1 and 2 of its log format, as JSON or as the head of an ``.eval`` archive.

Format: https://inspect.aisi.org.uk/eval-logs.html. COMPL-AI 2 writes the same logs (https://github.com/compl-ai/compl-ai).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from adhere.documentation.evaluations.result import EvaluationResult, Evaluations
from adhere.documentation.evaluations.values import day, mapping, name, number, whole
from adhere.kernel.provenance import Source

VERSIONS = (1, 2)
SCORES_LIMIT = 1_000
METRICS_LIMIT = 100
ERRORS = frozenset({"stderr", "bootstrap_stderr", "hierarchical_bootstrap_stderr"})
"""Metrics that are the standard error of the mean beside them."""
SPREADS = ERRORS | {"std", "bootstrap_std", "var"}
"""Metrics that say how far scores lie apart: no result of their own."""
MEANS = ("accuracy", "mean")
COMPL_AI = "complai"
_REGISTERED = "inspect_ai/"
"""How the registry of Inspect names what is its own."""


def is_log(document: Mapping[str, Any]) -> bool:
    """Whether a JSON document is a log of Inspect."""
    return {"version", "status", "eval"} <= document.keys() and isinstance(document["eval"], dict)


def read_log(document: Mapping[str, Any], source: Source) -> Evaluations:
    """Return the results in a log; one that did not succeed, or was invalidated, has none that count."""
    found = Evaluations()
    version, status = whole(document.get("version")), name(document.get("status")) or "?"
    if version not in VERSIONS:
        known = ", ".join(map(str, VERSIONS))
        found.report("ADH-DOC-004", source.file, version=_shown(document.get("version")), known=known)
    elif status != "success" or document.get("invalidated") is True:
        told = "invalidated" if status == "success" else status
        found.report("ADH-DOC-005", source.file, status=told)
    else:
        found.results += _results(document, source)
        if not found.results:
            found.report("ADH-DOC-006", source.file)
    return found


def _shown(version: object) -> str:
    figure = number(version)
    return str(figure) if figure is not None else name(version) or "?"


def _results(document: Mapping[str, Any], source: Source) -> Iterator[EvaluationResult]:
    spec, results = mapping(document.get("eval")), mapping(document.get("results"))
    scores = list(_scores(results))
    harness, version = _harness(spec)
    run, out_of = _samples_run(spec, results)
    ran_on = day(mapping(document.get("stats")).get("completed_at")) or day(spec.get("created"))
    for score in scores:
        figures = dict(_figures(mapping(score.get("metrics"))))
        errors = [figure for metric, figure in figures.items() if metric in ERRORS]
        measured = {metric: figure for metric, figure in figures.items() if metric not in SPREADS}
        for metric, value in measured.items():
            yield EvaluationResult(
                task=name(spec.get("task")) or "?",
                metric=_label(score, metric, alone=len(scores) == 1),
                value=value,
                stderr=errors[0] if errors and _has_error(metric, measured) else None,
                samples=_scored(score, run),
                out_of=out_of,
                model=name(spec.get("model")),
                harness=harness,
                harness_version=version,
                ran_on=ran_on,
                source=source,
            )


def _scores(results: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the scores; version 1 had one, with its metrics beside it."""
    if isinstance(results.get("scorer"), dict):
        yield {**results["scorer"], "metrics": results.get("metrics")}
    scores = results.get("scores")
    yield from (
        score for score in (scores if isinstance(scores, list) else ())[:SCORES_LIMIT] if mapping(score)
    )


def _figures(metrics: Mapping[str, Any]) -> Iterator[tuple[str, Decimal]]:
    for key, metric in list(metrics.items())[:METRICS_LIMIT]:
        value = number(mapping(metric).get("value"))
        label = name(mapping(metric).get("name")) or name(key)
        if value is not None and label is not None:
            yield label.removeprefix(_REGISTERED), value


def _has_error(metric: str, measured: Mapping[str, Decimal]) -> bool:
    """Whether the one standard error of a score belongs to this metric."""
    return len(measured) == 1 or metric == next((mean for mean in MEANS if mean in measured), None)


def _label(score: Mapping[str, Any], metric: str, *, alone: bool) -> str:
    scorer, reducer = name(score.get("name")), name(score.get("reducer"))
    label = metric if alone or scorer is None else f"{scorer}: {metric}"
    return f"{label} ({reducer})" if reducer else label


def _samples_run(spec: Mapping[str, Any], results: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """Return how many different samples ran, and the size of the dataset where that was only a part of it.

    The totals of a log count a sample once per epoch.
    """
    epochs = whole(mapping(spec.get("config")).get("epochs")) or 1
    said = (results.get("completed_samples"), results.get("total_samples"))
    run = next((-(-count // epochs) for value in said if (count := whole(value)) is not None), None)
    size = whole(mapping(spec.get("dataset")).get("samples"))
    return run, size if run is not None and size is not None and run < size else None


def _scored(score: Mapping[str, Any], run: int | None) -> int | None:
    """Return how many samples were scored; a score may count epochs too, and there are no more samples than ran."""
    scored = whole(score.get("scored_samples"))
    return scored if scored is not None and (run is None or scored <= run) else run


def _harness(spec: Mapping[str, Any]) -> tuple[str, str | None]:
    packages = mapping(spec.get("packages"))
    inspect = name(packages.get("inspect_ai"))
    registered = name(spec.get("task_registry_name")) or ""
    if COMPL_AI in packages or registered.startswith(f"{COMPL_AI}/"):
        return "COMPL-AI", name(packages.get(COMPL_AI)) or (f"Inspect {inspect}" if inspect else None)
    return "Inspect", inspect
