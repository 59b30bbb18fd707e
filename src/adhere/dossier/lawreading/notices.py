# SPDX-License-Identifier: EUPL-1.2
"""What has to be said first of a provision: that the date lies before the act, or that there are no records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adhere.dossier.lawreading.words import say
from adhere.kernel.text import Language

if TYPE_CHECKING:
    from adhere.law.library import Law
    from adhere.law.show import Shown


def notices(law: Law, asked: str, shown: Shown, spoken: Language) -> tuple[str, ...]:
    """Return what has to be said first, in one language."""
    told = []
    day = law.contents["worded_since"]
    if shown.provision.startswith("aia:") and shown.on < day:
        told.append(say("before-law", spoken, on=shown.on, day=day))
    said = (shown.norms, shown.gone, shown.coming, shown.changes, shown.answers, shown.parts)
    if not any(said) and not asked.startswith("figure:"):
        told.append(say("no-records", spoken))
    return tuple(told)
