# SPDX-License-Identifier: EUPL-1.2
"""Why something cannot be read, in plain words and both languages, where a library or the system says it in its own.

Data: ``data/reasons.toml``; error numbers are those of POSIX (https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/errno.h.html).
"""

from __future__ import annotations

import errno
import re

from adhere.intake.placing import LinkedFileError
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of


class IrregularFileError(OSError):
    """A pipe, socket or device stands where a file should; opening one may wait for ever."""


class InputFileError(OSError):
    """What would be written over is one of the inputs."""


_KINDS = {IrregularFileError: "irregular", LinkedFileError: "linked", InputFileError: "input"}
_NUMBERS = {FileNotFoundError: errno.ENOENT, NotADirectoryError: errno.ENOTDIR}


def disk_reason(error: OSError) -> Text:
    """Return why the disk refused; what the system says where that is not listed."""
    number = error.errno or _NUMBERS.get(type(error), 0)
    name = _KINDS.get(type(error)) or errno.errorcode.get(number, "")
    record = packaged("adhere.intake", "data/reasons.toml")["disk"].get(name)
    return text_of(record) if record else plain(error.strerror or str(error))


def yaml_reason(detail: str) -> Text:
    """Return what is wrong with a text, from what the YAML reader says of it."""
    for record in packaged("adhere.intake", "data/reasons.toml")["yaml"]:
        match = re.search(record["match"], detail)
        if match:
            return text_of(record).filled(match.groupdict())
    raise AssertionError("the last record matches everything")
