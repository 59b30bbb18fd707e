# SPDX-License-Identifier: EUPL-1.2
"""The Public Suffix List that is used: the one that the package publicsuffixlist brings, or a file that a person names."""

from __future__ import annotations

from pathlib import Path

from adhere.content.suffixes import LARGEST, Rules, Suffixes, parse

Row = tuple[str, int | None, int]
"""Of the table ``suffix``: end of a name, labels of the public suffix it makes, whether it is an exception."""


def read_suffixes(path: Path | None = None) -> Suffixes:
    """Read the list; raise OSError where it cannot be read, ImportError where neither a file nor the package is there."""
    if path is None:
        from publicsuffixlist import PSLFILE  # noqa: PLC0415 - the engine is an extra

        path = Path(PSLFILE)
    with path.open("rb") as file:
        content = file.read(4 * LARGEST + 1)
    return parse(content.decode("utf-8", "replace"), path.name)


def rows(suffixes: Suffixes, rules: Rules) -> list[Row]:
    """Return the rows of the table ``suffix``, the names in ASCII: hosts in other signs are settled before."""
    return [
        (one.name, one.effective, int(one.exception))
        for one in suffixes.table(rules).values()
        if one.name.isascii()
    ]


def depth(found: list[Row]) -> int:
    """Return the labels of the longest name."""
    return max((name.count(".") + 1 for name, _, _ in found), default=1)
