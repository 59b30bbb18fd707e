# SPDX-License-Identifier: EUPL-1.2
"""Where a finding points, from where a fact was read: a line as a number, so that each language names it in its own word.

Places as in ``kernel.provenance``: ``line 12``, or a locator of the file's own format such as a key.
"""

from __future__ import annotations

import re

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Source

_LINE = re.compile(r"line (?P<line>[0-9]{1,9})(?:, (?P<at>.+))?", re.ASCII)


def place_of(source: Source) -> Place:
    """Return the place of a source for a finding about it; a key beside the line becomes the locator."""
    match = _LINE.fullmatch(source.at or "")
    if match is None:
        return Place(file=source.file, at=source.at)
    return Place(file=source.file, line=int(match["line"]), at=f"key {match['at']}" if match["at"] else None)
