# SPDX-License-Identifier: EUPL-1.2
"""Logs as lines of JSON: what happened and where in the program, never who: no address of a person, no query, no body.

A message keeps its fixed words and the numbers in it; every other value of it is left out, since it may be something someone
typed. Of an exception the kind and the places in the program are kept, for its own words quote what could not be read.
"""

from __future__ import annotations

import errno
import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

LEFT_OUT = "…"
FRAMES = 30
_CHAIN = 5
_SERVER = "gunicorn."


class JsonLines(logging.Formatter):
    """One line of JSON for each record."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; of a request its status and the name of its view, since an address may hold a name."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        status = getattr(record, "status_code", None)
        if status is None:
            line["message"] = message_of(record)
        else:
            line["status"] = status
            match = getattr(getattr(record, "request", None), "resolver_match", None)
            line["view"] = getattr(match, "view_name", None)
        person = getattr(record, "person", None)
        if person is not None:
            line["person"] = person  # an id that leads to nobody once they are erased
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = error_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def message_of(record: logging.LogRecord) -> str:
    """Return the fixed words of a message with its numbers; whatever else would fill it in is left out."""
    template = str(record.msg) if isinstance(record.msg, str) else type(record.msg).__name__
    if not record.args:
        return _fixed(template) if record.name.startswith(_SERVER) else template
    try:
        if isinstance(record.args, tuple):
            return template % tuple(_harmless(value) for value in record.args)
        return template % {name: _harmless(value) for name, value in record.args.items()}
    except (TypeError, ValueError, KeyError):
        return template


def _fixed(message: str) -> str:
    """Return the words a message of the server begins with: it fills in addresses and requests before it logs (``Invalid request from ip=…``)."""
    words = re.match(r"[A-Za-z ,()']*", message)
    return (words[0].strip() if words else "") or LEFT_OUT


def error_of(error: BaseException) -> list[dict[str, Any]]:
    """Return the kind of an error and where it came up, and those it came from."""
    found: list[dict[str, Any]] = []
    seen: BaseException | None = error
    while seen is not None and len(found) < _CHAIN:
        frames = traceback.extract_tb(seen.__traceback__)[-FRAMES:]
        kind = type(seen)
        found.append(
            {
                "kind": f"{kind.__module__}.{kind.__qualname__}",
                "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
                **_code(seen),
            }
        )
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return found


def _code(error: BaseException) -> dict[str, str]:
    """Return the code that a system or a database gives an error, SQLITE_FULL, 53100 or ENOSPC; nothing where it has none."""
    number = error.errno if isinstance(error, OSError) else None
    found = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    code = found or errno.errorcode.get(number or 0)
    return {"code": code} if code else {}


def _harmless(value: object) -> object:
    return value if isinstance(value, int | float) else LEFT_OUT
