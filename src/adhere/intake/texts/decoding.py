# SPDX-License-Identifier: EUPL-1.2
"""Bytes to text: the encoding a file has, what had to be replaced, and signs that no text of law holds.

The order is that of the encoding sniffing algorithm of HTML: byte order mark, what the file declares, UTF-8, then Windows-1252.
"""

from __future__ import annotations

import codecs
import re

from adhere.law.texts.rules import Collected

DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
TWICE = re.compile("[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ¡-¿]|â€[™œ\x9d“”¦˜]|Î[±-¿]|Ð[°-¿]")
"""What UTF-8 looks like that was read as Windows-1252 and written again."""
SHOWN = 40


def decode(content: bytes, found: Collected) -> str:
    """Return the text of a file with one kind of line end; whatever was wrong is a finding."""
    text = _text(content, found).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    if bad := CONTROL.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        found.add("ADH-LAW-005", line, sign=f"U+{ord(bad[0]):04X}", count=len(CONTROL.findall(text)))
        text = CONTROL.sub("", text)
    if bad := TWICE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        shown = text[max(0, bad.start() - 10) : bad.end() + 10].split("\n")[0]
        found.add("ADH-LAW-039", line, words=shown[:SHOWN], count=len(TWICE.findall(text)))
    return text


def _text(content: bytes, found: Collected) -> str:
    for mark, name in MARKS:
        if content.startswith(mark):
            return _decoded(content, name, found)
    declared = DECLARED.search(content[:4096])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    try:
        codecs.lookup(name)
    except LookupError:
        found.add("ADH-LAW-004", 1, name=name, count=0)
        name = "utf-8"
    if name in ("utf-8", "utf8") and _is_western(content):
        found.add("ADH-LAW-004", _first_bad(content), name=name, count=0)
        name = "windows-1252"
    return _decoded(content, name, found)


def _is_western(content: bytes) -> bool:
    """Whether bytes are no UTF-8 but may be Windows-1252: most bytes above ASCII are wrong as UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        high = sum(byte >= 0x80 for byte in content)
        return content.decode("utf-8", "replace").count("\ufffd") > high / 2
    return False


def _first_bad(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content.count(b"\n", 0, error.start) + 1
    return 1


def _decoded(content: bytes, name: str, found: Collected) -> str:
    try:
        return content.decode(name)
    except (UnicodeError, LookupError, ValueError):
        try:
            text = content.decode(name, "replace")
        except (UnicodeError, LookupError, ValueError):  # a codec that is not of text
            text = content.decode("utf-8", "replace")
    bad = text.find("\ufffd")
    line = text.count("\n", 0, max(bad, 0)) + 1
    found.add("ADH-LAW-004", line, name=name, count=text.count("\ufffd"))
    return text
