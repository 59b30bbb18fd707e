# SPDX-License-Identifier: EUPL-1.2
"""The files that inputs name: a file, a folder, a pattern, or an address that fsspec opens (https://filesystem-spec.readthedocs.io).

Nothing is fetched here but listings and sizes. What cannot be found is a finding, and the other inputs go on.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from adhere.engine.manifests.rules import Collected
from adhere.intake.reasons import IrregularFileError, disk_reason
from adhere.kernel.text import plain

MOST_FILES = 100_000
SKIPPED = frozenset({"__pycache__", "node_modules"})
PACKAGES = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "http": "aiohttp",
    "https": "aiohttp",
    "abfs": "adlfs",
    "hf": "huggingface_hub",
}
"""What fsspec needs for an address, by its scheme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """One file of an input: the name people gave it, the path by which it is opened, and how it was when it was found.

    ``given`` is the input it belongs to; ``system`` the fsspec file system of a remote one, ``copy`` where it was brought to on this disk.
    """

    given: str
    name: str
    path: str
    size: int
    changed: str
    system: Any = field(default=None, compare=False)
    copy: str = field(default="", compare=False)

    @property
    def address(self) -> str:
        """The path as an engine opens it."""
        if self.copy:
            return self.copy
        return self.path if self.system is None else str(self.system.unstrip_protocol(self.path))

    def open(self) -> BinaryIO:
        """Open for reading bytes; raise OSError where the disk or the other side refuses."""
        if self.system is not None and not self.copy:
            file: BinaryIO = self.system.open(self.path, "rb")
            return file
        return Path(self.copy or self.path).open("rb")

    def now(self) -> tuple[int, str]:
        """Return size and time of change as they are now; raise OSError where the file is gone."""
        return _state(self.path) if self.system is None else _remote_state(self.system, self.path)


def locate(given: str, collected: Collected) -> list[Located]:
    """Return the files of one input in order of name; what is wrong is reported."""
    try:
        found = list(_remote(given, collected) if "://" in given else _local(given, collected))
    except OSError as error:
        collected.add("ADH-CON-060", file=given, reason=disk_reason(error))
        return []
    if not found and not collected.told(given):
        collected.add("ADH-CON-061", file=given)
    if len(found) > MOST_FILES:
        collected.add("ADH-CON-062", file=given, limit=f"{MOST_FILES:,}")
    return found[:MOST_FILES]


def once(found: Iterable[Located], collected: Collected) -> list[Located]:
    """Return files without those that were found before, by another name or in another input: what is counted twice is wrong."""
    met: dict[str, Located] = {}
    for one in found:
        first = met.setdefault(os.path.realpath(one.path) if one.system is None else one.address, one)
        if first is not one:
            collected.add("ADH-CON-097", file=one.name, first=first.name)
    return list(met.values())


def _local(given: str, collected: Collected) -> Iterator[Located]:
    path = Path(given)
    if path.is_dir():
        yield from _walked(given, path, collected)
    elif path.exists() or not glob.has_magic(given):
        yield _on_disk(given, path)
    else:
        for name in sorted(glob.glob(given, recursive=True)):  # noqa: PTH207 - pathlib takes no pattern from the root
            if Path(name).is_file():
                yield _on_disk(given, Path(name))


def _walked(given: str, folder: Path, collected: Collected) -> Iterator[Located]:
    """Yield the files below a folder; hidden ones and caches are not content.

    What cannot be read is told: a link that leads nowhere or to another folder, a folder that is closed, a pipe.
    """
    count = 0

    def told(error: OSError) -> None:
        collected.add("ADH-CON-060", file=str(error.filename or folder), reason=disk_reason(error))

    for parent, folders, names in os.walk(folder, onerror=told):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one not in SKIPPED)
        for name in folders:
            if _leads_away(Path(parent) / name, folder):
                collected.add("ADH-CON-096", file=str(Path(parent) / name))
        for name in sorted(names):
            if name.startswith((".", "_")):
                continue
            count += 1
            if count > MOST_FILES + 1:
                return
            try:
                yield _on_disk(given, Path(parent) / name)
            except OSError as error:
                collected.add("ADH-CON-060", file=str(Path(parent) / name), reason=disk_reason(error))


def _leads_away(path: Path, root: Path) -> bool:
    """Whether a folder is a link out of the folder that is walked: what is within is met anyway, what is without could be all of a disk."""
    return path.is_symlink() and not path.resolve().is_relative_to(root.resolve())


def _on_disk(given: str, path: Path) -> Located:
    size, changed = _state(str(path))
    return Located(given=given, name=str(path), path=str(path), size=size, changed=changed)


def _state(path: str) -> tuple[int, str]:
    found = os.stat(path)  # noqa: PTH116 - a path as it was given
    if not stat.S_ISREG(found.st_mode):
        raise IrregularFileError(path)
    return found.st_size, f"{found.st_mtime_ns}-{found.st_ino}"


def _remote(given: str, collected: Collected) -> Iterator[Located]:
    from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # noqa: PLC0415 - only an address needs it

    scheme = given.partition("://")[0]
    try:
        system, path = url_to_fs(given)
        names = _listed(system, path)
        states = [(name, *_remote_state(system, name)) for name in names]
    except ImportError:
        package = PACKAGES.get(scheme, f"fsspec[{scheme}]")
        collected.add("ADH-CON-063", file=given, scheme=scheme, package=package)
        return
    except FileNotFoundError:
        return
    except Exception as error:  # noqa: BLE001 - each file system has errors of its own
        collected.add("ADH-CON-064", file=given, reason=plain(str(error)[:200] or type(error).__name__))
        return
    for name, size, changed in states:
        shown = str(system.unstrip_protocol(name))
        yield Located(given=given, name=shown, path=name, size=size, changed=changed, system=system)


def _listed(system: Any, path: str) -> list[str]:
    if glob.has_magic(path) and not system.exists(path):
        return sorted(name for name in system.glob(path)[: MOST_FILES + 1] if system.isfile(name))
    if system.isdir(path):
        return [
            name
            for name in sorted(system.find(path))[: MOST_FILES + 1]
            if not name.rpartition("/")[2].startswith((".", "_"))
        ]
    return [path]


def _remote_state(system: Any, path: str) -> tuple[int, str]:
    told = system.info(path)
    size = told.get("size")
    if not isinstance(size, int):  # a server may not say
        size = -1
    marks = (
        str(told.get(key, "")) for key in ("etag", "ETag", "created", "mtime", "LastModified", "generation")
    )
    return size, "-".join(mark for mark in marks if mark)
