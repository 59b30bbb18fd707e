# SPDX-License-Identifier: EUPL-1.2
"""The documentation of one model: every form filled from facts, statements and results, with what is wrong and what is asked.

Article 53(1)(a), (b) and (d), and the forms under which information reaches its recipients. A bare model folder works too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.documentation.asking import Ask, asks
from adhere.documentation.drafting import draft
from adhere.documentation.evaluations.result import Evaluations
from adhere.documentation.merging import merged
from adhere.dossier.stated import StatedAnswers
from adhere.forms.answers import Answer, Filled
from adhere.forms.form import MAIN_FORM, Form
from adhere.forms.library import UnknownFormError, form, known_forms
from adhere.kernel.finding import Finding, Place
from adhere.kernel.truth import Truth
from adhere.models.facts import Facts
from adhere.models.reasons import value_text

if TYPE_CHECKING:
    from adhere.dossier.checks import CheckedModel
    from adhere.dossier.portfolio import DossierModel, Portfolio
    from adhere.forms.heads import Head
    from adhere.models.classification import Classification

ANSWERS = "models"
"""The folder under which answers to forms stand, one folder per model."""
RESULTS_FORMS = frozenset({"annex-xi", "model-report"})
"""The forms that list results of evaluations."""
REGISTER_FORMS = frozenset({"framework", "model-report"})
"""The forms that the register of systemic risks has answers to."""
CONTENT_FORM = "summary"
"""The form that figures of the training content have answers to."""
POLICY_FORM = "copyright-policy"
"""The form that crawlers, complaints and adherences have answers to."""


@dataclass(frozen=True, kw_only=True)
class Documented:
    """The forms of one model, filled; an incident stands under the name of its file.

    ``stated`` are the forms somebody answered.
    """

    filled: Mapping[str, Filled]
    stated: frozenset[str] = frozenset()
    evaluations: Evaluations = field(default_factory=Evaluations)
    facts: Facts = field(default_factory=Facts)
    on: date | None = None
    own_findings: tuple[Finding, ...] = ()
    """What is wrong with the files of answers and of results."""

    @cached_property
    def asks(self) -> tuple[Ask, ...]:
        """What people must still supply, in order."""
        return asks(self.filled.values())

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything wrong with the files, and with the answers of the forms somebody answered."""
        return (*self.own_findings, *_findings(self))


def documented(
    model: DossierModel,
    portfolio: Portfolio,
    checked: CheckedModel | None,
    on: date,
    forms: Iterable[str] | None = None,
    *,
    results: bool = True,
) -> Documented:
    """Return the documentation of a model on a date, by default every form in force; raise UnknownFormError.

    A model that was not checked is classified only where a section hangs on a criterion of the law. ``results`` is false where
    the files of evaluations are read elsewhere.
    """
    classification = checked.classification if checked is not None else None
    wanted = _with_used([_form(name, on) for name in (forms or _in_force(on))], on)
    stated = _stated(model, portfolio, on)
    for key, own in stated.forms.items():
        if own.per == "incident" and own.id in wanted:
            wanted[key] = own
    evaluations = (
        model_evaluations(model, portfolio) if results and wanted.keys() & RESULTS_FORMS else Evaluations()
    )
    criteria = _criteria(wanted.values(), model, classification, on)
    filled: dict[str, Filled] = {}
    for key, one in wanted.items():
        if forms is None and one.per == "incident" and key == one.id:
            continue  # nothing to report until somebody names an incident
        filled[key] = Filled(
            form=one,
            model=model.id,
            answers=_answered(one, model, (evaluations, on), portfolio, stated.by_form.get(key, {})),
            wrong=stated.wrong.get(key, frozenset()),
            criteria=criteria,
            others=filled,
        )
    return Documented(
        filled=filled,
        stated=frozenset(stated.forms) & filled.keys(),
        evaluations=evaluations,
        facts=model.facts,
        on=on,
        own_findings=(*stated.findings, *evaluations.findings),
    )


def _answered(
    one: Form,
    model: DossierModel,
    known: tuple[Evaluations, date],
    portfolio: Portfolio,
    stated: Mapping[str, Answer],
) -> dict[str, Answer]:
    """Return what people stated, with what facts, results, the register of systemic risks and the training content say."""
    evaluations, on = known
    drafted = draft(one, model.facts, evaluations) | _registered(one, model, portfolio)
    drafted |= _of_policy(one, model, portfolio, on)
    return merged(one, drafted | _of_content(one, model, portfolio, stated), stated)


def _of_policy(one: Form, model: DossierModel, portfolio: Portfolio, on: date) -> dict[str, Answer]:
    """Return what the files that people keep say to the copyright policy."""
    if one.id != POLICY_FORM or portfolio.stated is None:
        return {}
    from adhere.dossier.policydraft import policy_answers  # noqa: PLC0415 - only for the policy

    return policy_answers(one, portfolio, model.id, on)


def _of_content(
    one: Form, model: DossierModel, portfolio: Portfolio, stated: Mapping[str, Answer]
) -> dict[str, Answer]:
    """Return what the figures of the training content and the register of its sources say."""
    if one.id != CONTENT_FORM:
        return {}
    from adhere.dossier.content import content_answers  # noqa: PLC0415 - only for the summary

    return content_answers(one, portfolio, model.id, set(stated))


def _registered(one: Form, model: DossierModel, portfolio: Portfolio) -> dict[str, Answer]:
    """Return what the register of systemic risks says; a model without one costs a look at the disk."""
    file = portfolio.root / ANSWERS / model.id / "risk.yaml"
    if one.id not in REGISTER_FORMS or portfolio.stated is None or not file.exists():
        return {}
    from adhere.dossier.riskdraft import register_answers  # noqa: PLC0415 - YAML, only where there is a register

    return register_answers(one, portfolio.root, model.id)


def _in_force(on: date) -> Iterator[str]:
    for form_id in known_forms():
        try:
            form(form_id, on)
        except UnknownFormError:
            continue
        yield form_id


def _form(form_id: str, on: date) -> Form:
    """Return the version of a form in force; before its first day, the version that comes."""
    try:
        return form(form_id, on)
    except UnknownFormError:
        return form(form_id)


def _with_used(wanted: Sequence[Form], on: date) -> dict[str, Form]:
    """Return the forms with those from which their composed fields are answered, used ones first."""
    found: dict[str, Form] = {}
    for one in wanted:
        for used in dict.fromkeys(name.partition(":")[0] for asked in one.fields for name in asked.uses):
            found.setdefault(used, _form(used, on))
    for one in wanted:
        found.setdefault(one.id, one)
    return found


def _stated(model: DossierModel, portfolio: Portfolio, on: date) -> StatedAnswers:
    if portfolio.stated is None or not (portfolio.root / ANSWERS / model.id).is_dir():
        return StatedAnswers()
    if model.id in portfolio.answers:
        return portfolio.answers[model.id]
    from adhere.dossier.answers import Signature, read_answers  # noqa: PLC0415 - YAML, only where there are answers

    dossier = portfolio.stated.dossier
    signed = dossier.stated if dossier is not None else None
    signature = Signature(who=signed.who, when=signed.when) if signed else Signature()
    answers = read_answers(portfolio.root, model.id, signature=signature, on=on)
    portfolio.answers[model.id] = answers
    return answers


def opened_facts(model: DossierModel, portfolio: Portfolio, on: date) -> frozenset[str]:
    """Return the facts that the provider opens to everybody by marking the answers that say them as public."""
    stated = _stated(model, portfolio, on)
    if not any(answer.public for answer in stated.by_form.get(MAIN_FORM, {}).values()):
        return frozenset()
    from adhere.exchange.disclosure import opened  # noqa: PLC0415 - rare

    answered = _form(MAIN_FORM, on)
    return opened(answered, draft(answered, model.facts), stated.by_form[MAIN_FORM])


def model_evaluations(model: DossierModel, portfolio: Portfolio) -> Evaluations:
    """Return the results of evaluations that lie in the dossier for a model; none for a bare model folder."""
    folder = Path(portfolio.root) / ANSWERS / model.id
    if portfolio.stated is None or not folder.is_dir():
        return Evaluations()
    from adhere.dossier.evaluations import read_evaluations  # noqa: PLC0415 - rare

    return read_evaluations(portfolio.root, folder, _names(model))


def _names(model: DossierModel) -> list[str]:
    """Return the names of a model besides its id: its own, and that of the folder of its files."""
    named = model.facts.get("model.name")
    said = value_text(named.value).en if named is not None else ""
    return [name for name in (said, model.artefacts) if name]


def _criteria(
    wanted: Iterable[Form], model: DossierModel, classification: Classification | None, on: date
) -> dict[str, Truth]:
    """Return how the criteria stand under which sections are asked."""
    named = {section.only_where for one in wanted for section in one.sections if section.only_where}
    if not named:
        return {}
    outcome = classification or _classified(model, on)
    truth = outcome.applicability.evaluation.truth
    return {name: truth(name, outcome.state) for name in sorted(named)}


def _classified(model: DossierModel, on: date) -> Classification:
    from adhere.law.applicability import Applicability  # noqa: PLC0415 - 100 ms that few forms need
    from adhere.law.library import Law  # noqa: PLC0415
    from adhere.models.classification import classify  # noqa: PLC0415

    return classify(model.facts, Applicability(Law(), on))


def documentation_findings(
    model: DossierModel, portfolio: Portfolio, checked: CheckedModel, on: date
) -> tuple[Finding, ...]:
    """Return what is wrong with the documentation of a model, reading only the forms somebody answered."""
    folder = Path(portfolio.root) / ANSWERS / model.id
    applying = {one.norm.id for one in checked.classification.applying(Truth.YES)}
    heads = _heads(on)
    answered = [head.id for head in heads if any(folder.glob(f"{head.id}*.yaml"))]
    found: tuple[Finding, ...] = tuple(model_evaluations(model, portfolio).findings)
    if answered or any(folder.glob("*.y*ml")):  # files named after no form are found wrong too
        found += documented(model, portfolio, checked, on, answered or [MAIN_FORM], results=False).findings
    return (*found, *_unanswered(heads, applying, answered, model.id))


def _heads(on: date) -> tuple[Head, ...]:
    from adhere.forms.heads import heads  # noqa: PLC0415 - only where something is checked

    return heads(on)


def _findings(documentation: Documented) -> Iterator[Finding]:
    from adhere.forms.findings import findings  # noqa: PLC0415 - draft shows rows, not findings

    for key, one in documentation.filled.items():
        if key in documentation.stated:
            file = f"{ANSWERS}/{one.model}/{key}.yaml"
            yield from findings(one, one.form.recipients, file, documentation.on)
            if key == MAIN_FORM and documentation.on is not None:
                from adhere.dossier.threshold import across_threshold  # noqa: PLC0415 - draft shows rows

                yield from across_threshold(one, documentation.facts, documentation.on)


def _unanswered(
    heads: Iterable[Head], applying: Collection[str], answered: Collection[str], model_id: str
) -> Iterator[Finding]:
    """Tell of each form that is owed and nobody answered; one whose duties an earlier form serves needs no answers of its own."""
    served: set[str] = set()
    for head in heads:
        duties = set(head.duties)
        owed = duties & set(applying) and head.per == "model" and not duties & served
        served |= duties
        if owed and head.id not in answered:
            from adhere.documentation.rules import rule  # noqa: PLC0415 - only where something is missing
            from adhere.law.citations import cite  # noqa: PLC0415

            provision = cite(head.provisions[0]) if head.provisions else "-"
            values = {"form": head.name, "id": head.id, "model": model_id, "provision": provision}
            place = Place(file=f"{ANSWERS}/{model_id}/{head.id}.yaml")
            yield Finding(rule=rule("ADH-DOC-020"), place=place, values=values)
