# SPDX-License-Identifier: EUPL-1.2
"""The sentences that go with a derived fact: which method, which assumptions.

Data: ``data/notes-compute.toml``, both languages.
"""

from __future__ import annotations

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of


def note(name: str, /, **values: object) -> Text:
    """Return a sentence with its values filled in; raise KeyError for a name that is not in the data."""
    return text_of(packaged("adhere.models", "data/notes-compute.toml")["note"][name]).filled(values)
