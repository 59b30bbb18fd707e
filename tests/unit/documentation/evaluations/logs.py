# SPDX-License-Identifier: EUPL-1.2
"""Small results as the harnesses write them, with invented figures: the shapes are theirs, the models and scores are nobody's."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from adhere.documentation.evaluations.reading import read_evaluation
from adhere.documentation.evaluations.result import Evaluations

INSPECT: dict[str, Any] = {
    "version": 2,
    "status": "success",
    "eval": {
        "run_id": "r",
        "created": "2026-03-03T10:05:00+00:00",
        "task": "example_task",
        "task_version": 0,
        "dataset": {"name": "examples", "samples": 250},
        "model": "hf/example-8b",
        "config": {},
        "packages": {"inspect_ai": "0.3.150"},
    },
    "plan": {"name": "plan", "steps": []},
    "results": {
        "total_samples": 250,
        "completed_samples": 250,
        "scores": [
            {
                "name": "choice",
                "scorer": "choice",
                "scored_samples": 248,
                "metrics": {
                    "accuracy": {"name": "accuracy", "value": 0.712},
                    "stderr": {"name": "stderr", "value": 0.0287},
                },
            }
        ],
    },
    "stats": {"started_at": "2026-03-03T10:05:01+00:00", "completed_at": "2026-03-04T01:00:00+00:00"},
}
INSPECT_1: dict[str, Any] = {
    "version": 1,
    "status": "success",
    "eval": {"task": "old_task", "created": "2024-05-01T00:00:00", "model": "openai/example"},
    "results": {"scorer": {"name": "match"}, "metrics": {"accuracy": {"name": "accuracy", "value": 1}}},
}
HARNESS: dict[str, Any] = {
    "results": {
        "hellaswag": {
            "alias": "hellaswag",
            "acc,none": 0.6123,
            "acc_stderr,none": 0.0049,
            "acc_norm,none": 0.81,
            "acc_norm_stderr,none": "N/A",
        },
        "mmlu": {"alias": "mmlu", "acc,none": 0.5, "acc_stderr,none": 0.004},
        "mmlu_law": {"alias": " - law", "acc,none": 0.4},
        "gsm8k": {"exact_match,strict-match": 0.3, "exact_match,flexible-extract": 0.35},
    },
    "groups": {"mmlu": {"acc,none": 0.5, "acc_stderr,none": 0.004}},
    "group_subtasks": {"mmlu": ["mmlu_law"], "hellaswag": []},
    "versions": {"hellaswag": 1.0},
    "n-samples": {"hellaswag": {"original": 10042, "effective": 100}},
    "config": {"model": "hf", "model_args": "pretrained=org/example-8b,dtype=bfloat16"},
    "date": 1772442764.25,
    "lm_eval_version": "0.4.9",
}
HARNESS_3: dict[str, Any] = {
    "results": {"piqa": {"acc": 0.75, "acc_stderr": 0.01}},
    "versions": {"piqa": 0},
    "config": {"model": "gpt2", "model_args": {"pretrained": "org/old"}},
}
COMPL_AI: dict[str, Any] = {
    "version": "1.0.0",
    "bbq": {"raw_metrics": {}, "aggregate_score": 0.83},
    "human_eval": {"raw_metrics": "No eval results", "aggregate_score": "No eval results"},
}
INFERRED: dict[str, Any] = {
    "schema_version": "complai-minify-inference-v1",
    "models": {
        "hf/example-8b": {
            "inferred_score": 0.7,
            "tasks": {
                "mmlu_pro": {"status": "ok", "inferred_score": 0.61, "observations": 90},
                "aime_2025": {"status": "missing", "inferred_score": None, "observations": 0},
            },
        }
    },
}


def read(document: object, name: str = "models/example/evaluations/results.json") -> Evaluations:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return read_evaluation(name, io.BytesIO(content), len(content))


def archived(document: object, member: str = "header.json", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression=method) as archive:
        archive.writestr("samples/1_epoch_1.json", b"{}")
        archive.writestr(member, content)
    return file.getvalue()


def rules(found: Evaluations) -> list[str]:
    return [finding.rule.id for finding in found.findings]
