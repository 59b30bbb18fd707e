# SPDX-License-Identifier: EUPL-1.2
"""The functions in C brought into a session of DuckDB, and the tables that they look things up in."""

from __future__ import annotations

import ctypes
import secrets
import weakref
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adhere.engine.native.building import NAME, build
from adhere.engine.quoting import literal

if TYPE_CHECKING:
    from adhere.engine.embedded import Session

WORTH = 100_000_000
"""Octets of files from which on a compiler is asked: what is gained is more than the 0.1 to 0.4 s that it takes."""
_THERE = "SELECT count(*) FROM duckdb_functions() WHERE function_name = 'adhere_rule'"
"""Asks for the last that ``source/module.c`` registers: where one is refused, so are those behind it."""


class Kept:
    """A table that functions know under ``number``, for as long as this object lives."""

    def __init__(self, library: ctypes.CDLL, table: bytes) -> None:
        self.number = int(library.adhere_keep(table, ctypes.c_uint32(len(table))))
        if self.number < 0:
            raise MemoryError
        weakref.finalize(self, library.adhere_drop, self.number)


class Texts:
    """A list of texts that functions give numbers, for as long as this object lives; it takes so many octets at most."""

    def __init__(self, library: ctypes.CDLL, limit: int) -> None:
        secret = ctypes.c_uint64(secrets.randbits(64))
        self._library, self.number = library, int(library.adhere_begin_list(ctypes.c_uint64(limit), secret))
        if self.number < 0:
            raise MemoryError
        weakref.finalize(self, library.adhere_end_list, self.number)

    @property
    def full(self) -> bool:
        """Whether a statement failed as it had more texts than fit."""
        return bool(self._library.adhere_is_full(self.number))


@dataclass(frozen=True, slots=True)
class Functions:
    """The functions of a session, which have the tables that they are given and the lists that they make."""

    library: ctypes.CDLL

    def list_texts(self, limit: int) -> Texts:
        """Begin a list of texts that takes so many octets at most; raise MemoryError where there is no room for one more."""
        return Texts(self.library, limit)

    def keep(self, table: bytes) -> Kept:
        """Give a table; raise MemoryError where there is no room."""
        return Kept(self.library, table)


def functions(session: Session) -> Functions | None:
    """Return the functions, after compiling them if the session had none; None where that cannot be, and it goes on without."""
    import duckdb  # noqa: PLC0415 - the engine is an extra

    file = session.folder / NAME
    if session.rows(_THERE) == [(0,)]:
        ((platform,),) = session.rows("PRAGMA platform")
        refused = file.exists()  # before; it is in memory, and is not written over
        if refused or not build(file, platform):
            return None
        try:
            session.connection.execute(f"LOAD {literal(file)}")
        except duckdb.Error:  # of another version, or a folder from which nothing may be run
            return None
    with suppress(OSError, AttributeError):  # AttributeError: what was made is something else
        library = ctypes.CDLL(str(file))  # the same that DuckDB loaded: a file is loaded once
        library.adhere_keep.restype, library.adhere_drop.restype = ctypes.c_int32, None
        library.adhere_begin_list.restype, library.adhere_end_list.restype = ctypes.c_int32, None
        library.adhere_is_full.restype = ctypes.c_bool
        return Functions(library)
    return None
