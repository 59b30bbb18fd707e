# SPDX-License-Identifier: EUPL-1.2
"""Looking at the whole portal as each kind of person, in both languages, and what is kept of that for the statement of accessibility."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from tests.journeys import drawing_up, signatory
from tests.journeys.browsing import NARROW, RULES, Someone
from tests.journeys.crawling import Looked, crawl
from tests.journeys.served import Served

from adhere.kernel.text import LANGUAGES

PEOPLE = ("", "office", "signatory", "downstream")
"""Who looks: a visitor, and people of the examples."""
PUBLIC = ("library:", "register:", "audit:")
"""Pages that are alike for everyone are looked at by a visitor alone."""
KEPT = Path(__file__).parents[2] / "src/adhere/portal/data/accessibility.json"


def look(opened: Any, portal: Served) -> Looked:
    """Play the journeys, so that there is more to see than the examples, and look at every kind of page in both languages."""
    looked = Looked()
    for journey in (signatory, drawing_up):
        journey.play(partial(Someone, opened, portal))
    for language in LANGUAGES:
        for name in PEOPLE:
            person = Someone(opened, portal, language=language)
            if name:
                person.sign_in(name)
            crawl(person, looked, aside=PUBLIC if name else ())
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
