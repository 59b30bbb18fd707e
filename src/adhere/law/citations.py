# SPDX-License-Identifier: EUPL-1.2
"""Citations: how a provision or a document is named in a sentence, in both languages.

Guidelines are cited by section and version, never by a bare paragraph number: the numbers moved between versions.
"""

from __future__ import annotations

from functools import cache

from adhere.kernel import refs
from adhere.kernel.data import packaged
from adhere.kernel.text import Text
from adhere.law.parsing import names_of


def cite(provision: str) -> Text:
    """Return the readable name of ``aia:art-53.1.a``, ``gpai-guidelines:sec-2.1`` or ``gpai-2025:S-7.6``."""
    document, _, place = provision.partition(":")
    names = _names("document")
    if document not in names:
        return refs.label(provision)
    kind, _, number = place.partition("-")
    word = _names("place").get(kind)
    if word is None:  # a measure of a code: chapter letter and number
        return Text(f"{names[document].en}, {kind} {number}", f"{names[document].nl}, {kind} {number}")
    number = number.upper() if kind == "annex" else number
    return Text(f"{names[document].en}, {word.en} {number}", f"{names[document].nl}, {word.nl} {number}")


@cache
def _names(kind: str) -> dict[str, Text]:
    return names_of("documents.toml", packaged("adhere.law", "data/documents.toml"), kind)
