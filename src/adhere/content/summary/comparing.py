# SPDX-License-Identifier: EUPL-1.2
"""Two runs over training content compared: what grew, what came and went, and whether a range or a rule gave another outcome.

The template asks an update where additional data changes the summary materially; what is material a person judges, with this in hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from adhere.content.figures import MEASURES, MODALITIES, Amount, Figures
from adhere.content.summary.amounts import NOTHING, added
from adhere.content.summary.datachecks import MEASURES as UNIT_OF
from adhere.content.summary.languages import language_of
from adhere.content.summary.material import Content
from adhere.forms.form import Form
from adhere.forms.precision import bands_of

Group = Literal["modality", "source", "language"]
GROUPS: tuple[Group, ...] = ("modality", "source", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One modality, source or language of which there is more, less, none any more or some at last; None where nothing names it."""

    group: Group
    name: str | None
    before: Amount
    after: Amount

    @property
    def kind(self) -> Literal["came", "went", "changed"]:
        """What happened to it."""
        if not self.before.documents:
            return "came"
        return "changed" if self.after.documents else "went"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What differs between two runs; ``bands`` are modalities whose range is another, with the ids before and after."""

    changes: tuple[Change, ...]
    bands: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    months: tuple[str | None, str | None]
    listed: tuple[int | None, int | None]

    @property
    def same(self) -> bool:
        """Whether nothing that a summary tells differs."""
        return (
            not self.changes
            and not self.bands
            and self.months[0] == self.months[1]
            and self.listed[0] == self.listed[1]
        )


def compared(before: Figures, after: Figures, form: Form) -> Compared:
    """Return what differs between the figures of two runs."""
    return Compared(
        changes=tuple(change for group in GROUPS for change in _changes(group, before, after)),
        bands=tuple(_bands(before, after, form)),
        months=(_month(before), _month(after)),
        listed=(_listed(before), _listed(after)),
    )


def _changes(group: Group, before: Figures, after: Figures) -> Iterator[Change]:
    one, other = (_amounts(group, figures) for figures in (before, after))
    for name in sorted({*one, *other}, key=lambda key: (key is None, key or "")):
        was, now = one.get(name, NOTHING), other.get(name, NOTHING)
        if _told(was) != _told(now):
            yield Change(group=group, name=name, before=was, after=now)


def _amounts(group: Group, figures: Figures) -> Mapping[str | None, Amount]:
    found: dict[str | None, list[Amount]] = {}
    for line in figures.languages if group == "language" else figures.sources:
        name = getattr(line, group)
        found.setdefault(language_of(name).id if group == "language" and name else name, []).append(
            line.amount
        )
    return {name: added(amounts) for name, amounts in found.items()}


def _told(amount: Amount) -> tuple[int, ...]:
    return (amount.documents, *(getattr(amount, name).total for name in MEASURES))


def _bands(
    before: Figures, after: Figures, form: Form
) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    runs = [Content(figures=figures, file="", sha256="") for figures in (before, after)]
    for modality in MODALITIES:
        if modality in UNIT_OF and any(modality in content.modalities() for content in runs):
            was, now = (_band(form, modality, content) for content in runs)
            if was != now:
                yield modality, was, now


def _band(form: Form, modality: str, content: Content) -> tuple[str, ...]:
    found = content.held(modality, UNIT_OF[modality])
    return tuple(band.id for band in bands_of(found, form.field(f"size_{modality}").bands)) if found else ()


def _month(figures: Figures) -> str | None:
    return f"{figures.last:%Y-%m}" if figures.last else None


def _listed(figures: Figures) -> int | None:
    return figures.domains.listed if figures.domains else None


def came_and_went(before: Iterable[str], after: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names that came to a list, and those that went from it."""
    one, other = frozenset(before), frozenset(after)
    return other - one, one - other
