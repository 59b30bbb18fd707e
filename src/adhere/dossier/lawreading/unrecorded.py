# SPDX-License-Identifier: EUPL-1.2
"""A provision on which there is no record of ours, shown by the words of the texts that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from adhere.dossier.lawreading.wording import Wording
from adhere.kernel.text import Text, plain
from adhere.law.show import Shown


def only_words(provision: str, on: date, found: Sequence[Wording]) -> Shown | None:
    """Return the provision with the title that a text gives it; None where no text that is kept has words for it."""
    if not any(one.units for one in found):
        return None
    root = provision.partition(".")[0]
    titles = [one.text.titles[root] for one in found if one.text and root in one.text.titles]
    return Shown(provision=provision, on=on, title=plain(titles[0]) if titles else Text("", ""))
