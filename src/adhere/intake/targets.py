# SPDX-License-Identifier: EUPL-1.2
"""Whether a file may be written where a person names one: never over what is being read, a link or a device."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from adhere.intake.placing import LinkedFileError
from adhere.intake.reasons import InputFileError, IrregularFileError


def ensure_free(target: Path, inputs: Iterable[str] = ()) -> None:
    """Raise the OSError that tells why a target must not be replaced; ``inputs`` are paths that are read."""
    if target.is_symlink():
        raise LinkedFileError(str(target))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if target.exists() and not target.is_file():
        raise IrregularFileError(str(target))
    if os.path.realpath(target) in {os.path.realpath(one) for one in inputs}:
        raise InputFileError(str(target))
