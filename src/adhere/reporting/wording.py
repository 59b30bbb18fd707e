# SPDX-License-Identifier: EUPL-1.2
"""The words of reports in both languages: ``data/words.toml``."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of

SHOWN = 80
"""Characters: no more of a wrong value is repeated."""


def words(group: str, name: str, /, **values: object) -> Text:
    """Return one wording by group and name, with its values filled in."""
    return text_of(packaged("adhere.reporting", "data/words.toml")[group][name]).filled(values)


def shown(value: object) -> Text:
    """Return a wrong value as it stands in the file, or what kind of thing it is."""
    if value is None or value == "":
        return words("found", "nothing")
    if isinstance(value, (dict, list)):
        return words("found", "fields" if isinstance(value, dict) else "list")
    return plain(clipped(str(value).lower() if isinstance(value, bool) else str(value)))


def clipped(text: str) -> str:
    """Return a text on one line, no longer than can be read, without what cannot be printed."""
    line = "".join(sign if sign.isprintable() else "?" for sign in " ".join(text[: 4 * SHOWN].split()))
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


def near(name: str, known: Iterable[str]) -> Text:
    """Return the question whether the nearest known name was meant, with a space before it, or nothing."""
    found = difflib.get_close_matches(name[:SHOWN], list(known), n=1)
    if not found:
        return plain("")
    said = words("found", "near", name=found[0])
    return Text(f" {said.en}", f" {said.nl}")
