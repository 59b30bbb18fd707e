# SPDX-License-Identifier: EUPL-1.2
"""Whether a code is adequate on a date, per obligation: what was found then, what that rested on, and what of it still stands.

Article 56(6) and (9). The finding is the assessor's; that measures it rested on are gone is computed, and then it does not hold any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from adhere.codes.code import Code
from adhere.codes.coverage import Coverage, coverage
from adhere.codes.ground import Left, Obligation
from adhere.kernel.calendar import spoken
from adhere.kernel.text import Text
from adhere.kernel.truth import Truth, Verdict, all_of
from adhere.law.citations import cite
from adhere.law.library import Law
from adhere.monitoring.assessment import Assessed, Assessment, Judgement
from adhere.monitoring.regime import fallback, fallback_from
from adhere.monitoring.words import word

Basis = Literal["kept", "weaker", "lost", "none", "left", "unknown", "other-version"]
"""What a finding rests on now: as then, with fewer measures, with none left, with none from the start, on another instrument; not known, or not
for this version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One obligation on a date; ``own`` says whether the assessment has a finding on it, or only on the code as a whole."""

    obligation: Obligation
    judgement: Judgement
    own: bool
    then: tuple[str, ...]
    now: tuple[str, ...]
    basis: Basis
    left: Left | None
    verdict: Verdict[Text]
    assessed: Assessed | None = None

    @property
    def gone(self) -> tuple[str, ...]:
        """The measures it rested on that are gone."""
        return tuple(name for name in self.then if name not in self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adequacy:
    """A code on a date: the assessment that counts, each obligation, and the whole."""

    code: Code
    on: date
    assessment: Assessment | None
    standings: tuple[Standing, ...]
    verdict: Verdict[Text]


def adequacy(
    code: Code, assessment: Assessment | None, law: Law, on: date, assessed_code: Code | None = None
) -> Adequacy:
    """Return how a code stands on a date; ``assessed_code`` is the version that was assessed, where that is another and at hand."""
    found = coverage(code, law, on)
    then: Coverage | None = coverage(assessed_code, law, on) if assessed_code is not None else found
    if assessed_code is None and assessment is not None and assessment.version not in (None, code.version):
        then = None
    standings = tuple(_standing(one, found, then, assessment) for one in found.ground.obligations)
    held = [*_whole(assessment), *(one.verdict for one in standings if one.basis != "left")]
    verdict = all_of(held) if held else Verdict(Truth.UNKNOWN, (word("adequacy", "nothing-applies"),))
    return Adequacy(code=code, on=on, assessment=assessment, standings=standings, verdict=verdict)


def _whole(assessment: Assessment | None) -> Iterator[Verdict[Text]]:
    """Yield a finding on the code as a whole that no finding on an obligation can make good."""
    if assessment is not None and assessment.judgement in ("not-adequate", "in-part"):
        yield Verdict(Truth.NO, (word("adequacy", f"whole-{assessment.judgement}"),))


def _judged(own: Assessed | None, assessment: Assessment | None) -> Judgement:
    """Return the finding on an obligation: its own; or, where the whole is adequate, that of the whole, which then says it of each."""
    if own is not None:
        return own.judgement
    return "adequate" if assessment is not None and assessment.judgement == "adequate" else "not-assessed"


def _standing(
    obligation: Obligation, found: Coverage, then: Coverage | None, assessment: Assessment | None
) -> Standing:
    own = _own(obligation, assessment)
    now = found.serving(obligation)
    named = own.measures if own else ()
    before = named or (_serving(obligation, then) if then else ())
    left = next((one for one in found.left if one.obligation == obligation.id), None)
    basis = _basis(before, now, unknown=bool(found.unknown), left=left)
    if then is None and not named and basis in ("kept", "none"):
        basis = "other-version"
    judgement = _judged(own, assessment)
    return Standing(
        obligation=obligation,
        judgement=judgement,
        own=own is not None,
        then=before,
        now=now,
        basis=basis,
        left=left,
        verdict=_named(obligation, _verdict(judgement, basis, before, now)),
        assessed=own,
    )


def _own(obligation: Obligation, assessment: Assessment | None) -> Assessed | None:
    named = {obligation.id, *obligation.provisions}
    return (
        next((one for one in assessment.obligations if one.obligation in named), None) if assessment else None
    )


def _serving(obligation: Obligation, found: Coverage) -> tuple[str, ...]:
    """Return the measures that served it in another version, which may know of other obligations."""
    there = next((one for one in found.ground.obligations if one.id == obligation.id), None)
    return found.serving(there) if there is not None else ()


def _basis(before: tuple[str, ...], now: tuple[str, ...], *, unknown: bool, left: Left | None) -> Basis:
    if unknown and not now:
        return "unknown"
    if left is not None and not before:
        return "left"
    if not before:
        return "none" if not now else "kept"
    gone = [name for name in before if name not in now]
    if not gone:
        return "kept"
    return "weaker" if len(gone) < len(before) else "lost"


def _verdict(judgement: Judgement, basis: Basis, before: Iterable[str], now: Iterable[str]) -> Verdict[Text]:
    """A finding holds as long as what it rested on does; with less of it, nobody has looked yet."""
    if judgement in ("not-adequate", "in-part"):
        return Verdict(Truth.NO, (word("adequacy", judgement),))
    if basis == "lost":
        return Verdict(Truth.NO, (word("adequacy", "lost", measures=", ".join(before)),))
    if judgement == "not-assessed":
        return Verdict(Truth.UNKNOWN, (word("adequacy", "not-assessed"),))
    if basis in ("weaker", "none", "unknown", "other-version"):
        gone = ", ".join(name for name in before if name not in set(now))
        return Verdict(Truth.UNKNOWN, (word("adequacy", f"basis-{basis}", measures=gone),))
    return Verdict(Truth.YES, (word("adequacy", "adequate"),))


def _named(obligation: Obligation, verdict: Verdict[Text]) -> Verdict[Text]:
    """Return a verdict of which each reason names the obligation it is about."""
    cited = cite(obligation.provisions[0])
    return Verdict(
        verdict.truth,
        tuple(word("adequacy", "of", obligation=cited, reason=one) for one in verdict.reasons),
    )


def lost(then: Adequacy, now: Adequacy) -> Iterator[Standing]:
    """Yield the obligations that were not open then and are now: their finding, or their basis, is gone."""
    before = {one.obligation.id: one.verdict.truth for one in then.standings}
    for one in now.standings:
        if before.get(one.obligation.id) is Truth.YES and one.verdict.truth is not Truth.YES:
            yield one


def finished(code: Code, by: date) -> Truth:
    """Return whether a code was final by a day; not known where its history has no such step."""
    final = [event.on for event in code.history if event.kind == "final"]
    return Truth.of(min(final) <= by) if final else Truth.UNKNOWN


def common_rules(found: Adequacy, law: Law, on: date) -> Verdict[Text]:
    """Return whether the way to common rules is open on a date: no code in time, or one found not adequate.

    Article 56(9) for codes on models; for codes on content Article 50(7), which sets no day.
    """
    family = found.code.family
    if fallback(law, family, on) is None:
        return Verdict(Truth.NO, (word("fallback", "no-power"),))
    judgement = found.assessment.judgement if found.assessment else "not-assessed"
    day = fallback_from(law, family)
    if day is not None and on < day:
        return Verdict(Truth.NO, (word("fallback", "not-yet", day=spoken(day)),))
    if judgement == "not-adequate":
        return Verdict(Truth.YES, (word("fallback", "not-adequate"),))
    ready = finished(found.code, day) if day is not None else Truth.YES
    if day is not None and ready is not Truth.YES:
        return Verdict(ready.negated(), (word("fallback", f"ready-{ready.value}", day=spoken(day)),))
    if judgement != "adequate":
        told = "in-part" if judgement == "in-part" else "not-assessed"
        return Verdict(Truth.UNKNOWN, (word("fallback", told),))
    return Verdict(Truth.NO, (word("fallback", "adequate"),))
