# SPDX-License-Identifier: EUPL-1.2
"""Which measures that bind are not shown, why, and by what they could be: one finding per measure.

Articles 53(4) and 55(2): what a code does not show has to be shown by other means. Chapters of which it is not known whether they
bind come as one finding each, with the question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adhere.adherence.checks import Questions
from adhere.adherence.evidence import listed, showings
from adhere.adherence.rules import rule
from adhere.adherence.standing import Proof, Standing
from adhere.adherence.statement import Adherence
from adhere.adherence.wording import word
from adhere.codes.code import Code, Measure
from adhere.kernel.finding import Finding
from adhere.kernel.text import LANGUAGES, Text
from adhere.kernel.truth import Truth

_RULES = {"unmet": "ADH-ADH-030", "unknown": "ADH-ADH-031", "partly": "ADH-ADH-032"}
_PROOFS = {"differs": "ADH-ADH-020", "no-digest": "ADH-ADH-021", "expired": "ADH-ADH-022"}
ALTERNATIVE = "ADH-ADH-033"
STATED_AWAY = "ADH-ADH-034"
HANGS = "ADH-ADH-035"


def standing_findings(
    adherence: Adherence, code: Code, found: Sequence[Standing], questions: Questions
) -> Iterator[Finding]:
    """Yield what is lacking per measure, evidence that does not count, and chapters of which it is open whether they bind."""
    for measure, one in zip(code.measures, found, strict=True):
        yield from (_proof(proof) for proof in one.proofs if proof.state in _PROOFS)
        rule_id = _rule_of(one)
        if rule_id is not None:
            yield _measure(rule_id, measure, one, adherence, code)
    yield from _hanging(adherence, code, found, questions)


def _rule_of(one: Standing) -> str | None:
    if one.bound is Truth.UNKNOWN and one.implementation is None:
        return None  # told once for its chapter
    if one.bound is Truth.NO:
        return None
    if one.by_alternative:
        return ALTERNATIVE
    return STATED_AWAY if one.done == "not-applicable" else _RULES.get(one.done)


def _measure(rule_id: str, measure: Measure, one: Standing, adherence: Adherence, code: Code) -> Finding:
    place = one.implementation.place if one.implementation else adherence.at("measures")
    values = {
        "measure": measure.id,
        "title": measure.title,
        "code": code.id,
        "state": word("state", one.state),
        "reasons": reasons_text(one),
        "could": listed(showings(code.id, measure)),
    }
    return Finding(rule=rule(rule_id), place=place, values=values)


def reasons_text(one: Standing) -> Text:
    """Return all reasons of a standing in a row."""
    return Text(*(" ".join(reason.text.in_(spoken) for reason in one.reasons) for spoken in LANGUAGES))


def _proof(proof: Proof) -> Finding:
    one = proof.evidence
    values = {"file": one.file, "until": one.expires}
    return Finding(rule=rule(_PROOFS[proof.state]), place=one.place, values=values)


def _hanging(
    adherence: Adherence, code: Code, found: Sequence[Standing], questions: Questions
) -> Iterator[Finding]:
    for chapter in code.chapters:
        open_ones = [
            one for one in found if one.bound is Truth.UNKNOWN and one.measure.startswith(f"{chapter.id}-")
        ]
        atoms = dict.fromkeys(
            atom
            for one in open_ones
            for binding in one.bindings
            if binding.bound is Truth.UNKNOWN
            for atom in binding.atoms
        )
        if open_ones and atoms:
            values = {
                "chapter": chapter.title,
                "id": chapter.id,
                "count": len(open_ones),
                "questions": questions(atoms),
            }
            yield Finding(rule=rule(HANGS), place=adherence.at("extent"), values=values)
