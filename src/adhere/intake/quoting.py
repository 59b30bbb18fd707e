# SPDX-License-Identifier: EUPL-1.2
"""A text in double quotes, as every reader of YAML reads it back (https://yaml.org/spec/1.2.2/#731-double-quoted-style)."""

from __future__ import annotations

import json
import re

_UNWRITABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def quoted(text: str) -> str:
    """Return a text in double quotes; characters that YAML text cannot hold are escaped."""
    return _UNWRITABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
