# SPDX-License-Identifier: EUPL-1.2
"""Files people hand in, kept by the digest of their content: in the data folder, or through fsspec where ADHERE_PORTAL_STORE says.

https://filesystem-spec.readthedocs.io/. A name people gave never becomes a path.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from adhere.portal.scanning import clean
from adhere.portal.wording import say

_DIGEST = re.compile(r"[0-9a-f]{64}")


def read_upload(upload: UploadedFile[Any]) -> bytes:
    """Return the content of an upload; raise ValidationError where it is larger than is taken in, or where a scanner finds something in it."""
    content = upload.read(settings.UPLOAD_LIMIT + 1)
    if len(content) > settings.UPLOAD_LIMIT:
        raise ValidationError(say("theme.too-large", limit=settings.UPLOAD_LIMIT // 1_000_000))
    return clean(bytes(content))


def keep(content: bytes) -> str:
    """Keep some bytes and return their digest; they are there whole before this returns. What is kept twice is there once."""
    digest = sha256(content).hexdigest()
    if settings.STORE:
        system, folder = _remote()
        place = f"{folder}/{digest[:2]}/{digest}"
        with _answering():
            if not system.exists(place):
                system.pipe_file(place, content)
        return digest
    path = _local(digest)
    if not path.exists():
        _write(path, content)
    return digest


def kept(digest: str) -> bytes:
    """Return the bytes of a digest; raise FileNotFoundError where they are not there or are others."""
    if not _DIGEST.fullmatch(digest):
        raise FileNotFoundError(digest)
    if settings.STORE:
        system, folder = _remote()
        with _answering():
            content = bytes(system.cat_file(f"{folder}/{digest[:2]}/{digest}"))
    else:
        content = _local(digest).read_bytes()
    if sha256(content).hexdigest() != digest:
        raise FileNotFoundError(digest)
    return content


def digests() -> Iterator[str]:
    """Return the digest of everything that is kept."""
    if settings.STORE:
        system, folder = _remote()
        with _answering():
            found = system.find(folder) if system.exists(folder) else []
        names = (str(name).rpartition("/")[2] for name in found)
    else:
        names = (path.name for path in Path(settings.MEDIA_ROOT).glob("??/*"))
    yield from (name for name in names if _DIGEST.fullmatch(name))


@contextmanager
def _answering() -> Iterator[None]:
    """Raise as an error of the system whatever a store raises that is none: each kind of store has errors of its own."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(errno.EIO, "the store does not answer") from error


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        with made.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        made.unlink(missing_ok=True)


def _local(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def _remote() -> tuple[Any, str]:
    from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # noqa: PLC0415 - files kept elsewhere

    system, folder = url_to_fs(settings.STORE)
    return system, str(folder).rstrip("/")
