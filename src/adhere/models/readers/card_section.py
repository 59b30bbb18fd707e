# SPDX-License-Identifier: EUPL-1.2
"""The section that adhere writes into a model card, which readers of cards pass over: a copy is no second witness.

The marks are HTML comments, which Markdown (CommonMark 0.31, section 4.6) shows to nobody.
"""

from __future__ import annotations

BEGIN = "<!-- adhere:begin -->"
END = "<!-- adhere:end -->"


def without_section(text: str) -> str:
    """Return the text of a card with the lines of the section empty, so that all others keep their number."""
    if BEGIN not in text:
        return text
    lines = text.split("\n")
    stripped = [line.strip() for line in lines]
    if BEGIN not in stripped or END not in stripped:
        return text
    first, last = stripped.index(BEGIN), stripped.index(END)
    return "\n".join("" if first <= at <= last else line for at, line in enumerate(lines))
