# SPDX-License-Identifier: EUPL-1.2
"""The list of domains by a plain program that shares no line with the engine: urlsplit and publicsuffixlist, a dictionary, a sort.

``python -m tests.bench.independent_domains FILES...`` prints the list's digest and counts. The rules are those of the decision record 0019.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

Row = tuple[str | None, int | None, str | None]
"""URL, bytes, modality."""


@dataclass
class Told:
    """Per domain bytes, rows and bytes of each modality; per reason what has none."""

    bytes: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    modalities: defaultdict[str, Counter[str | None]] = field(default_factory=lambda: defaultdict(Counter))
    apart_rows: Counter[str] = field(default_factory=Counter)
    apart_bytes: Counter[str] = field(default_factory=Counter)

    def ranked(self) -> list[str]:
        """Return the domains, largest first, then in order of their octets."""
        return sorted(self.rows, key=lambda domain: (-self.bytes[domain], domain.encode()))

    def lines(self, count: int) -> Iterator[bytes]:
        """Yield the lines of the list."""
        for domain in self.ranked()[:count]:
            yield f"{domain}\t{self.bytes[domain]}\n".encode()

    @property
    def tenth(self) -> int:
        """How many domains the template wants listed."""
        return math.ceil(len(self.rows) / 10)


def host(url: str | None, *, as_written: bool) -> str | None:
    """Return the host, None where there is none."""
    try:
        parts = urlsplit(url or "")
        name = parts.hostname
    except ValueError:
        return None
    if not parts.scheme or not name:
        return None
    name = name.lower()
    if not name.isascii() and not as_written:
        for stop in "\u3002\uff0e\uff61":
            name = name.replace(stop, ".")
        name = ".".join(map(_ascii, name.split(".")))
    return name.removesuffix(".") or None


def _ascii(label: str) -> str:
    if label.isascii() or len(label) > 1024:
        return label
    try:
        if set("ßẞς\u200c\u200d") & set(label):  # what IDNA 2008 and browsers keep, and the codec does not
            return f"xn--{unicodedata.normalize('NFKC', label).encode('punycode').decode()}"
        return label.encode("idna").decode().lower()
    except UnicodeError:
        return label


def tell(rows: Iterable[Row], psl: PublicSuffixList, *, as_written: bool = False) -> Told:
    """Add up rows."""
    told = Told()
    seen: dict[str, str | None] = {}
    for url, stated, modality in rows:
        size = stated if stated is not None and stated > 0 else 0
        name = host(url, as_written=as_written)
        if url is None or name is None:
            reason = "no-host"
        elif ":" in name or _is_numeric(name.rpartition(".")[2]) or "[" in urlsplit(url).netloc:
            reason = "address"
        else:
            if name not in seen:
                seen[name] = psl.privatesuffix(name) if "" not in name.split(".") else None
            domain = seen[name]
            if domain is not None:
                told.rows[domain] += 1
                told.bytes[domain] += size
                told.modalities[domain][modality] += size
                continue
            reason = "no-domain"
        told.apart_rows[reason] += 1
        told.apart_bytes[reason] += size
    return told


def _is_numeric(label: str) -> bool:
    return bool(label) and not label.strip("0123456789")


def read(files: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of Parquet files."""
    import pyarrow.parquet as pq

    for name in files:
        for batch in pq.ParquetFile(name).iter_batches(100_000, columns=["url", "bytes", "modality"]):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def main() -> int:
    """Print what is told of files."""
    begun = time.perf_counter()
    told = tell(read(sys.argv[1:]), PublicSuffixList(only_icann=True))
    lines = list(told.lines(told.tenth))
    print(
        json.dumps(
            {
                "domains": len(told.rows),
                "bytes": sum(told.bytes.values()),
                "listed": len(lines),
                "sha256": hashlib.sha256(b"".join(lines)).hexdigest(),
                "apart": {name: [told.apart_rows[name], told.apart_bytes[name]] for name in told.apart_rows},
                "seconds": round(time.perf_counter() - begun, 2),
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
