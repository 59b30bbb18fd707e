# SPDX-License-Identifier: EUPL-1.2
"""The official vectors of the Public Suffix List, and the lists of a known manifest to the byte: 300,000 rows here, all of it by the bench."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.bench.independent_domains import read
from tests.unit.engine.domains.plainly import expected, said

from adhere.engine.domains import embedded
from adhere.engine.domains.request import Request
from adhere.engine.domains.suffixlist import read_suffixes
from adhere.engine.embedded import open_session

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "engine"
if not SHARED.is_dir():
    pytest.skip(f"no reference data at {SHARED}", allow_module_level=True)

SUFFIXES = read_suffixes()
VARIANTS = [(rules, as_written) for rules in ("icann", "private") for as_written in (False, True)]


def _manifest(folder: Path, rows: int, seed: int) -> Path:
    words = [sys.executable, str(SHARED / "make_manifest.py"), str(folder), "--rows", str(rows)]
    subprocess.run([*words, "--seed", str(seed)], check=True)
    return folder / "part-0000.parquet"


def _relation(path: Path) -> str:
    return f"SELECT url, bytes, modality FROM read_parquet('{path}')"


def test_every_official_vector():
    vectors = json.loads((SHARED / "psl_cases.json").read_text(encoding="utf-8"))
    for one in vectors:
        if one["host"] is not None:
            assert SUFFIXES.domain(one["host"].lower(), "private") == one["registrable"], one


@pytest.mark.parametrize(("rules", "as_written"), VARIANTS)
def test_a_fresh_manifest_in_every_column(tmp_path, rules, as_written):
    path = _manifest(tmp_path, 60_000, 4711 + len(rules))
    right = expected(list(read([str(path)])), rules=rules, as_written=as_written)
    request = Request(relation=_relation(path), suffixes=SUFFIXES, rules=rules, as_written=as_written)
    with open_session("500MB", 1) as session:
        assert said(embedded.rank(session, request)) == right


@pytest.mark.slow
def test_the_four_lists_of_the_known_manifest(tmp_path):
    known = json.loads((SHARED / "expected_2m.json").read_text(encoding="utf-8"))
    path = _manifest(tmp_path, known["rows"], 56)
    with open_session("1GB") as session:
        for rules, as_written in VARIANTS:
            right = known["lists"][f"{rules}_{'as_written' if as_written else 'ascii'}"]
            request = Request(relation=_relation(path), suffixes=SUFFIXES, rules=rules, as_written=as_written)
            found = embedded.rank(session, request)
            digest = hashlib.sha256()
            for batch in found.lines():
                digest.update("".join(f"{row[0]}\t{row[1]}\n" for row in batch).encode())
            assert digest.hexdigest() == right["top10_sha256"]
            assert (found.domains, found.bytes, found.documents) == (
                right["registrable_domains"],
                right["bytes"],
                right["rows"],
            )
            assert (found.listed, found.listed_bytes, found.listed_documents) == (
                right["top10_domains"],
                right["top10_bytes"],
                right["top10_rows"],
            )
            none = known["no_registrable_domain_not_ip"][rules]
            apart = {kind: (one.documents, one.bytes) for kind, one in found.apart.items()}
            assert apart == {
                "no-host": (known["no_host"]["rows"], known["no_host"]["bytes"]),
                "address": (known["ip_address"]["rows"], known["ip_address"]["bytes"]),
                "no-domain": (none["rows"], none["bytes"]),
            }
