# SPDX-License-Identifier: EUPL-1.2
"""Looking at the whole portal as each kind of person, in both languages, and what is kept of that for the statement of accessibility."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from tests.journeys import drawing_up, matters, signatory
from tests.journeys.browsing import NARROW, RULES, Someone
from tests.journeys.crawling import Looked, crawl
from tests.journeys.served import ADMINISTRATOR, Served

from adhere.kernel.data import packaged
from adhere.kernel.text import LANGUAGES

PASSWORDS = {f"new-{role}": signatory.PASSWORD for role in ("head", "signatory")}
"""Of those who made an account on a journey."""
PEOPLE = (
    "",
    *packaged("adhere.portal", "data/example.toml")["people"],
    ADMINISTRATOR,
    *PASSWORDS,
)
"""Who looks: a visitor, everyone of the examples, the administrator, and those who came on the journeys."""
PUBLIC = ("library:", "register:", "audit:")
"""Pages that are alike for everyone are looked at by a visitor and by the office; witnesses of the log are for who administers."""
KEPT = Path(__file__).parents[2] / "src/adhere/portal/data/accessibility.json"


JOURNEYS = {"signatory": signatory.play, "drawing up": drawing_up.play, "matters": matters.play}
"""Played in this order, so that there is more to see than the examples; the last needs what the first handed in."""


@dataclass
class Played:
    """The journeys at one portal, each played once."""

    opened: Any
    portal: Served
    done: set[str] = field(default_factory=set)

    def play(self, *names: str) -> None:
        """Play journeys that were not played yet, all of them where none is named."""
        for name in names or JOURNEYS:
            if name not in self.done:
                JOURNEYS[name](self._someone)
                self.done.add(name)

    def _someone(self, **how: Any) -> Someone:
        return Someone(self.opened, self.portal, **how)


def look(opened: Any, portal: Served) -> Looked:
    """Look at every kind of page as everyone, in both languages; best after the journeys were played."""
    looked = Looked()
    for name, language in product(PEOPLE, LANGUAGES):
        person = Someone(opened, portal, language=language)
        if name:
            person.sign_in(name, PASSWORDS.get(name, ""))
        if name == "office":
            person.show_anew()
        if name in ("", "office"):
            crawl(person, looked, each=2)
        else:
            mine = ("audit:",) if name == ADMINISTRATOR else ()
            crawl(person, looked, aside=tuple(one for one in PUBLIC if one not in mine))
        person.context.close()
    return looked


def keep(looked: Looked, on: date) -> None:
    """Write what the statement of accessibility tells."""
    told = {
        "on": on.isoformat(),
        "axe": looked.axe,
        "tags": list(RULES),
        "rules": sorted(looked.rules),
        "pages": len(looked.pages),
        "kinds": sorted(looked.kinds),
        "languages": list(LANGUAGES),
        "width": NARROW,
        "violations": looked.violations,
        "barriers": looked.found,
    }
    KEPT.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
