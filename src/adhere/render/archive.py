# SPDX-License-Identifier: EUPL-1.2
"""Zip archives that are the same to the byte each time: fixed dates, fixed order, nothing compressed.

ZIP, section 4.4.6 (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT): dates begin in 1980. Compression is left out since
its bytes differ between versions of zlib; OpenDocument wants ``mimetype`` first and stored.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_FIRST = ("mimetype", "[Content_Types].xml", "_rels/.rels")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


def archive(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as a zip archive: those that must lead first, the rest by name."""
    leading = [name for name in _FIRST if name in parts]
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as file:
        for name in (*leading, *sorted(parts.keys() - set(leading))):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3
            entry.external_attr = _READABLE
            file.writestr(entry, parts[name])
    return content.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the files in a zip archive by name; folders hold nothing."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist() if not name.endswith("/")}
