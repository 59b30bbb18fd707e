# SPDX-License-Identifier: EUPL-1.2
"""The SQL of whether the status of a fetch means content: RFC 9110, section 15, and the words that programs write in the place of a number.

pandas writes 200.0 where some are missing, and img2dataset ``success``, ``failed_to_download`` and ``failed_to_resize``. A word that says neither is
unknown: the row counts, as leaving out what was trained on is the worse mistake, and it is told.
"""

from __future__ import annotations

from adhere.engine.manifests.types import Kind

_NUMBER = "^[0-9]+([.]0+)?( .*)?$"
_OK = "^2[0-9]{2}([.]0+)?( .*)?$"
_ABSENT = "^(nan|none|null)?$"
_SUCCESS = "^(success|succeeded|ok|done|downloaded|fetched|true)"
_FAILURE = "fail|error|denied|forbidden|not.?found|time.?out|timed|skip|redirect|revisit|block|^false$|^-$"


def is_content(sql: str, kind: Kind) -> str:
    """Return the condition under which a row is content; one whose status is not stated, or is not known, is."""
    if kind is Kind.WHOLE:
        return f"{sql} IS NULL OR ({sql} >= 200 AND {sql} < 300)"
    if kind is Kind.FRACTION:
        return f"{sql} IS NULL OR ({sql} >= 200 AND {sql} < 300) OR isnan(CAST({sql} AS DOUBLE))"
    said = f"regexp_matches({sql}, '{_OK}') OR NOT regexp_matches(lower({sql}), '{_NUMBER}|{_FAILURE}')"
    return f"CASE WHEN {sql} LIKE '2__' OR {sql} IS NULL OR {sql} = '' THEN TRUE WHEN {_plain(sql)} THEN FALSE ELSE {said} END"


def is_unclear(sql: str, kind: Kind) -> str | None:
    """Return the condition under which a status says neither that there is content nor that there is none; None where no value can."""
    if kind in (Kind.WHOLE, Kind.FRACTION):
        return None
    known = f"regexp_matches(lower({sql}), '{_NUMBER}|{_FAILURE}|{_SUCCESS}|{_ABSENT}')"
    return f"CASE WHEN {sql} IS NULL OR {_plain(sql)} THEN FALSE ELSE NOT {known} END"


def _plain(sql: str) -> str:
    """Return whether a status is of three signs between 100 and 599: nearly all are, and need no expression that costs."""
    return f"strlen({sql}) = 3 AND {sql} >= '100' AND {sql} < '600'"
