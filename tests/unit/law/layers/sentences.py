# SPDX-License-Identifier: EUPL-1.2
"""A made-up text in English with a little of everything, under ids of the Act so that records can be attached; nothing of it is law."""

from __future__ import annotations

from adhere.law.texts.units import Unit

SENTENCES = {
    "aia:rec-1": ("Gates are good, as Article 53(1) shows.",),
    "aia:art-3": ("In this Regulation, these words have this meaning:",),
    "aia:art-3.1": ("‘gate’ means a door;",),
    "aia:art-3.2": ("‘keeper’ means whoever has the key of a gate.",),
    "aia:art-53.1": (
        "Gates are of wood.",
        "The Commission shall, within 3 days of the event in point (a), paint:",
    ),
    "aia:art-53.1.a": ("what the keeper of the gate broke, or what is under Articles 3 and 53 & <Annex I>;",),
    "aia:art-53.2": ("Article 3(9) and that Annex matter, and Article 113(2) and Regulation (EU) 2016/679.",),
    "aia:art-113": ("This begins in spring.", "It ends in autumn."),
    "aia:annex-i": ("The colours are:",),
    "aia:annex-i.s1.1": ("green\x0b;",),
}


def units() -> dict[str, Unit]:
    kinds = {"rec": "recital", "ann": "annex"}
    return {
        name: Unit(id=name, paragraphs=words, kind=kinds.get(name[4:7], "article"), line=line)  # type: ignore[arg-type]
        for line, (name, words) in enumerate(SENTENCES.items(), 1)
    }
