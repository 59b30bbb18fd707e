# SPDX-License-Identifier: EUPL-1.2
"""Any list as a file: CSV (RFC 4180), XLSX (ISO/IEC 29500) or JSON; no cell of it is ever carried out as a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from adhere.codes.spreadsheet import harmless

CSV, JSON = "text/csv; charset=utf-8", "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_LIMIT = 1_048_575
"""Rows below the heading that a sheet holds."""


def as_file(
    form: str, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponseBase | None:
    """Return a list as a download of the form asked, csv, xlsx or json; None for any other."""
    if form == "csv":
        answer: HttpResponseBase = sent(_csv(columns, rows), CSV)
    elif form == "json":
        answer = sent(_json(columns, rows), JSON)
    elif form == "xlsx":
        answer = HttpResponse(_xlsx(columns, rows), content_type=XLSX)
    else:
        return None
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def sent(pieces: Iterator[str], content_type: str) -> StreamingHttpResponse:
    """Return an answer that is made while it is sent; raise OperationalError where the database is away by now, which could not be told later."""
    with connection.cursor():
        return StreamingHttpResponse(pieces, content_type=content_type)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in _with_heading(columns, rows):
        writer.writerow([harmless(_text(cell)) for cell in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    before = "["
    for row in rows:
        record = {
            name: cell if isinstance(cell, bool | int) or cell is None else _text(cell)
            for name, cell in zip(columns, row, strict=True)
        }
        yield f"{before}\n{json.dumps(record, ensure_ascii=False)}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _xlsx(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a sheet is asked

    out = io.BytesIO()
    with Workbook(
        out,
        {"in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    ) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(_with_heading(columns, rows)):
            if line > SHEET_LIMIT:
                break
            for place, cell in enumerate(row):
                if isinstance(cell, int) and not isinstance(cell, bool):
                    sheet.write_number(line, place, cell)
                else:
                    sheet.write_string(line, place, _text(cell)[:32_767])
    return out.getvalue()


def _with_heading(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    yield columns
    yield from rows


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if hasattr(cell, "isoformat") else str(cell)
