# SPDX-License-Identifier: EUPL-1.2
"""The requirements as one decision tree in the YAML of the AI Act decision aid, every path spelled out.

Each answer leads to a question or conclusion of its own, so no condition over labels has to be evaluated and no order of conditions
counts. What applies at the end is worked out from the records of the law: a duty whose criterion holds, less the exceptions that do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape
from itertools import chain
from typing import Any

from adhere.exchange.algoritmekader.naming import address_of
from adhere.exchange.algoritmekader.vocabulary import PACKAGE
from adhere.exchange.algoritmekader.yamltext import yaml_text
from adhere.kernel.data import packaged
from adhere.kernel.text import Language, Text, text_of
from adhere.law.citations import cite
from adhere.law.requirements.catalogue import Catalogue
from adhere.law.requirements.records import Requirement

Answers = dict[str, bool]


def decision_tree(catalogue: Catalogue, on: date, language: Language) -> bytes:
    """Return the tree as YAML."""
    maker = _Maker(catalogue, on, language)
    maker.ask({})
    told = {
        "version": maker.data["version"],
        "name": maker.say("name"),
        "questions": maker.questions,
        "conclusions": maker.conclusions,
    }
    return yaml_text(told).encode()


class _Maker:
    def __init__(self, catalogue: Catalogue, on: date, language: Language) -> None:
        self.catalogue, self.on, self.language = catalogue, on, language
        self.data = packaged(PACKAGE, "data/decisiontree.toml")
        self.questions: list[dict[str, Any]] = []
        self.conclusions: list[dict[str, Any]] = []
        self.asked = {record["id"]: record for record in self.data["question"]}

    def say(self, name: str, **values: object) -> str:
        return self._in(text_of(self.data[name]).filled(values))

    def _in(self, text: Text) -> str:
        return text.in_(self.language)

    def ask(self, answers: Answers) -> dict[str, str]:
        """Add the question that comes next, or the conclusion, and return where an answer leads."""
        if any(self.asked[name].get("ends") and not yes for name, yes in answers.items()):
            return self._conclude(answers)
        record = next((one for name, one in self.asked.items() if self._open(name, one, answers)), None)
        if record is None:
            return self._conclude(answers)
        number = ".".join((str(len(answers) + 1), *("1" if yes else "2" for yes in answers.values())))
        question: dict[str, Any] = {
            "questionId": number,
            "question": self._in(text_of(record["question"])),
            "explanation": f"<p>{escape(self._in(text_of(record['explanation'])), quote=False)}</p>",
            "category": record["label"],
            "subcategory": record["label"],
            "sources": [self._source(one) for one in record["sources"]],
        }
        self.questions.append(question)
        question["answers"] = [
            self._answer(record, answers, yes=True),
            self._answer(record, answers, yes=False),
        ]
        return {"nextQuestionId": number}

    @staticmethod
    def _open(name: str, record: Mapping[str, Any], answers: Answers) -> bool:
        return name not in answers and not answers.get(record.get("unless", ""), False)

    def _answer(self, record: Mapping[str, Any], answers: Answers, *, yes: bool) -> dict[str, Any]:
        label = record["label"] if yes else f"geen-{record['label']}"
        return {
            "answer": self.say("yes" if yes else "no"),
            "labels": [label],
            **self.ask({**answers, record["id"]: yes}),
        }

    def _conclude(self, answers: Answers) -> dict[str, str]:
        number = ".".join("1" if yes else "2" for yes in answers.values())
        found = applying(self.catalogue, self.criteria(answers), self.on)
        items = "".join(f"<li>{one.id}: {escape(self._in(one.title), quote=False)}</li>" for one in found)
        self.conclusions.append(
            {
                "conclusionId": number,
                "conclusion": self.say("conclusion", on=self.on) if found else self.say("nothing"),
                "obligation": f"<ul>{items}</ul>" if found else "",
                "conclusionComment": self.say("comment", on=self.on),
                "sources": [self._source(name) for name in dict.fromkeys(one.sources[0] for one in found)],
            }
        )
        return {"nextConclusionId": number}

    def criteria(self, answers: Answers) -> frozenset[str]:
        """Return the criteria of the law that hold with these answers."""
        return frozenset(
            chain.from_iterable(
                self.asked[name]["criteria"] if yes else self.asked[name].get("otherwise", ())
                for name, yes in answers.items()
            )
        )

    def _source(self, provision: str) -> dict[str, str]:
        return {"source": self._in(cite(provision)), "url": address_of(provision, self.language)}


def applying(catalogue: Catalogue, criteria: frozenset[str], on: date) -> list[Requirement]:
    """Return the requirements of which a duty applies on a date where these criteria hold, and no others do."""
    taken = {
        duty
        for norm in catalogue.norms.values()
        if norm.kind == "exception" and norm.when in criteria and norm.in_force(on)
        for duty in norm.disapplies
    }
    return [
        one
        for one in catalogue.requirements.values()
        if any(
            duty not in taken
            and catalogue.norms[duty].when in criteria
            and catalogue.norms[duty].in_force(on)
            for duty in one.duties
        )
    ]
