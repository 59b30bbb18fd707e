# SPDX-License-Identifier: EUPL-1.2
"""A model folder in memory, for tests of readers; implements the port ``adhere.models.folder.Folder``."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import BinaryIO

from adhere.models.folder import Entry


class MemoryFolder:
    """Files by name: bytes as they are, anything else as JSON; None is a file that cannot be opened."""

    def __init__(self, files: Mapping[str, object]) -> None:
        self._files = {
            name: content if content is None or isinstance(content, bytes) else json.dumps(content).encode()
            for name, content in files.items()
        }

    def entries(self) -> dict[str, Entry]:
        return {name: Entry(name, len(content or b"")) for name, content in self._files.items()}

    def open(self, name: str) -> BinaryIO:
        content = self._files[name]
        if content is None:
            raise PermissionError(name)
        return io.BytesIO(content)
