# SPDX-License-Identifier: EUPL-1.2
"""The files of evaluation results of one model: ``models/<id>/evaluations/``, folders in it included.

``docs/en/documentation.md`` says which formats are read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from adhere.documentation.evaluations.reading import read_evaluation
from adhere.documentation.evaluations.result import Evaluations
from adhere.documentation.evaluations.subject import report_other_models
from adhere.dossier.rules import rule
from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason
from adhere.kernel.finding import Finding, Place

FOLDER = "evaluations"
FILES_LIMIT = 2_000
DEPTH_LIMIT = 4
READ = (".json", ".eval")
"""Endings of files that are looked at; samples (``.jsonl``), notes and images lie beside them."""


def read_evaluations(root: Path, model_folder: Path, names: Sequence[str] = ()) -> Evaluations:
    """Return the results in the folder of a model; nothing is raised for what the files hold.

    ``names`` are those the model has besides its id; results of a model with another name are reported.
    """
    found = Evaluations()
    folder = model_folder / FOLDER
    if not folder.is_dir():
        return found
    inside = os.path.realpath(root)
    for number, path in enumerate(_files(folder, 0, found, root)):
        if number >= FILES_LIMIT:
            _report(found, "ADH-DOS-056", _name(folder, root), limit=FILES_LIMIT)
            break
        found.extend(_one(path, _name(path, root), inside))
    report_other_models(found, (model_folder.name, *names))
    return found


def _files(folder: Path, depth: int, found: Evaluations, root: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        _report(found, "ADH-DOS-057", _name(folder, root), reason=disk_reason(error))
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            if depth < DEPTH_LIMIT and not entry.name.startswith("."):
                yield from _files(path, depth + 1, found, root)
        elif entry.name.endswith(READ) and not entry.name.startswith("."):
            yield path


def _one(path: Path, name: str, inside: str) -> Evaluations:
    found = Evaluations()
    if os.path.commonpath((os.path.realpath(path), inside)) != inside:
        _report(found, "ADH-DOS-044", name, path=name)
        return found
    try:
        with regular(path) as file:
            return read_evaluation(name, file, os.fstat(file.fileno()).st_size)
    except OSError as error:
        _report(found, "ADH-DOS-057", name, reason=disk_reason(error))
        return found


def _name(path: Path, root: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix()


def _report(found: Evaluations, rule_id: str, name: str, **values: object) -> None:
    found.findings.append(Finding(rule=rule(rule_id), place=Place(file=name), values=values))
