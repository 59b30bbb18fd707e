# SPDX-License-Identifier: EUPL-1.2
"""Compile the Dutch catalogue of Click's words: ``python tools/compile_catalogue.py [--check]``.

Reads ``messages.po`` and writes ``messages.mo`` beside it, in the format of GNU gettext
(https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html): two tables of lengths and offsets, sorted by
original, no hash table. Reads what this repository's catalogue uses: comments, msgid, msgid_plural, msgstr, msgstr[n].
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "src" / "adhere" / "cli" / "locale" / "nl" / "LC_MESSAGES"
_LINE = re.compile(r'(?:(?P<word>msgid|msgid_plural|msgstr(?:\[\d\])?) )?(?P<text>".*")')
_MAGIC = 0x950412DE


def entries_of(source: str) -> dict[str, str]:
    """Return translations by original; plural forms are joined with NUL, as the compiled format has them."""
    entries: dict[str, str] = {}
    parts: dict[str, str] = {}
    word = ""
    for number, line in enumerate(source.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise ValueError(f"line {number}: {line!r} is no line of a catalogue")
        if match["word"] == "msgid":
            _close(parts, entries)
            parts = {}
        word = match["word"] or word
        parts[word] = parts.get(word, "") + ast.literal_eval(match["text"])
    _close(parts, entries)
    return entries


def _close(parts: dict[str, str], entries: dict[str, str]) -> None:
    if not parts:
        return
    original = "\0".join(parts[word] for word in ("msgid", "msgid_plural") if word in parts)
    if original in entries:
        raise ValueError(f"{original!r} stands twice in the catalogue")
    entries[original] = "\0".join(text for word, text in sorted(parts.items()) if word.startswith("msgstr"))


def compiled(source: str) -> bytes:
    """Return the compiled catalogue of a .po source."""
    entries = sorted((original.encode(), text.encode()) for original, text in entries_of(source).items())
    count = len(entries)
    tables, content = [], b""
    for column in (0, 1):
        for entry in entries:
            tables.append(struct.pack("<II", len(entry[column]), 28 + 16 * count + len(content)))
            content += entry[column] + b"\0"
    header = struct.pack("<7I", _MAGIC, 0, count, 28, 28 + 8 * count, 0, 0)
    return header + b"".join(tables) + content


def main(arguments: list[str]) -> int:
    """Write the compiled catalogue, or with ``--check`` say whether the one that stands there is fresh."""
    wanted = compiled((FOLDER / "messages.po").read_text(encoding="utf-8"))
    target = FOLDER / "messages.mo"
    if "--check" not in arguments:
        target.write_bytes(wanted)
        return 0
    fresh = target.exists() and target.read_bytes() == wanted
    if not fresh:
        print(f"{target} is stale; run: python tools/compile_catalogue.py", file=sys.stderr)
    return int(not fresh)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
