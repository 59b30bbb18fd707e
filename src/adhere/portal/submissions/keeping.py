# SPDX-License-Identifier: EUPL-1.2
"""Why something could not be kept or answered, as people are told it, and as whoever runs the portal finds it in the log of the server.

https://www.sqlite.org/rescode.html#full, https://www.postgresql.org/docs/current/errcodes-appendix.html (53100, disk_full)
"""

from __future__ import annotations

import errno
import logging
import sqlite3

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse

from adhere.portal.submissions.problems import problem
from adhere.portal.wording import say

NotKept = OSError | OperationalError | InterfaceError
NOT_KEPT = (OSError, OperationalError, InterfaceError)
"""What is raised where something cannot be kept: by the disk, or by a database that is full or away."""
_LOG = logging.getLogger(__name__)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_WRONG = (errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM)
"""What a disk or a store raises that cannot be written to; any other error of the system may be a mistake of ours."""
_DISK = (507, "storage")
_TOLD = {"database-away": (503, "database"), "code-lost": (503, "gone")}
"""The status and the name of the problem for each reason that is not the disk's."""
_AGAIN = "30"
"""Seconds after which it may be tried again: what is full is not emptied sooner, and a database is back within them."""


class LostCodeError(FileNotFoundError):
    """The files of a code that was published here are lost, so that no report on it can be looked into; that is no fault of the report."""


def storage_reason(error: NotKept) -> str:
    """Return the name of the text that says why, and tell the administrator."""
    if isinstance(error, LostCodeError):
        _LOG.error("the files of a published code are lost; adhere portal check tells which")
        return "code-lost"
    _LOG.error("something could not be kept", exc_info=error)
    return _reason(error)


def hindrance(error: BaseException | None) -> str | None:
    """Return the reason as ``storage_reason`` does for whatever was raised anywhere; None where nothing or a mistake of ours is the cause.

    The administrator is told by whoever raises it on: a line of the log names the code of each error.
    """
    if isinstance(error, OSError):
        return _reason(error) if error.errno in _FULL + _WRONG else None
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return None if code == sqlite3.SQLITE_ERROR else _reason(error)  # a statement that SQLite cannot read


def hindered(why: str, title: str, detail: str) -> HttpResponse:
    """Answer a program that something hinders the portal, with when to try again."""
    status, name = _TOLD.get(why, _DISK)
    return later(problem(status, name, title, detail=detail))


def not_kept(error: NotKept) -> HttpResponse:
    """Answer a program that nothing was taken in, and why."""
    why = storage_reason(error)
    return hindered(why, say("submissions.full-title"), reason_told(why))


def status_of(why: str) -> int:
    """Return the status that goes with a reason: 507 where a disk is the cause, 503 where it is for the portal to get back what it needs."""
    return _TOLD.get(why, _DISK)[0]


def reason_told(why: str) -> str:
    """Return why nothing was taken in and what to do, in words."""
    told = say(f"submissions.{why}")
    return told if why == "code-lost" else say("submissions.full", reason=told)


def later(answer: HttpResponse) -> HttpResponse:
    """Return an answer that says after how long to try again (RFC 9110, section 10.2.3)."""
    answer.headers["Retry-After"] = _AGAIN
    return answer


def _reason(error: NotKept) -> str:
    if _is_full(error):
        return "disk-full"
    return "disk-wrong" if isinstance(error, OSError) else "database-away"


def _is_full(error: NotKept) -> bool:
    if isinstance(error, OSError):
        return error.errno in _FULL
    cause = error.__cause__
    return (
        getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        or getattr(cause, "sqlstate", None) == "53100"
    )
