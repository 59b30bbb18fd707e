# SPDX-License-Identifier: EUPL-1.2
"""Write down which characters the typefaces of typst can show: ``python tools/typefaces.py``.

The typefaces stand in the compiled library as they are (OpenType, https://learn.microsoft.com/typography/opentype/spec/otff); of what
their tables name, only what typst sets in a PDF/A is written to ``src/adhere/render/data/typefaces.toml``. Takes a minute.
"""

from __future__ import annotations

import io
import json
import re
import struct
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import typst
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

TARGET = Path(__file__).resolve().parents[1] / "src/adhere/render/data/typefaces.toml"
SOURCE = b"""
#let signs = json(bytes(sys.inputs.signs))
#set document(title: "signs", date: datetime(year: 2000, month: 1, day: 1))
#set text(lang: "en", font: "Libertinus Serif")
#for sign in signs [#sign *#sign* ]
"""
HEAD = """\
# SPDX-License-Identifier: EUPL-1.2
# The characters that the typefaces of typst can show in a PDF/A: code points and ranges, hexadecimal, ends included.
# Written by `python tools/typefaces.py`; change the tool, not this file.
"""
INVISIBLE = (0x9, 0xA, 0x61C, 0x180E, 0x2028, *range(0xFE00, 0xFE10))
"""Characters without a shape that typst sets all the same."""
AT_ONCE = 500
WIDTH = 110


def main() -> int:
    """Write the table."""
    named = set().union(*(set(face.getBestCmap()) for face in _faces(_library())))
    codes = [code for code in sorted(named | set(INVISIBLE)) if code >= 0x20 or code in INVISIBLE]
    batches = (codes[start : start + AT_ONCE] for start in range(0, len(codes), AT_ONCE))
    TARGET.write_text(_table([code for batch in batches for code in _settable(batch)]), encoding="utf-8")
    return 0


def _library() -> bytes:
    folder = Path(typst.__file__).parent
    return next(path for path in folder.iterdir() if path.suffix in (".so", ".pyd")).read_bytes()


def _faces(library: bytes) -> Iterator[TTFont]:
    """Yield every typeface in the library, found by the directory of tables it begins with."""
    for match in re.finditer(rb"OTTO|\x00\x01\x00\x00", library):
        start = match.start()
        count = struct.unpack_from(">H", library, start + 4)[0]
        if not 8 <= count <= 40:
            continue
        records = [struct.unpack_from(">4sIII", library, start + 12 + 16 * number) for number in range(count)]
        if all(re.fullmatch(rb"[A-Za-z0-9/ ]{4}", record[0]) for record in records):
            end = max(record[2] + record[3] for record in records)
            yield TTFont(io.BytesIO(library[start : start + end]))


def _settable(codes: Sequence[int]) -> list[int]:
    """Return the characters that can be set, halving what cannot until it is one."""
    if _sets(codes):
        return list(codes)
    if len(codes) == 1:
        return []
    middle = len(codes) // 2
    return _settable(codes[:middle]) + _settable(codes[middle:])


def _sets(codes: Sequence[int]) -> bool:
    signs = json.dumps([f"a{chr(code)}b" for code in codes])
    try:
        typst.compile(
            SOURCE,
            format="pdf",
            pdf_standards=["ua-1", "a-2a"],
            ignore_system_fonts=True,
            sys_inputs={"signs": signs},
        )
    except typst.TypstError:
        return False
    return True


def _table(codes: Sequence[int]) -> str:
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    lines = [""]
    for first, last in ranges:
        part = f"{first:x}" if first == last else f"{first:x}-{last:x}"
        if len(lines[-1]) + len(part) >= WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {part}".strip()
    return f'{HEAD}\ncharacters = """\n' + "\n".join(lines) + '\n"""\n'


if __name__ == "__main__":
    sys.exit(main())
