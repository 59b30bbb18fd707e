# SPDX-License-Identifier: EUPL-1.2
"""An audit by functions in C says what SQL alone says where it is easily another, and asks the parser only where it has to."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.engine.audit.sites import audit, day, decided, records, said
from tests.unit.engine.native.functions_in_c import needs_a_compiler

from adhere.engine.audit import lookups
from adhere.engine.audit.query import counts
from adhere.engine.audit.tables import Tables
from adhere.engine.native import names, rules, spells

pytestmark = needs_a_compiler


def test_hosts_longer_than_any_name_are_as_in_sql(tmp_path: Path):
    """No site has such a name, yet it is written plainly."""
    kept = records(said("https://a.example/", "User-agent: *\nDisallow: /x"))
    urls = [f"https://{'a.' * labels}example/x" for labels in (62, 63, 64, 65, 122, 123, 130, 500)]
    urls += [f"https://{'a' * 300}.example/x", f"https://{'a.' * 130}/x", f"https://{'A.' * 130}example/x"]
    with audit(kept, [(url, day(1), 1) for url in urls], ["GPTBot"], tmp_path) as made:
        reasons = [row["reason"] for row in decided(made)]
        assert reasons == [*["no-record"] * 9, *["malformed-url"] * 2]


@pytest.mark.parametrize("last", [False, True], ids=["alone", "behind one with rules"])
def test_sites_that_reserve_everything_need_no_parser(monkeypatch, tmp_path: Path, last: bool):
    bodies = [*(["User-agent: *\nDisallow: /x"] if last else []), "User-agent: *\nDisallow: /"]
    kept = records(
        *(said(f"https://s{number}.example/", body) for number, body in enumerate(bodies)),
        said("https://down.example/", status=503),
    )
    urls = [f"https://s{len(bodies) - 1}.example/{path}" for path in ("", "a", "%41", "é", "robots.txt")]
    urls += ["https://down.example/", "https://down.example/robots.txt"]
    monkeypatch.setattr(Tables, "decided", _never_asked)
    with audit(kept, [(url, day(1), 1) for url in urls], ["GPTBot"], tmp_path) as made:
        found = made.session.rows(f"SELECT url, verdict FROM ({made.ordered})")
    assert found == [(url, "allowed" if url.endswith("robots.txt") else "reserved") for url in urls]


@pytest.mark.parametrize(
    ("module", "most"),
    [(names, "MOST"), (spells, "MOST"), (rules, "MOST"), (lookups, "SITES"), (lookups, "RULES")],
)
def test_what_is_too_large_to_be_laid_out_is_decided_in_sql(monkeypatch, tmp_path: Path, module, most):
    monkeypatch.setattr(module, most, 0)
    kept = records(*(said(f"https://{name}.example/", "User-agent: *\nDisallow: /x") for name in "ab"))
    urls = [f"https://{name}.example/{path}" for name in "abc" for path in ("x", "%78", "y")]
    with audit(kept, [(url, day(1), 1) for url in urls], ["GPTBot"], tmp_path) as made:
        assert made.found is None
        found = made.session.rows(f"SELECT verdict FROM ({made.ordered})")
    assert [verdict for (verdict,) in found] == [*["reserved", "reserved", "allowed"] * 2, *["unknown"] * 3]


def test_the_site_of_a_url_is_asked_once_though_it_is_filtered_by(tmp_path: Path):
    kept = records(said("https://a.example/", "User-agent: *\nDisallow: /x"))
    with audit(kept, [("https://a.example/x", day(1), 1)], ["GPTBot"], tmp_path) as made:
        assert made.found is not None
        counted = counts(made.urls, native=made.asking.native)
        ((_, plan),) = made.session.rows(f"EXPLAIN (FORMAT json) {counted}")
    assert "root >= 0" in plan
    assert "adhere_site" not in plan  # as it would be in a filter that asks again; columns are told by name


def _never_asked(_: Tables, number: int | None, url: str | None) -> int | None:
    raise AssertionError(number, url)
