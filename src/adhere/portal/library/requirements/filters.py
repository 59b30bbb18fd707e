# SPDX-License-Identifier: EUPL-1.2
"""The filters of the catalogue as people choose them: what there is of each, and what of it was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from adhere.kernel.text import Text
from adhere.law.requirements.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its name in an address, what can be chosen, and what is; a word it does not know is as good as none.

    ``notes`` are what is said with a choice, where there is something to say.
    """

    name: str
    options: Mapping[str, Text]
    wanted: frozenset[str]
    notes: Mapping[str, Text] = field(default_factory=dict)

    @property
    def said(self) -> list[Text]:
        """What is said with what was chosen."""
        return [self.notes[name] for name in self.options if name in self.wanted and name in self.notes]


def filters(known: Catalogue, asked: QueryDict) -> list[Filter]:
    """Return the filters with what a request asks for."""
    words = known.vocabulary
    holders = dict.fromkeys(holder for one in known.requirements.values() for holder in known.holders(one))
    vocabularies: dict[str, Mapping[str, Text]] = {
        "phase": words.phases,
        "topic": words.topics,
        "role": words.roles,
        "holder": {name: known.law.roles[name] for name in holders},
    }
    return [
        Filter(
            name,
            options,
            frozenset(asked.getlist(name)) & frozenset(options),
            words.own if name == "role" else {},
        )
        for name, options in vocabularies.items()
    ]
