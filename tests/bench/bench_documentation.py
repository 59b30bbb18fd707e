# SPDX-License-Identifier: EUPL-1.2
"""How much of the Model Documentation Form fills itself from a model's files: ``python -m tests.bench.bench_documentation``.

Five real folders of ``../shared/models`` (configuration and card as published, headers of weights where a checkpoint can be made) go
to ``adhere draft``, to the model card tooling of huggingface_hub and, with ``--bom COMMAND``, to a generator of ML-BOMs; what each
gives without anybody typing is laid on the 45 rows of the form and compared with what is known of the models. Prints Markdown.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Context, Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

MODELS = Path(__file__).resolve().parents[2].parent / "shared" / "models"
TRUTH = Path(__file__).with_name("documentation_truth.toml")
ROWS = 45
MARGIN = Decimal("0.3")
"""Of training compute: the share within which the Commission's Guidelines of 18 July 2025 accept an estimate."""
RANGES = (  # of the form, up to and including
    ("1-500M", Decimal("5e8")), ("500M-5B", Decimal("5e9")), ("5B-15B", Decimal("1.5e10")), ("15B-50B", Decimal("5e10")),
    ("50B-100B", Decimal("1e11")), ("100B-500B", Decimal("5e11")), ("500B-1T", Decimal("1e12")), (">1T", Decimal("Infinity")),
)  # fmt: skip
TASKS = {
    "text-generation": ('["text"]', '["text"]'),
    "image-text-to-text": ('["text", "image"]', '["text"]'),
    "text-to-image": ('["text"]', '["image"]'),
}
"""What hubs say of the modalities of a task (https://huggingface.co/tasks)."""
Answers = dict[str, str | Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One folder with what is known of it."""

    name: str
    folder: str
    preset: str | None
    figures: Mapping[str, str]
    rows: Mapping[str, list[str]]


@dataclass(slots=True, kw_only=True)
class Score:
    """What one tool made of one folder."""

    filled: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)


def models() -> list[Model]:
    """Return the five models."""
    with (MODELS / "models_truth.csv").open(encoding="utf-8", newline="") as file:
        figures = {row["model"]: row for row in csv.DictReader(file)}
    return [
        Model(
            name=record["name"],
            folder=record["folder"],
            preset=record.get("preset"),
            figures=figures[record["truth"]],
            rows=record["rows"],
        )
        for record in tomllib.loads(TRUTH.read_text(encoding="utf-8"))["model"]
    ]


def write(model: Model, out: Path) -> Path:
    """Write the folder of a model: headers of weights where there is a preset, and every file that was published."""
    folder = out / model.name
    if model.preset:
        command = [sys.executable, MODELS / "make_checkpoint.py", "--preset", model.preset, "--out", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    published = MODELS / "configs" / model.folder
    shutil.copytree(
        published, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("SOURCE.txt", "*.malformed")
    )
    return folder


def by_adhere(folder: Path) -> Answers:
    """Return the rows that ``adhere draft`` fills."""
    done = subprocess.run(
        [sys.executable, "-m", "adhere", "draft", folder, "--format", "json"],
        check=False,
        capture_output=True,
    )  # findings on the folder end it with status 1
    return dict(_drafted(json.loads(done.stdout)["models"][0]["rows"]))


def _drafted(rows: list[dict[str, Any]]) -> Iterator[tuple[str, str | Decimal]]:
    for row in rows:
        if row["state"] != "answered":
            continue
        value = row["value"]
        if isinstance(value, dict) and isinstance(value.get("value"), str):
            yield row["row"], Decimal(value["value"])
        elif row["row"] == "data_points_aio" and isinstance(value, dict):
            yield row["row"], Decimal(value["training"]["value"])
        elif isinstance(value, list):
            yield row["row"], json.dumps(value)
        else:
            yield row["row"], f"{row['text']} {json.dumps(value)}"


def by_hub(folder: Path) -> Answers:
    """Return the rows that the card's metadata and the count of stored values fill, without typing anything."""
    from huggingface_hub import ModelCard, get_local_safetensors_metadata

    answers: Answers = {}
    if (folder / "README.md").exists():
        data = ModelCard.load(folder / "README.md").data.to_dict()
        index = data.get("model-index") or [{}]
        answers |= _said(
            model_name=data.get("model_name") or index[0].get("name"),
            model_dependencies=data.get("base_model"),
            data_acquisition=data.get("datasets"),
            data_scope=data.get("language"),
        )
        licence = [data.get(key) for key in ("license", "license_name", "license_link")]
        answers |= _said(license_link=_joined(licence), license_type=_joined(licence[:2]))
        answers |= _task(data.get("pipeline_tag"))
    try:
        total = sum(get_local_safetensors_metadata(folder).parameter_count.values())
    except Exception:  # noqa: BLE001 - whatever it raises for a folder without weights counts as no answer
        return answers
    return answers | {"total_model_size": Decimal(total), "total_model_size_range": _range(Decimal(total))}


def by_bom(command: str) -> Callable[[Path], Answers]:
    """Return how the ML-BOM of a generator is laid on the rows; weights are not hashed, by none of the three."""

    def read(folder: Path) -> Answers:
        with tempfile.TemporaryDirectory() as out:
            file = Path(out) / "bom.json"
            include = ["--include", "**/*.json"]
            include += ["--include", "*.md"] if (folder / "README.md").exists() else []
            arguments = [
                command,
                "generate",
                "--root",
                folder,
                *include,
                "--format",
                "cyclonedx",
                "--out",
                file,
            ]
            subprocess.run(arguments, check=True, capture_output=True)
            return _of_bom(json.loads(file.read_text(encoding="utf-8")))

    return read


def _of_bom(bom: Mapping[str, Any]) -> Answers:
    model = next(part for part in bom["components"] if part["type"] == "machine-learning-model")
    card = model.get("modelCard", {})
    parameters = card.get("modelParameters", {})
    properties = {one["name"]: one["value"] for one in card.get("properties", [])}
    licences = [one["license"].get("id") or one["license"].get("name") for one in model.get("licenses", [])]
    frameworks = [
        f"{part['name']} {part['version']}" for part in bom["components"] if part["type"] == "framework"
    ]
    answers = _said(
        model_name=model["name"],
        model_dependencies=[part["name"] for part in model.get("pedigree", {}).get("ancestors", [])],
        model_architecture=_joined(
            [parameters.get("architectureFamily"), parameters.get("modelArchitecture")]
        ),
        license_link=_joined(licences),
        license_type=_joined(licences),
        required_software=frameworks,
        data_acquisition=[one.get("ref") or one.get("name") for one in parameters.get("datasets", [])],
        data_scope=properties.get("hf:language"),
    )
    return answers | _task(parameters.get("task"))


def _task(tag: str | None) -> Answers:
    if tag not in TASKS:
        return {}
    taken, given = TASKS[tag]
    return {"input_modalities": taken, "output_modalities": given}


def _said(**values: Any) -> Answers:
    return {
        row: value if isinstance(value, str) else json.dumps(value) for row, value in values.items() if value
    }


def _joined(parts: list[str | None]) -> str:
    return " ".join(part for part in parts if part)


def score(model: Model, answers: Answers) -> Score:
    """Judge what a tool filled, row by row."""
    judged = Score(filled=len(answers))
    for row, answer in answers.items():
        if is_right(model, row, answer):
            judged.right += 1
        else:
            judged.wrong.append(f"`{row}`: {str(answer)[:70]}")
    return judged


def is_right(model: Model, row: str, answer: str | Decimal) -> bool:
    """Whether what stands in a row is true, even where the row could hold more."""
    column, agrees = FIGURES.get(row, (None, None))
    if column is None or agrees is None:
        patterns = model.rows.get(row)
        return patterns is not None and all(re.search(one, str(answer), re.IGNORECASE) for one in patterns)
    known = model.figures[column] or (model.figures["compute_epoch_flop"] if "compute" in column else "")
    return bool(known) and agrees(answer, Decimal(known))


def _same_two_figures(answer: str | Decimal, known: Decimal) -> bool:
    """Whether two numbers are the same at the two significant figures the form asks for the AI Office."""
    two = Context(prec=2, rounding="ROUND_HALF_UP")
    return two.plus(Decimal(answer)) == two.plus(known)


def _within_margin(answer: str | Decimal, known: Decimal) -> bool:
    return abs(Decimal(answer) - known) <= MARGIN * known


def _same_range(answer: str | Decimal, known: Decimal) -> bool:
    return _range(known) in str(answer)


def _same_magnitude(answer: str | Decimal, known: Decimal) -> bool:
    return f"10^{known.adjusted()}" in str(answer)


def _range(number: Decimal) -> str:
    return next(name for name, high in RANGES if number <= high)


FIGURES: dict[str, tuple[str, Callable[[str | Decimal, Decimal], bool]]] = {
    "total_model_size": ("params_total_exact", _same_two_figures),
    "total_model_size_range": ("params_total_exact", _same_range),
    "data_points_aio": ("train_tokens", _same_two_figures),
    "data_points_nca": ("train_tokens", _same_magnitude),
    "training_compute_exact": ("compute_provider_flop", _within_margin),
    "training_compute_oom": ("compute_provider_flop", _same_magnitude),
}
"""Rows that are figures: the column of models_truth.csv they are compared with, and how; Epoch's estimate of compute where the
provider states none."""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--bom", help="the command toolkit-mlsbom (package toolkit-ml-provenance) of another environment"
    )
    command = parser.parse_args().bom
    tools: dict[str, Callable[[Path], Answers]] = {"adhere": by_adhere, "huggingface_hub": by_hub}
    if command:
        tools["ML-BOM generator"] = by_bom(command)
    with tempfile.TemporaryDirectory() as out:
        known = models()
        scores = {model.name: _scores(model, tools, Path(out)) for model in known}
    print(
        f"{datetime.now(tz=UTC).date()}, adhere {version('adhere')}, huggingface_hub {version('huggingface_hub')}\n"
    )
    print("\n".join(_table(scores, list(tools))))
    for name, by_tool in scores.items():
        for tool, judged in by_tool.items():
            for wrong in judged.wrong:
                print(f"- {name}, {tool}, wrong: {wrong}")


def _scores(model: Model, tools: Mapping[str, Callable[[Path], Answers]], out: Path) -> dict[str, Score]:
    folder = write(model, out)
    return {tool: score(model, fill(folder)) for tool, fill in tools.items()}


def _table(scores: Mapping[str, Mapping[str, Score]], tools: list[str]) -> Iterator[str]:
    yield f"| folder | {' | '.join(f'{tool}: filled | right' for tool in tools)} |"
    yield f"|---|{'---:|---:|' * len(tools)}"
    for name, by_tool in scores.items():
        cells = (f"{by_tool[tool].filled} | {by_tool[tool].right}" for tool in tools)
        yield f"| {name} | {' | '.join(cells)} |"
    sums = (
        (sum(row[tool].filled for row in scores.values()), sum(row[tool].right for row in scores.values()))
        for tool in tools
    )
    yield f"| **of {ROWS * len(scores)} rows** | {' | '.join(f'**{filled}** | **{right}**' for filled, right in sums)} |"


if __name__ == "__main__":
    main()
