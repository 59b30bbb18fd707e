# SPDX-License-Identifier: EUPL-1.2
"""Everything that stands anywhere in a view, as one text to search in."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from adhere.forms.form import Field, Form, Row, Section


def everything_in(found: object) -> str:
    """Return all of a view or row but the form itself, as JSON."""
    return json.dumps(_plain(found), ensure_ascii=False, default=str)


def _plain(found: Any) -> Any:
    if isinstance(found, (Form, Field, Row, Section)):
        return None
    if is_dataclass(found) and not isinstance(found, type):
        return {one.name: _plain(getattr(found, one.name)) for one in fields(found)}
    if isinstance(found, dict):
        return {str(name): _plain(inner) for name, inner in found.items()}
    return [_plain(inner) for inner in found] if isinstance(found, (list, tuple)) else found
