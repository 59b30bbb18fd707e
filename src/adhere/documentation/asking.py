# SPDX-License-Identifier: EUPL-1.2
"""What people must still supply, as one list in one order, each thing asked once however many forms and recipients wait for it.

Fields: the Model Documentation Form and the annexes (Article 53(1)(a) and (b)). The order: what is surely asked before what may
be, then what most recipients wait for, then what takes least work, then the order of the forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from adhere.documentation.wording import words
from adhere.forms.answers import Filled
from adhere.forms.completeness import State
from adhere.forms.form import RECIPIENTS, Field, Recipient
from adhere.forms.views import ShownRow, all_rows
from adhere.kernel.text import Text
from adhere.kernel.truth import Truth
from adhere.models.registry import Supplier

ASKED = (State.MISSING, State.TOO_COARSE, State.WRONG)
"""States in which somebody has to supply something."""
EFFORTS = ("figure", "sentence", "list", "paragraph", "page")
"""How much work an answer is, least first."""
_SHORT, _PARAGRAPH = 20, 100
"""Words a form recommends for a sentence and a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing to supply; ``form`` and ``field`` say where it is answered, ``also`` which other fields it answers.

    ``fact`` is the fact that, once stated in ``adhere.yaml``, answers all of them; ``remark`` says what is wrong with the
    answer there is, where there is one. ``sure`` is false where it is not known whether the section applies.
    """

    form: str
    field: str
    label: Text
    asked: Text
    why: Text
    example: Text
    who: Supplier
    recipients: tuple[Recipient, ...]
    provisions: tuple[str, ...]
    state: State
    effort: str
    sure: bool = True
    also: tuple[str, ...] = ()
    fact: str | None = None
    remark: Text | None = None

    @property
    def id(self) -> str:
        """The full id of the field, such as ``mdf:intended_uses``."""
        return f"{self.form}:{self.field}"

    @property
    def effort_text(self) -> Text:
        """How much work it is, in words."""
        return words(f"effort-{self.effort}")


def asks(filled: Iterable[Filled]) -> tuple[Ask, ...]:
    """Return what is asked, in the order to supply it."""
    gathered: dict[str, _Gathered] = {}
    composed: list[tuple[Field, frozenset[Recipient]]] = []
    for one in filled:
        for row in all_rows(one):
            if row.state not in ASKED:
                continue
            if row.field.kind == "composed":
                composed.append((row.field, row.row.recipients))
            else:
                _gather(gathered, one, row)
    _add_composed(gathered, composed)
    found = [gathering.ask() for gathering in gathered.values()]
    return tuple(sorted(found, key=_order))


def _order(ask: Ask) -> tuple[bool, int, int]:
    return not ask.sure, -len(ask.recipients), EFFORTS.index(ask.effort)


@dataclass(slots=True)
class _Gathered:
    """The rows that ask for one thing, the first of them leading."""

    filled: Filled
    row: ShownRow
    ids: dict[str, None] = field(default_factory=dict)
    recipients: set[Recipient] = field(default_factory=set)
    provisions: dict[str, None] = field(default_factory=dict)

    def ask(self) -> Ask:
        asked = self.row.field
        own = f"{self.filled.form.id}:{asked.id}"
        section = self.row.section
        sure = section.only_where is None or self.filled.criteria.get(section.only_where) is Truth.YES
        return Ask(
            form=self.filled.form.id,
            field=asked.id,
            label=asked.label,
            asked=asked.asked,
            why=asked.why,
            example=asked.example,
            who=asked.who,
            recipients=tuple(one for one in RECIPIENTS if one in self.recipients),
            provisions=tuple(self.provisions),
            state=self.row.state,
            effort=_effort(asked),
            sure=sure,
            also=tuple(name for name in self.ids if name != own),
            fact=_fact(asked),
            remark=self.row.remark,
        )


def _gather(gathered: dict[str, _Gathered], filled: Filled, row: ShownRow) -> None:
    full_id = filled.form.full_id(row.field)
    key = _fact(row.field) or full_id
    found = gathered.setdefault(key, _Gathered(filled, row))
    found.ids[full_id] = None
    found.recipients |= row.row.recipients
    found.provisions.update(dict.fromkeys(row.field.provisions))


def _add_composed(
    gathered: dict[str, _Gathered], composed: Iterable[tuple[Field, frozenset[Recipient]]]
) -> None:
    """Add the recipients and provisions of fields that are made up of others to what is asked for those."""
    by_id = {name: found for found in gathered.values() for name in found.ids}
    for asked, recipients in composed:
        for name in asked.uses:
            if name in by_id:
                by_id[name].recipients |= recipients
                by_id[name].provisions.update(dict.fromkeys(asked.provisions))


def _fact(asked: Field) -> str | None:
    """Return the one fact that is the whole answer to a field, where there is one."""
    whole = next((rule for rule in asked.drafts if rule.text is None and rule.part is None), None)
    return whole.needs[0] if whole is not None else None


def _effort(asked: Field) -> str:
    if asked.kind in ("record", "per-option", "entries"):
        return "list"
    if asked.kind != "text":
        return "figure"
    recommended = asked.words or 0
    return "sentence" if recommended <= _SHORT else "paragraph" if recommended <= _PARAGRAPH else "page"


def recipients_waiting(found: Iterable[Ask]) -> Iterator[tuple[Recipient, int]]:
    """Yield how many things each recipient waits for, most precise recipient first."""
    counted = [one for ask in found for one in ask.recipients]
    yield from ((recipient, counted.count(recipient)) for recipient in RECIPIENTS if recipient in counted)
