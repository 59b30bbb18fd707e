# SPDX-License-Identifier: EUPL-1.2
"""Writing a new dossier: ``adhere.yaml`` with a comment for every question that the files of the model leave open.

The file appears whole or not at all; nothing that exists is overwritten. ``docs/en/dossier.md`` describes the format.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from adhere.dossier.draft import yaml_text
from adhere.dossier.file import FILE
from adhere.intake.modelfolder import read_model_folder
from adhere.intake.placing import DRAFT, new_rights
from adhere.kernel.text import Language
from adhere.law.applicability import Applicability
from adhere.law.library import Law
from adhere.models.classification import classify
from adhere.models.facts import Facts
from adhere.models.modelfolder import complete

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


class DossierExistsError(FileExistsError):
    """There is already something at the place of the new dossier."""


class WrongModelIdError(ValueError):
    """The id cannot be the id of a model."""


class NotWrittenError(OSError):
    """The disk refused the new dossier; the cause says why. Nothing was left behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written: the file, how many facts the files gave, and how many questions are left."""

    path: Path
    facts: int
    questions: int


def write_new(folder: Path, source: Path, model_id: str | None, on: date, language: Language) -> Written:
    """Write a dossier for one model folder.

    Raise DossierExistsError, WrongModelIdError, NotWrittenError, or OSError where the model folder cannot be read.
    """
    if _occupied(folder):
        raise DossierExistsError(str(folder))
    identifier = model_id if model_id is not None else _id_from(source)
    if not _ID.fullmatch(identifier):
        raise WrongModelIdError(identifier or source.resolve().name)
    result = read_model_folder(source)
    facts = Facts.of(result.reading.facts)
    complete(facts, result.shape, on)
    questions = classify(facts, Applicability(Law(), on)).questions
    artefacts = Path(os.path.relpath(source.resolve(), folder.resolve())).as_posix()
    try:
        _place(folder, yaml_text(identifier, artefacts, questions, facts, language))
    except OSError as error:
        raise NotWrittenError(str(folder)) from error
    return Written(path=folder / FILE, facts=len(list(facts)), questions=len(questions))


def _occupied(folder: Path) -> bool:
    try:
        return os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise NotWrittenError(str(folder)) from error


def _id_from(source: Path) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", source.resolve().name.lower()).strip("-._")[:100]


def _place(folder: Path, content: str) -> None:
    """Write into a draft beside the target and move it there, so that a dossier is whole or absent."""
    made = [parent for parent in folder.parents if not parent.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    existing = folder.is_dir()
    draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=folder if existing else folder.parent))
    try:
        (draft / FILE).write_bytes(content.encode("utf-8"))
        if existing:
            (draft / FILE).rename(folder / FILE)
            draft.rmdir()
        else:
            draft.chmod(new_rights(0o777))
            draft.rename(folder)
    except BaseException:  # an interrupt leaves nothing behind either
        shutil.rmtree(draft, ignore_errors=True)
        for parent in made:
            parent.rmdir()
        raise
