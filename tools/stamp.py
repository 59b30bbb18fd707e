# SPDX-License-Identifier: EUPL-1.2
"""Write the stamp that ties each Dutch text to the English it renders: ``python tools/stamp.py FILE...``.

Run it after reading the Dutch against the English. A stamp says "this Dutch renders that English", nothing less.
Lines are ``<key>.en = "..."`` or ``en = "..."`` (one line or triple-quoted), then the same for ``nl``, then ``of``;
only ``of`` is written.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from adhere.kernel.text import stamp

_TEXT = re.compile(
    r'^(?P<key>(?:[\w-]+\.)*)en = (?P<wording>"""(?s:.*?)"""|"(?:[^"\\]|\\.)*")\s*$', re.MULTILINE
)


def stamped(source: str) -> str:
    """Return TOML source with every ``of`` made true; raise ValueError where an ``of`` line is lacking."""
    result, last = [], 0
    for match in _TEXT.finditer(source):
        english = tomllib.loads(f"text = {match['wording']}")["text"]
        place = re.compile(rf'^{re.escape(match["key"])}of = "[^"]*"', re.MULTILINE).search(
            source, match.end()
        )
        if place is None or _TEXT.search(source, match.end(), place.start()):
            line = source.count("\n", 0, match.start()) + 1
            raise ValueError(f'line {line}: {match["key"]}en has no {match["key"]}of = "" behind its nl')
        result += [source[last : place.start()], f'{match["key"]}of = "{stamp(english)}"']
        last = place.end()
    return "".join([*result, source[last:]])


def main(names: list[str]) -> int:
    """Stamp the files named; return how many could not be."""
    wrong = 0
    for path in map(Path, names):
        try:
            path.write_text(stamped(path.read_text(encoding="utf-8")), encoding="utf-8")
        except ValueError as error:
            print(f"{path}: {error}", file=sys.stderr)
            wrong += 1
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
