# SPDX-License-Identifier: EUPL-1.2
"""Notes that facts from configurations carry: the assumptions and conventions a reader must know.

The texts stand in ``models/data/notes-config.toml`` in both languages.
"""

from __future__ import annotations

from adhere.kernel.data import packaged
from adhere.kernel.text import LANGUAGES, Text, text_of


def note(name: str, **values: object) -> Text:
    """Return a note with its values filled in."""
    return text_of(packaged("adhere.models", "data/notes-config.toml")["note"][name]).filled(values)


def joined(*notes: Text | None) -> Text | None:
    """Return several notes as one, or None where there is none."""
    said = [one for one in notes if one is not None]
    return Text(*(" ".join(one.in_(language) for one in said) for language in LANGUAGES)) if said else None
