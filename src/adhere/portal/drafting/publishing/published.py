# SPDX-License-Identifier: EUPL-1.2
"""The codes that were published here, as ``adhere.codes`` knows them, for the library and whoever else shows codes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from adhere.codes.catalogue import code_of
from adhere.codes.code import Code
from adhere.portal.drafting.models import Version
from adhere.portal.storing import kept
from adhere.render.archive import parts_of


def published() -> Iterator[Version]:
    """Yield the newest version of each code that was published here."""
    told = set()
    for one in Version.objects.select_related("work").order_by("work_id", "-id"):
        if one.work_id not in told:
            told.add(one.work_id)
            yield one


def code_of_version(version: Version) -> Code:
    """Return a version as the code it is, read from the files that were published; raise FileNotFoundError where they are lost."""
    return _read(version.sha256)


@lru_cache(maxsize=16)
def _read(digest: str) -> Code:
    import tomllib  # noqa: PLC0415 - only where a published code is shown

    parts = parts_of(kept(digest))
    return code_of(lambda name: tomllib.loads(parts[name].decode()))
