# SPDX-License-Identifier: EUPL-1.2
"""Why something could not be kept, as people are told it, and as whoever runs the portal finds it in the log of the server.

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
_AGAIN = "30"
"""Seconds after which it may be tried again: what is full is not emptied sooner, and a database is back within them."""


def storage_reason(error: NotKept) -> str:
    """Return the name of the text that says why, and tell the administrator."""
    told = getattr(error.__cause__, "sqlite_errorname", None) or getattr(error.__cause__, "sqlstate", None)
    if isinstance(error, OSError):
        told = errno.errorcode.get(error.errno or 0)
    _LOG.error("something could not be kept: %s", told or type(error).__name__)
    if _is_full(error):
        return "disk-full"
    return "disk-wrong" if isinstance(error, OSError) else "database-away"


def not_kept(error: NotKept) -> HttpResponse:
    """Answer a program that nothing was taken in: 507 where a disk is the cause, 503 where the database does not answer."""
    reason = storage_reason(error)
    status, name = (503, "database") if reason == "database-away" else (507, "storage")
    detail = say("submissions.full", reason=say(f"submissions.{reason}"))
    answer = problem(status, name, say("submissions.full-title"), detail=detail)
    answer.headers["Retry-After"] = _AGAIN
    return answer


def _is_full(error: NotKept) -> bool:
    if isinstance(error, OSError):
        return error.errno in _FULL
    cause = error.__cause__
    return (
        getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        or getattr(cause, "sqlstate", None) == "53100"
    )
