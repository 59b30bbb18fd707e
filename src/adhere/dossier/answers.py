# SPDX-License-Identifier: EUPL-1.2
"""Answers files: what people answer to the forms for one model, ``models/<id>/<form>.yaml``, format ``adhere/answers/1``.

``docs/en/documentation.md`` describes the format. Every mistake is told with its line; what is right is still used.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from adhere.dossier.answerparts import AnswerReader
from adhere.dossier.attachments import Attachments
from adhere.dossier.faults import fault
from adhere.dossier.rules import rule
from adhere.dossier.stated import StatedAnswers
from adhere.dossier.wording import form as wanted_form
from adhere.dossier.wording import near, shown, shown_key
from adhere.forms.answers import Answer
from adhere.forms.form import Form
from adhere.forms.library import UnknownFormError, form, known_forms
from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason
from adhere.intake.tree import SIZE_LIMIT, Tree, parse
from adhere.intake.tree import Path as TreePath
from adhere.kernel.finding import Finding, Place

FORMAT = "adhere/answers/1"
MODELS = "models"
OTHER_FILES = frozenset({"events", "risk", "watch"})
"""Files of a model's folder that are no answers and have readers of their own."""
HEAD = ("format", "form", "stated", "answers")
NAMED = 6
"""Answers that are named where several have the same defect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who stands behind answers without a who and when of their own."""

    who: str | None = None
    when: date | None = None


def answers_file(model_id: str, form_id: str) -> str:
    """Return where the answers to a form stand, seen from the dossier."""
    return f"{MODELS}/{model_id}/{form_id}.yaml"


def read_answers(
    root: Path, model_id: str, *, signature: Signature | None = None, on: date | None = None
) -> StatedAnswers:
    """Return every answer in the folder of a model; nothing is raised for what the files hold."""
    folder = root / MODELS / model_id
    result = StatedAnswers()
    attachments = Attachments(root, folder)
    for path in _files(folder, result):
        reader = _FileReader(path, f"{MODELS}/{model_id}/{path.name}", attachments, result)
        reader.read(signature or Signature(), on)
    result.findings += attachments.findings
    result.findings.sort(key=lambda finding: (finding.place.file, finding.place.line or 0))
    return result


def _files(folder: Path, result: StatedAnswers) -> Iterator[Path]:
    """Yield the files that may be answers, in order of name."""
    try:
        with os.scandir(folder) as listing:
            names = sorted(entry.name for entry in listing if not entry.is_dir())
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        place = Place(file=f"{MODELS}/{folder.name}")
        result.findings.append(
            Finding(rule=rule("ADH-DOS-040"), place=place, values={"reason": disk_reason(error)})
        )
        return
    for name in names:
        stem, dot, ending = name.rpartition(".")
        if dot and ending in ("yaml", "yml") and not name.startswith(".") and stem not in OTHER_FILES:
            yield folder / name


class _FileReader:
    """One answers file, from its bytes to answers."""

    def __init__(self, path: Path, name: str, attachments: Attachments, result: StatedAnswers) -> None:
        self._path = path
        self._name = name
        self._attachments = attachments
        self._result = result
        self._tree = Tree()

    def read(self, signature: Signature, on: date | None) -> None:
        """Add what the file holds to the result."""
        known = self._form(on)
        content = self._content()
        if known is None or content is None:
            return
        self._tree = parse(content)
        for mistake in self._tree.mistakes:
            self._result.findings.append(fault(self._name, mistake))
        self._result.forms[self._path.stem] = known
        self._result.by_form.setdefault(self._path.stem, {})
        if self._tree.fatal:
            return
        if not isinstance(self._tree.value, dict):
            self._wrong((), wanted_form("fields"))
            return
        self._head(known)
        signed = self._signed(signature)
        self._answers(known, signed, hashlib.sha256(content).hexdigest())

    def _form(self, on: date | None) -> Form | None:
        """Return the form a file is named after; a file named after none is reported."""
        stem = self._path.stem
        for form_id in known_forms():
            if stem == form_id or stem.startswith(f"{form_id}-"):
                try:
                    found = form(form_id, on)
                except UnknownFormError:
                    continue
                if self._path.suffix == ".yaml" and (found.per == "incident" or stem == form_id):
                    return found
        told = {"name": shown_key(self._path.name), "known": ", ".join(known_forms())}
        self._report("ADH-DOS-041", (), near=near(stem, known_forms()), **told)
        return None

    def _content(self) -> bytes | None:
        try:
            with regular(self._path) as file:
                return file.read(SIZE_LIMIT + 1)
        except OSError as error:
            self._report("ADH-DOS-040", (), reason=disk_reason(error))
            return None

    def _head(self, known: Form) -> None:
        value = self._tree.value
        for name in value:
            if name not in HEAD:
                told = {"known": ", ".join(HEAD), "near": near(name, HEAD)}
                self._report("ADH-DOS-004", (name,), place=shown_key(name), **told)
        for name, wanted in (("format", FORMAT), ("form", known.id)):
            if value.get(name) is None:
                self._report("ADH-DOS-006", (name,), place=name)
            elif value[name] != wanted:
                self._report("ADH-DOS-021", (name,), fact=name, value=shown(value[name]), choices=wanted)

    def _signed(self, signature: Signature) -> Signature:
        """Return who stands behind the answers of this file: its own ``stated``, else that of the dossier."""
        own = self._tree.value.get("stated")
        if own is None:
            return signature
        reader = AnswerReader(self._name, self._tree, self._attachments)
        who, when = reader.signature(("stated",), own)
        self._result.findings += reader.findings
        return Signature(who=who or signature.who, when=when or signature.when)

    def _answers(self, known: Form, signed: Signature, sha256: str) -> None:
        answers = self._tree.value.get("answers")
        if answers is None:
            return
        if not isinstance(answers, dict):
            self._wrong(("answers",), wanted_form("fields"))
            return
        reader = AnswerReader(self._name, self._tree, self._attachments, signed.who, signed.when, sha256)
        for field_id, raw in answers.items():
            self._answer(known, field_id, raw, reader)
        key = self._path.stem
        self._result.wrong[key] = frozenset(reader.wrong)
        self._result.findings += reader.findings
        self._unsigned(self._result.by_form[key])

    def _answer(self, known: Form, field_id: str, raw: Any, reader: AnswerReader) -> None:
        fields = {one.id: one for one in known.fields}
        if field_id not in fields:
            told = {"form": known.name, "field": shown_key(field_id), "near": near(field_id, fields)}
            self._report("ADH-DOS-043", ("answers", field_id), **told)
            return
        answer = reader.answer(known, fields[field_id], raw)
        if answer is not None:
            self._result.by_form[self._path.stem][field_id] = answer

    def _unsigned(self, answers: dict[str, Answer]) -> None:
        """Tell once per file which answers nobody, or no day, stands behind."""
        lacking = [
            (name, answer)
            for name, answer in answers.items()
            if answer.sources[0].who is None or answer.sources[0].when is None
        ]
        if lacking:
            named = ", ".join(name for name, _ in lacking[:NAMED]) + (" …" if len(lacking) > NAMED else "")
            place = lacking[0][1].place or Place(file=self._name)
            values = {"count": len(lacking), "fields": named}
            self._result.findings.append(Finding(rule=rule("ADH-DOS-052"), place=place, values=values))

    def _wrong(self, path: TreePath, wanted: object) -> None:
        value = self._tree.value if not path else self._tree.value.get(path[0])
        place = ".".join(map(str, path)) or self._path.name
        self._report("ADH-DOS-005", path, place=place, value=shown(value), wanted=wanted)

    def _report(self, rule_id: str, path: TreePath, **values: object) -> None:
        place = Place(file=self._name, line=self._tree.line(path))
        self._result.findings.append(Finding(rule=rule(rule_id), place=place, values=values))
