# SPDX-License-Identifier: EUPL-1.2
"""Comments and their answers as CSV for a spreadsheet, in which no cell is a formula.

A cell that begins as a formula does would be carried out by whoever opens it
(https://owasp.org/www-community/attacks/CSV_Injection), so it gets an apostrophe in front. Article 56(3).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from adhere.codes.drafting import StandingComment

COLUMNS = ("id", "clause", "group", "author", "received", "text", "reasons", "change", "no_change")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def csv_text(comments: Iterable[StandingComment]) -> str:
    """Return comments, each with its answer, as RFC 4180 has it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in comments:
        writer.writerow(map(harmless, _cells(one)))
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def _cells(one: StandingComment) -> tuple[str, ...]:
    comment, answer = one.comment, one.answer
    received = comment.received.isoformat() if comment.received else ""
    clause = one.clause.id if one.clause else comment.clause
    said = (answer.reasons, answer.change or "", answer.no_change or "") if answer else ("", "", "")
    return (comment.id, clause, comment.group, comment.author, received, comment.text, *said)
