# SPDX-License-Identifier: EUPL-1.2
"""The bytes of an OSCAL document as plain values, with everything that is wrong with them as a document; nothing is raised.

JSON (RFC 8259), in which names are unique and NaN is no number. Bytes of others: size, depth and count have limits, and nothing that
is referred to is fetched.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from adhere.codes.wording import clipped
from adhere.exchange.rules import finding
from adhere.kernel.finding import Finding, Place

SIZE_LIMIT = 32 * 1024 * 1024
"""Bytes; NIST SP 800-53 as a catalog has 10 million."""
DEPTH_LIMIT = 64
COUNT_LIMIT = 1_000_000
"""Values in one document."""
REPEATED = 200
"""No more findings of one rule are told apart."""
MODELS = (
    "catalog", "profile", "mapping-collection", "component-definition", "system-security-plan", "assessment-plan",
    "assessment-results", "plan-of-action-and-milestones",
)  # fmt: skip
_READABLE = re.compile(r"1\.[0-2]\.\d{1,3}")
_UUID = re.compile(r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}")


class _NotJsonError(ValueError):
    """What stands there is no JSON, for a reason of its own."""


@dataclass(slots=True)
class Report:
    """The findings about one document, in the order they were met."""

    file: str
    findings: list[Finding] = field(default_factory=list)
    _told: Counter[str] = field(default_factory=Counter)

    def add(self, rule_id: str, at: str | None = None, *, line: int | None = None, **values: object) -> None:
        """Add a finding at a place; of one rule no more than can be read."""
        self._told[rule_id] += 1
        if self._told[rule_id] <= REPEATED:
            place = Place(file=self.file, at=at or None, line=line)
            told = {name: clipped(one) if isinstance(one, str) else one for name, one in values.items()}
            self.findings.append(finding(rule_id, place, **told))


def read_model(content: bytes, wanted: str, report: Report) -> dict[str, Any] | None:
    """Return the model in a document, such as its catalog; None where it cannot be read, with what is wrong in the report."""
    whole = _json(content, report)
    if whole is None or not _is_within_limits(whole, report):
        return None
    models = [name for name in whole if name != "$schema"] if isinstance(whole, dict) else []
    if not isinstance(whole, dict) or models != [wanted] or not isinstance(whole[wanted], dict):
        found = next((name for name in models if name in MODELS), None)
        report.add("ADH-DOC-091", wanted=wanted, found=found or ", ".join(models[:3]) or type(whole).__name__)
        return None
    model: dict[str, Any] = whole[wanted]
    return model if _is_known(model, wanted, report) else None


def _json(content: bytes, report: Report) -> Any:
    if len(content) > SIZE_LIMIT:
        report.add("ADH-DOC-090", what="bytes", limit=SIZE_LIMIT)
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        report.add("ADH-DOC-089", line=content.count(b"\n", 0, error.start) + 1, problem="UTF-8")
        return None
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number, parse_int=_integer)
    except json.JSONDecodeError as error:
        report.add("ADH-DOC-089", line=error.lineno, problem=error.msg)
    except RecursionError:
        report.add("ADH-DOC-090", what="levels", limit=DEPTH_LIMIT)
    except _NotJsonError as error:
        report.add("ADH-DOC-089", problem=str(error))
    return None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _NotJsonError(f'"{twice}" 2x')
    return table


def _no_number(constant: str) -> None:
    raise _NotJsonError(constant)


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= 30 else float("inf")


def _is_within_limits(whole: Any, report: Report) -> bool:
    """Whether a document is no deeper or longer than can be read; text that is no Unicode is reported too."""
    level, depth, count = [whole], 0, 0
    while level:
        depth, count = depth + 1, count + len(level)
        if depth > DEPTH_LIMIT or count > COUNT_LIMIT:
            deep = depth > DEPTH_LIMIT
            report.add(
                "ADH-DOC-090", what="levels" if deep else "values", limit=DEPTH_LIMIT if deep else COUNT_LIMIT
            )
            return False
        if any(isinstance(one, str) and not _is_unicode(one) for one in level):
            report.add("ADH-DOC-089", problem="U+D800-U+DFFF")
            return False
        level = [inner for one in level for inner in _inside(one)]
    return True


def _is_unicode(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text)


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _is_known(model: dict[str, Any], wanted: str, report: Report) -> bool:
    """Whether the model is in a version this program reads; a UUID that is missing or none is reported, here and below."""
    metadata = model.get("metadata")
    version = metadata.get("oscal-version") if isinstance(metadata, dict) else None
    if not isinstance(version, str):
        report.add("ADH-DOC-094", f"{wanted}.metadata", key="oscal-version")
        return False
    if not _READABLE.fullmatch(version):
        report.add("ADH-DOC-092", f"{wanted}.metadata.oscal-version", found=version)
        return False
    check_uuid(model, wanted, report)
    return True


def check_uuid(record: dict[str, Any], at: str, report: Report) -> None:
    """Report a UUID that is missing or is none."""
    found = record.get("uuid")
    if not isinstance(found, str) or not _UUID.fullmatch(found):
        report.add("ADH-DOC-093", at, found=found if isinstance(found, str) else "-")
