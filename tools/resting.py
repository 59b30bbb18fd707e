# SPDX-License-Identifier: EUPL-1.2
"""Write the index of what names which provision of the law: ``python tools/resting.py``, or ``--check`` to see whether it is fresh.

``src/adhere/dossier/data/resting.tsv`` is what ``adhere law show`` reads in a terminal instead of every room.
"""

from __future__ import annotations

import sys
from pathlib import Path

from adhere.codes.ground import parts
from adhere.dossier.lawresting import cited
from adhere.dossier.restingindex import index_of

INDEX = Path(__file__).resolve().parents[1] / "src" / "adhere" / "dossier" / "data" / "resting.tsv"


def main(arguments: list[str]) -> int:
    """Write the index, or with ``--check`` say whether it is as it would be written."""
    content = index_of(cited(), parts())
    fresh = INDEX.exists() and INDEX.read_text(encoding="utf-8") == content
    if "--check" in arguments:
        if not fresh:
            print(f"{INDEX.name} is not up to date: run python tools/resting.py")
        return int(not fresh)
    if not fresh:
        INDEX.write_text(content, encoding="utf-8")
    print(f"{content.count(chr(10)) - 1} lines, {'not changed' if fresh else 'written'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
