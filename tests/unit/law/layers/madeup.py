# SPDX-License-Identifier: EUPL-1.2
"""The provisions of a made-up act, without words: what citations in the tests may lead to. Article 5 has paragraphs without numbers."""

from __future__ import annotations

from adhere.law.layers.places import Structure

UNITS = """
rec-1 rec-2 art-1.1 art-2.1 art-2.1.a art-2.1.b art-2.1.b.i art-2.1.b.ii art-2.1a art-2.2 art-3 art-3.1 art-3.2 art-4.1 art-4.1.a art-4.1.b
art-4a.1 art-4a.1b art-5 art-5.a art-5.b art-54.1 annex-i.s1 annex-i.s1.1 annex-i.s1.2 annex-i.s1.2.a annex-i.s1.2.b annex-i.s2.1 annex-ii.1
"""


def structure() -> Structure:
    return Structure([f"aia:{name}" for name in UNITS.split()], {"aia:art-5": 3, "aia:art-3": 1})
