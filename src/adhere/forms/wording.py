# SPDX-License-Identifier: EUPL-1.2
"""The words in which answers, remarks and mistakes are said: ``data/words.toml``.

What a file holds is repeated no further than a person can read, and never as the program sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.text import LANGUAGES, Text, plain, text_of

SHOWN = 80
"""Characters: no more of a wrong value is repeated."""


@cache
def words(group: str, name: str) -> Text:
    """Return one wording by group and name."""
    return text_of(packaged("adhere.forms", "data/words.toml")[group][name])


def listed(texts: Sequence[Text]) -> Text:
    """Return one text as it is, several as a list of lines that begin with "- "."""
    if len(texts) == 1:
        return texts[0]
    return joined([Text(f"- {one.en}", f"- {one.nl}") for one in texts], "\n")


def joined(texts: Iterable[Text], separator: str = " ") -> Text:
    """Return texts as one, the separator between them."""
    known = tuple(texts)
    return Text(*(separator.join(text.in_(language) for text in known) for language in LANGUAGES))


def shown(raw: object) -> Text:
    """Return what was found where something else was wanted: as it stands in the file, or what kind of thing it is."""
    if raw is None or (isinstance(raw, (str, list, dict, tuple)) and not raw):
        return words("found", "nothing")
    if isinstance(raw, bool):
        return plain(str(raw).lower())
    if isinstance(raw, dict):
        return words("found", "fields").filled({"names": clipped(", ".join(map(str, raw)))})
    if isinstance(raw, list):
        return words("found", "list").filled({"count": len(raw)})
    if isinstance(raw, int) and raw.bit_length() > 4 * SHOWN:
        return words("found", "long-number")
    return plain(clipped(str(raw))) if isinstance(raw, (str, int, Decimal)) else words("found", "strange")


def clipped(text: str) -> str:
    """Return a text on one line, no longer than can be read, without what cannot be written."""
    line = " ".join(text[: 4 * SHOWN].split()).encode(errors="replace").decode()
    line = "".join(letter if letter.isprintable() else "?" for letter in line)
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


def near(name: str, known: Iterable[str]) -> Text:
    """Return the question whether the nearest known name was meant, with a space before it, or nothing."""
    import difflib  # noqa: PLC0415 - only a mistake should cost its import

    found = difflib.get_close_matches(name[:SHOWN].lower(), known, n=1)
    if not found:
        return plain("")
    said = words("found", "near").filled({"name": found[0]})
    return Text(f" {said.en}", f" {said.nl}")
