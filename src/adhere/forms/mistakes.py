# SPDX-License-Identifier: EUPL-1.2
"""Mistakes in answers: the error a value raises that does not fit its field, and where in the answer it stands.

The id of a rule says which mistake it is: ``data/rules.toml``, area FRM.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NoReturn

from adhere.forms.wording import clipped


class AnswerError(ValueError):
    """An answer that does not fit its field; ``rule`` is the id of the rule it breaks, ``values`` fill its texts."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Where in an answer something stands: as people find it, as a path of parts, and under which option."""

    place: str
    path: str = ""
    option: str | None = None

    def part(self, name: str) -> At:
        """Return the place of a part."""
        return replace(self, place=f"{self.place}.{name}", path=f"{self.path}.{name}".lstrip("."))

    def entry(self, number: int) -> At:
        """Return the place of an entry, counted from 1."""
        return replace(self, place=f"{self.place}[{number}]")

    def under(self, option: str) -> At:
        """Return the place of the answer for an option."""
        return replace(self, place=f"{self.place}.{clipped(option)}", option=option)

    def wrong(self, rule: str, **values: object) -> NoReturn:
        """Say that what stands here breaks a rule."""
        raise AnswerError(f"ADH-FRM-{rule}", field=self.place, **values)
