# SPDX-License-Identifier: EUPL-1.2
"""Looking for malware in what people hand in, by a scanner of whoever hosts the portal: clamd, over a socket. OWASP ASVS 5.0.0, 5.4.3.

https://docs.clamav.net/manual/Usage/Scanning.html#clamd, command INSTREAM. ADHERE_PORTAL_SCANNER names it. Where it is set and does not
answer, or not in a way that can be understood, nothing is taken in.
"""

from __future__ import annotations

import logging
import socket
import struct
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from adhere.portal.wording import say

_log = logging.getLogger(__name__)
PORT = 3310
LIMIT = 30.0
"""Seconds a file may take from connecting to the answer."""
_CHUNK = 65_536
_ANSWER = 4_096
"""Bytes of the longest answer."""


class NotScannedError(Exception):
    """The scanner did not answer, or not in a way that can be understood."""


def found_in(content: bytes) -> bool:
    """Return whether a scanner finds something in a file; False where none is set. Raise NotScannedError where it does not say."""
    if not settings.SCANNER:
        return False
    answer = _asked(b"zINSTREAM\0", content)
    if answer == "stream: OK":
        return False
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return True
    raise NotScannedError(answer[:100])


def answers() -> bool:
    """Return whether the scanner that is set answers."""
    try:
        return _asked(b"zPING\0", None) == "PONG"
    except NotScannedError:
        return False


def fault_of(content: bytes) -> str:
    """Return the name of the text that says why a file is not taken in; nothing where it may be. Whoever runs the portal is told."""
    try:
        found = found_in(content)
    except NotScannedError:
        _log.exception("the scanner did not answer, so a file was refused")
        return "scanning.not-scanned"
    if found:
        _log.warning("the scanner found something in a file of %d bytes, which was refused", len(content))
        return "scanning.found"
    return ""


def clean(content: bytes) -> bytes:
    """Return a file in which nothing was found; raise ValidationError where something was, or nothing could be looked for."""
    fault = fault_of(content)
    if fault:
        raise ValidationError(say(fault), code=fault)
    return content


def _asked(command: bytes, content: bytes | None) -> str:
    until = time.monotonic() + LIMIT
    try:
        with _connected() as line:
            line.sendall(command)
            for start in range(0, len(content or b""), _CHUNK):
                part = (content or b"")[start : start + _CHUNK]
                _hurry(line, until)
                line.sendall(struct.pack("!L", len(part)) + part)
            if content is not None:
                line.sendall(struct.pack("!L", 0))
            return _read(line, until)
    except (OSError, ValueError) as error:
        raise NotScannedError from error


def _read(line: socket.socket, until: float) -> str:
    told = b""
    while not told.endswith((b"\0", b"\n")):
        _hurry(line, until)
        part = line.recv(_ANSWER)
        if not part or len(told) > _ANSWER:
            break
        told += part
    return told.rstrip(b"\0\n").decode("ascii")


def _connected() -> socket.socket:
    place = urlsplit(settings.SCANNER)
    if place.scheme == "tcp":
        return socket.create_connection((place.hostname or "", place.port or PORT), LIMIT)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(LIMIT)
    try:
        line.connect(place.path)
    except OSError:
        line.close()
        raise
    return line


def _hurry(line: socket.socket, until: float) -> None:
    """Give a socket the time that is left."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    line.settimeout(left)
