# SPDX-License-Identifier: EUPL-1.2
"""Why a file could not be kept, as people are told it, and as whoever runs the portal finds it in the log of the server."""

from __future__ import annotations

import errno
import logging

_LOG = logging.getLogger(__name__)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def storage_reason(error: OSError) -> str:
    """Return the name of the text that says why, and tell the administrator."""
    _LOG.error("a file could not be kept: %s", errno.errorcode.get(error.errno or 0, type(error).__name__))
    return "disk-full" if error.errno in _FULL else "disk-wrong"
