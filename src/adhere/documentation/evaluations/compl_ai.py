# SPDX-License-Identifier: EUPL-1.2
"""Results of COMPL-AI: the summary its first suite writes per model, and scores its second infers from a part of the samples.

Formats: https://github.com/compl-ai/compl-ai, ``<model>_results.json`` and schema ``complai-minify-inference-v1``. Ordinary runs of
the second suite are logs of Inspect.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adhere.documentation.evaluations.result import EvaluationResult, Evaluations
from adhere.documentation.evaluations.values import mapping, name, number, whole
from adhere.kernel.provenance import Source

HARNESS = "COMPL-AI"
SCORE = "aggregate_score"
INFERRED = {
    "complai-minify-inference-v1": "inferred_score",
    "complai-minify-prediction-v1": "predicted_score",
}
"""Schemas of inferred scores, with the key of the score; the second is the name the first had before."""
LIMIT = 5_000
_SUFFIX = "_results"


def is_summary(document: Mapping[str, Any]) -> bool:
    """Whether a JSON document is the summary of the first suite."""
    return any(isinstance(part, dict) and SCORE in part for part in _scores(document).values())


def is_inferred(document: Mapping[str, Any]) -> bool:
    """Whether a JSON document holds inferred scores, of this or a later schema."""
    return str(document.get("schema_version", "")).startswith("complai-minify-") and "models" in document


def read_summary(document: Mapping[str, Any], source: Source) -> Evaluations:
    """Return the score of every benchmark that was run; the file says of which model by its name alone."""
    found = Evaluations()
    stem = source.file.rpartition("/")[2].rpartition(".")[0]
    model = name(stem.removesuffix(_SUFFIX)) if stem.endswith(_SUFFIX) else None
    for task, part in list(_scores(document).items())[:LIMIT]:
        value = number(mapping(part).get(SCORE))
        if value is not None:
            found.results.append(
                EvaluationResult(
                    task=name(task) or "?",
                    metric=SCORE,
                    value=value,
                    model=model,
                    harness=HARNESS,
                    harness_version=name(document.get("version")),
                    source=source,
                )
            )
    if not found.results:
        found.report("ADH-DOC-006", source.file)
    return found


def _scores(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the scores by benchmark, which stand at the top or under ``results``."""
    return {**document, **mapping(document.get("results"))}


def read_inferred(document: Mapping[str, Any], source: Source) -> Evaluations:
    """Return the inferred score of every task and model."""
    found = Evaluations()
    schema = str(document.get("schema_version"))
    if schema not in INFERRED:
        found.report("ADH-DOC-004", source.file, version=name(schema) or "?", known=", ".join(INFERRED))
        return found
    found.results += list(_inferred(mapping(document.get("models")), INFERRED[schema], source))[:LIMIT]
    if not found.results:
        found.report("ADH-DOC-006", source.file)
    return found


def _inferred(models: Mapping[str, Any], key: str, source: Source) -> Iterator[EvaluationResult]:
    for model, record in models.items():
        for task, scores in mapping(mapping(record).get("tasks")).items():
            value = number(mapping(scores).get(key))
            if value is not None:
                yield EvaluationResult(
                    task=name(task) or "?",
                    metric=key,
                    value=value,
                    samples=whole(mapping(scores).get("observations")),
                    model=name(model),
                    harness=HARNESS,
                    estimated=True,
                    source=source,
                )
