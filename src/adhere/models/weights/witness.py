# SPDX-License-Identifier: EUPL-1.2
"""Facts from weights: counts, format, size and digest, each with the headers it was read from.

Digests: SHA-256 (FIPS 180-4). A set of more than three files has one source: first and last file, how many, and the
SHA-256 of the digests of all headers, 32 bytes each, in order of file name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from adhere.kernel.data import packaged
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text, text_of
from adhere.models.facts import Fact, Value
from adhere.models.folder import Folder
from adhere.models.readers.refusal import shown
from adhere.models.weights.shards import Shards

SEPARATE_SOURCES = 3
CHUNK = 8 * 1024 * 1024
_FIRST_BYTE = {"safetensors": 8, "gguf": 0}


def note(name: str, **values: object) -> Text:
    """Return a note on a fact, with its values filled in."""
    return text_of(packaged("adhere.models", "data/notes-weights.toml")[name]).filled(values)


def count(fact_id: str, number: int, sources: tuple[Source, ...], *, said: Text | None = None) -> Fact:
    """Return a count of parameters, measured."""
    value = Quantity.exactly(number, "parameters")
    return Fact(id=fact_id, value=value, basis=Basis.MEASURED, sources=sources, rank=0, note=said)


def other(fact_id: str, value: Value, sources: tuple[Source, ...], *, said: Text | None = None) -> Fact:
    """Return a fact that is no count of parameters, measured."""
    return Fact(id=fact_id, value=value, basis=Basis.MEASURED, sources=sources, rank=0, note=said)


def sources_of(shards: Shards) -> tuple[Source, ...]:
    """Return where the headers of a set were read: byte ranges inclusive, digests of all bytes up to their end."""
    method = f"{shards.chosen.container}-header"
    first = _FIRST_BYTE[shards.chosen.container]
    if len(shards.digests) <= SEPARATE_SOURCES:
        return tuple(
            Source(file=name, method=method, at=f"bytes {first}-{shards.ends[name] - 1}", sha256=digest.hex())
            for name, digest in shards.digests.items()
        )
    return (
        _several(
            tuple(shards.digests), method, hashlib.sha256(b"".join(shards.digests.values())).hexdigest()
        ),
    )


def declared_sources(shards: Shards) -> tuple[Source, ...]:
    """Return the pointers that speak for the files of a set."""
    names = tuple(shards.pointers)
    if len(names) > SEPARATE_SOURCES:
        return (_several(names, "git-lfs-pointer", None),)
    return tuple(Source(file=name, method="git-lfs-pointer", at="oid sha256, size") for name in names)


def combined(digests: Mapping[str, str]) -> str:
    """Return the digest of a set: that of its one file, or the SHA-256 of the list that ``sha256sum`` would print."""
    if len(digests) == 1:
        return next(iter(digests.values()))
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()


def hashed(folder: Folder, names: tuple[str, ...]) -> dict[str, str]:
    """Return the SHA-256 of whole files, read in pieces of 8 MiB. Raises OSError."""
    digests = {}
    for name in names:
        whole = hashlib.sha256()
        with folder.open(name) as file:
            while piece := file.read(CHUNK):
                whole.update(piece)
        digests[name] = whole.hexdigest()
    return digests


def digest_fact(digests: Mapping[str, str], sources: tuple[Source, ...], basis: Basis) -> Fact:
    """Return the digest of a set of files, saying what it is taken over."""
    said = note("digest_one") if len(digests) == 1 else note("digest_several", count=len(digests))
    return Fact(
        id="weights.digest",
        value=combined(digests),
        basis=basis,
        sources=sources,
        rank=_rank(basis),
        note=said,
    )


def size_fact(size: int, sources: tuple[Source, ...], basis: Basis) -> Fact:
    """Return the size of the weight files."""
    value = Quantity.exactly(size, "bytes")
    return Fact(id="weights.size", value=value, basis=basis, sources=sources, rank=_rank(basis))


def _rank(basis: Basis) -> int:
    return 0 if basis is Basis.MEASURED else 20


def _several(names: tuple[str, ...], method: str, digest: str | None) -> Source:
    file = f"{shown(names[0])} … {shown(names[-1])}"
    return Source(file=file, method=method, at=f"{len(names)} files", sha256=digest)
