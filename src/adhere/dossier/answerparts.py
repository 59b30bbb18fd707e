# SPDX-License-Identifier: EUPL-1.2
"""One answer in an answers file: a raw value, or the fields ``value``, ``band``, ``file`` and so on written out.

Format ``adhere/answers/1`` (``docs/en/documentation.md``); the value itself is read by ``forms.reading``.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from adhere.dossier.attachments import Attachments, TextFile
from adhere.dossier.rules import rule
from adhere.dossier.wording import form as wanted_form
from adhere.dossier.wording import near, shown, shown_key
from adhere.forms.answers import Answer, Evidence, Value
from adhere.forms.form import Field, Form
from adhere.forms.reading import AnswerError, read_band, read_not_applicable, read_value
from adhere.forms.rules import rule as form_rule
from adhere.intake.tree import Path as TreePath
from adhere.intake.tree import Tree
from adhere.kernel.finding import Finding, Place
from adhere.kernel.notation import NotationError, day_of
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.text import LANGUAGES, Text

WRAPPER = ("value", "band", "not_applicable", "file", "evidence", "who", "when", "why", "public")
"""The fields an answer may be written out with; no part of a form has one of these names."""
CONTENT = ("value", "file", "not_applicable")
"""Of these, one answer has at most one."""
WORDS_LIMIT = 2_000
"""Characters of who and why."""


@dataclass(slots=True)
class AnswerReader:
    """Reads the answers of one file; ``wrong`` are the fields whose answer could not be read."""

    file: str
    tree: Tree
    attachments: Attachments
    who: str | None = None
    when: date | None = None
    sha256: str = ""
    findings: list[Finding] = field(default_factory=list)
    wrong: set[str] = field(default_factory=set)

    def answer(self, form: Form, asked: Field, raw: Any) -> Answer | None:
        """Return the answer to a field, None where there is none or it could not be read."""
        if raw is None:
            return None
        path: TreePath = ("answers", asked.id)
        try:
            if isinstance(raw, dict) and set(WRAPPER) & raw.keys():
                return self._written_out(form, asked, raw, path)
            return self._answer(asked, path, {}, value=read_value(asked, raw, form))
        except AnswerError as error:
            self._refuse(error, asked, path)
            return None

    def signature(self, path: TreePath, raw: Any) -> tuple[str | None, date | None]:
        """Return who and when of a ``stated``, what is wrong with it reported."""
        if not isinstance(raw, dict):
            self._wrong(path, raw, wanted_form("fields"))
            return None, None
        self._unknown(path, raw, ("who", "when"))
        return self._words((*path, "who"), raw.get("who")), self._day((*path, "when"), raw.get("when"))

    def _written_out(self, form: Form, asked: Field, raw: dict[str, Any], path: TreePath) -> Answer | None:
        self._unknown(path, raw, WRAPPER)
        given = [name for name in CONTENT if raw.get(name) is not None]
        banded = raw.get("band") is not None
        if len(given) > 1 or (banded and "not_applicable" in given):
            told = ", ".join([*given, *(["band"] if banded else [])])
            self._report("ADH-DOS-050", path, field=asked.id, given=told)
            self.wrong.add(asked.id)
            return None
        if not given and not banded:
            self._report("ADH-DOS-051", path, field=asked.id)
            return None
        values: dict[str, Any] = {"band": read_band(asked, raw["band"]) if banded else None}
        if "not_applicable" in given:
            values["not_applicable"] = read_not_applicable(asked, raw["not_applicable"])
        elif "value" in given:
            values["value"] = read_value(asked, raw["value"], form)
        elif "file" in given:
            return self._from_file(asked, raw, path, values)
        return self._answer(asked, path, raw, **values)

    def _from_file(
        self, asked: Field, raw: dict[str, Any], path: TreePath, values: dict[str, Any]
    ) -> Answer | None:
        if asked.kind not in ("text", "link"):
            self._report("ADH-DOS-053", (*path, "file"), field=asked.id)
            self.wrong.add(asked.id)
            return None
        texts = self._texts(raw["file"], (*path, "file"))
        if not texts:
            self.wrong.add(asked.id)
            return None
        said = Text(*(texts[one if one in texts else next(iter(texts))].text for one in LANGUAGES))
        value = read_value(asked, {"en": said.en, "nl": said.nl} if said.en != said.nl else said.en)
        return self._answer(asked, path, raw, value=value, read=tuple(texts.values()), **values)

    def _texts(self, raw: Any, path: TreePath) -> dict[str, TextFile]:
        """Return the text per language; one file counts for both."""
        names = (
            {language: raw.get(language) for language in LANGUAGES} if isinstance(raw, dict) else {"en": raw}
        )
        found: dict[str, TextFile] = {}
        for language, name in names.items():
            if isinstance(name, str) and name.strip():
                text = self.attachments.text(name, self._place(path))
                found |= {language: text} if text is not None else {}
            elif name is not None or not isinstance(raw, dict):
                self._wrong(path, name, wanted_form("text"))
        return found

    def _answer(
        self,
        asked: Field,
        path: TreePath,
        raw: dict[str, Any],
        *,
        value: Value | None = None,
        band: str | None = None,
        not_applicable: Text | None = None,
        read: tuple[TextFile, ...] = (),
    ) -> Answer:
        who = self._words((*path, "who"), raw.get("who")) or self.who
        when = self._day((*path, "when"), raw.get("when")) or self.when
        signed = {
            "who": who,
            "when": when.isoformat() if when else None,
            "why": self._words((*path, "why"), raw.get("why")),
        }
        line = self.tree.line(path)
        sources = [Source(file=self.file, at=f"line {line}", method="stated", sha256=self.sha256, **signed)]
        sources += [Source(file=one.file, method="text", sha256=one.sha256, **signed) for one in read]
        return Answer(
            field=asked.id,
            basis=Basis.DECLARED,
            sources=tuple(sources),
            value=value,
            band=band,
            not_applicable=not_applicable,
            evidence=self._evidence((*path, "evidence"), raw.get("evidence")),
            place=self._place(path),
            public=self._truth((*path, "public"), raw.get("public")),
        )

    def _evidence(self, path: TreePath, raw: Any) -> tuple[Evidence, ...]:
        names = [raw] if isinstance(raw, str) else raw if isinstance(raw, list) else []
        if raw is not None and not names:
            self._wrong(path, raw, wanted_form("list"))
        found: dict[str, Evidence] = {}
        for number, name in enumerate(names):
            at = (*path, number) if isinstance(raw, list) else path
            if not isinstance(name, str) or not name.strip():
                self._wrong(at, name, wanted_form("text"))
                continue
            evidence = self.attachments.evidence(name, self._place(at))
            if evidence is not None:
                found[evidence.file] = evidence
        return tuple(found.values())

    def _words(self, path: TreePath, raw: Any) -> str | None:
        if raw is None:
            return None
        if isinstance(raw, str) and raw.strip() and len(raw) <= WORDS_LIMIT:
            return raw.strip()
        self._wrong(path, raw, wanted_form("short-text"))
        return None

    def _day(self, path: TreePath, raw: Any) -> date | None:
        if raw is None:
            return None
        with suppress(NotationError):
            return day_of(raw)
        self._report("ADH-DOS-007", path, fact=".".join(map(str, path)), value=shown(raw))
        return None

    def _truth(self, path: TreePath, raw: Any) -> bool:
        if raw is not None and not isinstance(raw, bool):
            self._wrong(path, raw, wanted_form("truth"))
        return raw is True

    def _unknown(self, path: TreePath, raw: dict[str, Any], known: tuple[str, ...]) -> None:
        for name in raw:
            if name not in known:
                place = shown_key(".".join(map(str, (*path, name))))
                told = {"known": ", ".join(known), "near": near(name, known)}
                self._report("ADH-DOS-004", (*path, name), place=place, **told)

    def _refuse(self, error: AnswerError, asked: Field, path: TreePath) -> None:
        self.wrong.add(asked.id)
        values = {"field": asked.label, **error.values}
        self.findings.append(Finding(rule=form_rule(error.rule), place=self._place(path), values=values))

    def _wrong(self, path: TreePath, value: Any, wanted: Text) -> None:
        place = ".".join(map(str, path))
        self._report("ADH-DOS-005", path, place=place, value=shown(value), wanted=wanted)

    def _report(self, rule_id: str, path: TreePath, **values: object) -> None:
        self.findings.append(Finding(rule=rule(rule_id), place=self._place(path), values=values))

    def _place(self, path: TreePath) -> Place:
        return Place(file=self.file, line=self.tree.line(path))
