# SPDX-License-Identifier: EUPL-1.2
"""The records of a WARC as rows: what was fetched, when, and how many octets of payload are stored (ISO 28500:2017).

The payload of a response is what follows its HTTP header, as it was sent: still in chunks or compressed where the server did so. What a page
says of its use is read from its beginning (``warcpages``). Requests, metadata and descriptions of the file are no rows; a revisit, an error or
a redirect is one that counts in no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from adhere.engine.manifests.faults import SHOWN
from adhere.engine.manifests.fields import HEADER_SIGNALS
from adhere.engine.manifests.rowreading import Row
from adhere.engine.manifests.streaming import BrokenError, Taken
from adhere.engine.manifests.warcpages import page_said
from adhere.engine.payloads import fields_of

LONGEST_HEADER = 1024 * 1024
"""Octets of the header of a record; real ones have a few hundred."""
HTTP_HEADER = 256 * 1024
"""Octets within which the header of a response has to end, and the part of a page behind it that is read for what it says of its use."""
MOST_FIELDS, LONGEST_FIELD = 200, 16_384
"""Of one name, and characters of each."""
BREAKS = b"\r\n"
_KINDS = ("response", "resource", "conversion", "revisit")
_READ = ("response", "resource")
_NO_CONTENT = ("dns:", "whois:", "metadata:", "urn:", "filedesc:", "warcinfo:")
"""What archives store beside what they fetched (Heritrix, Wget)."""
_VERSION = re.compile(rb"WARC/[0-9][.][0-9]{1,2}[ \t]*$")
_STATUS = re.compile(rb"HTTP/[0-9.]+ +([0-9]{3})(?![0-9])")


def record_rows(chunks: Iterable[bytes]) -> Iterator[Row]:
    """Yield the rows of a WARC that is expanded already; raise BrokenError where it is damaged."""
    stream = Taken(chunks)
    number = 0
    stream.skip(BREAKS)
    while head := stream.head(LONGEST_HEADER, b"\r\n\r\n"):
        told = _headers(head)
        length = told.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            raise BrokenError("length")
        number += 1
        kind = told.get("warc-type", "").lower()
        start = stream.take(min(int(length), HTTP_HEADER)) if kind in _READ else b""
        stream.pass_over(int(length) - len(start))
        stream.skip(
            BREAKS
        )  # two line breaks; archives have more and fewer, and what follows has to begin as a record
        if kind in _KINDS:
            yield _row(number, kind, told, int(length), start)


def _headers(head: bytes) -> dict[str, str]:
    """Return the named fields of a record; raise BrokenError where it does not begin as one."""
    first, *rest = head.split(b"\r\n")
    if not _VERSION.match(first):
        raise BrokenError("header")
    found: dict[str, str] = {}
    for line in rest:
        name, colon, value = line.partition(b":")
        if colon and not name.startswith((b" ", b"\t")):
            found.setdefault(
                name.strip().lower().decode("latin-1"), value.strip().decode("utf-8", errors="replace")
            )
    return found


def _row(number: int, kind: str, told: dict[str, str], length: int, start: bytes) -> Row:
    url = told.get("warc-target-uri", "").strip("<>")
    payload, status, mime = length, "", told.get("content-type", "")
    lines: list[tuple[str, str]] = []
    if kind == "response" and mime.lower().startswith("application/http"):
        payload, status, mime = _response(start, length)
        lines = list(_lines_of(start))
    said = _said(lines)
    if kind in _READ and status[:1] in {"", "2"}:
        page = start[length - payload :]
        mimes = (mime, told.get("warc-identified-payload-type", ""))
        whole = len(start) == length and "warc-truncated" not in told
        said |= page_said(url, mimes, fields_of(lines), page, whole=whole)
    values = {
        "url": url,
        "fetch_time": told.get("warc-date", ""),
        "bytes": str(payload),
        "mime": told.get("warc-identified-payload-type", "") or mime,
        "status": status,
        "language": told.get("warc-identified-content-language", ""),
        **said,
    }
    beside = kind == "revisit" or url.lower().startswith(_NO_CONTENT)
    kept = {name: text for name, text in values.items() if text}
    return Row(number, kept, "not-content" if beside else None, f"{kind} {url}"[:SHOWN])


def _response(start: bytes, length: int) -> tuple[int, str, str]:
    """Return the octets of payload, the status and the media type of a response; one without an end of its header has no payload."""
    match = _STATUS.match(start)
    ends = [(start.find(mark), len(mark)) for mark in (b"\r\n\r\n", b"\n\n")]
    place, width = min(((at, wide) for at, wide in ends if at >= 0), default=(length, 0))
    mime = re.search(rb"(?im)^content-type:[ \t]*([^\r\n]*)", start[:place])
    return (
        max(length - place - width, 0),
        match[1].decode() if match else "",
        mime[1].decode("latin-1").strip() if mime else "",
    )


def _said(lines: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the fields of a response that say something of its use, a line for each time a field was sent."""
    found: dict[str, list[str]] = {}
    for name, value in lines:
        column = HEADER_SIGNALS.get(name)
        if column and len(found.get(column, ())) < MOST_FIELDS:
            found.setdefault(column, []).append(value[:LONGEST_FIELD])
    return {column: "\n".join(values) for column, values in found.items()}


def _lines_of(start: bytes) -> Iterator[tuple[str, str]]:
    """Yield the lines of the header of a response: a name in small letters and a value."""
    head = start.partition(b"\r\n\r\n")[0].partition(b"\n\n")[0]
    for line in re.sub(rb"\r?\n[ \t]+", b" ", head).splitlines():
        name, colon, value = line.partition(b":")
        if colon:
            yield name.strip().lower().decode("latin-1"), value.strip().decode("latin-1")
