# SPDX-License-Identifier: EUPL-1.2
"""The list of domains: the quick way and the portable one say in every column what a plain program says, however messy the URLs are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.madeup.addresses import ENDS, HOSTS, MODALITIES, STARTS, Row, rows
from tests.unit.engine.domains.plainly import Plainly, expected, said

from adhere.engine.domains import adding, anywhere, embedded, numbering
from adhere.engine.domains.figures import write_list
from adhere.engine.domains.ranking import Listed, listed
from adhere.engine.domains.request import Request
from adhere.engine.domains.suffixlist import read_suffixes
from adhere.engine.embedded import EngineError, Session, open_session
from adhere.engine.embedded.failures import failure
from adhere.engine.native.building import compiler

SUFFIXES = read_suffixes()
RELATION = "SELECT url, bytes, modality FROM manifest"
KEPT = "ßẞςΣ\u200c\u200d"
"""Signs of which browsers make something else than the codec that the plain program uses; tests of ``content.labels`` have them."""
URLS = st.one_of(
    st.builds("".join, st.tuples(st.sampled_from(STARTS), st.sampled_from(HOSTS), st.sampled_from(ENDS))),
    st.builds(
        "{}{}/".format, st.sampled_from(STARTS), st.text("aA1.-_@:[]?#%/\\ \t\n\r\x00é。İ℀", max_size=12)
    ),
    st.builds(
        "https://{}".format,
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters=KEPT), max_size=12),
    ),
)


@pytest.fixture(scope="module")
def session():
    with open_session("1GB", 1) as found:
        yield found


def _both(session: Session, found: list[Row], **asked: object) -> list[dict[str, object]]:
    session.run(
        "CREATE OR REPLACE TEMP TABLE manifest AS SELECT unnest($1::VARCHAR[]) AS url, unnest($2::BIGINT[]) AS bytes, unnest($3::VARCHAR[]) AS modality",
        [list(column) for column in zip(*found, strict=True)] or [[], [], []],
    )
    request = Request(relation=RELATION, suffixes=SUFFIXES, **asked)
    ways = (False, True) if compiler() else (False,)
    quickly = [said(embedded.rank(session, replace(request, native=native))) for native in ways]
    return [said(anywhere.rank(Plainly(session), request)), *quickly]


@pytest.fixture
def all_listed(monkeypatch):
    """Lists every domain, so that every one is compared."""
    for module in (anywhere, embedded):
        monkeypatch.setattr(module, "listed", lambda count, **_: Listed(rule="all", count=count))


@pytest.mark.usefixtures("all_listed")
@pytest.mark.parametrize(
    ("rules", "as_written"), [("icann", False), ("icann", True), ("private", False), ("private", True)]
)
def test_messy_rows_come_out_as_a_plain_program_has_them(session, rules, as_written):
    found = rows(7, 1500)
    right = expected(found, len(found), rules=rules, as_written=as_written)
    for one in _both(session, found, rules=rules, as_written=as_written):
        assert one == right


@pytest.mark.parametrize("seed", range(3))
def test_a_tenth_is_listed_and_ties_go_by_name(session, seed):
    found = rows(seed, 800, sizes=(1, 2, 3))
    right = expected(found)
    assert len(right["list"]) == -(-right["whole"][0] // 10)
    for one in _both(session, found):
        assert one == right


@settings(max_examples=25)  # the list of suffixes is loaded for each, which takes longer than rows
@given(
    st.lists(
        st.tuples(URLS, st.sampled_from((None, -1, 0, 5, 2**62)), st.sampled_from(MODALITIES)), max_size=30
    )
)
def test_any_url_counts_as_the_plain_program_counts_it(session, found):
    right = expected(found)
    for one in _both(session, found):
        assert one == right


def test_the_modality_that_most_rows_have_is_what_is_left(session):
    found = [row for row in rows(3, 900) if row[2] is not None]
    right = expected(found)
    for one in _both(session, found):
        assert one == right


def test_words_for_a_modality_count_as_it(session):
    kinds = ("Pictures", "documents", "speech", "text", "no kind at all")
    found: list[Row] = [
        (f"https://example.com/{at}", 10**at, kinds[at % len(kinds)]) for at in range(len(kinds))
    ]
    _both(session, found)
    told = said(embedded.rank(session, Request(relation=RELATION, suffixes=SUFFIXES)))
    assert told["list"] == [("example.com", 11111, 5, 10 + 1000, 1, 100, 0, 0)]


def test_the_engine_writes_the_lines_that_it_gives(session, tmp_path):
    _both(session, rows(5, 400))
    ranking = embedded.rank(session, Request(relation=RELATION, suffixes=SUFFIXES))
    by_engine = write_list(ranking, tmp_path / "engine.tsv")
    by_line = write_list(replace(ranking, write=None), tmp_path / "line.tsv")
    assert (tmp_path / "engine.tsv").read_bytes() == (tmp_path / "line.tsv").read_bytes()
    assert by_engine == by_line
    assert by_engine.lines == len((tmp_path / "line.tsv").read_bytes().splitlines()) > 0


@pytest.mark.parametrize("way", [adding._ByHost, numbering.ByNumber])
def test_what_does_not_fit_in_memory_is_added_up_in_slices(session, monkeypatch, way):
    if way is numbering.ByNumber and not compiler():
        pytest.skip("no C compiler is found here")
    tried = []
    make = way.make

    def short_of_memory(self: object, session: Session, slices: int, size: int) -> None:
        tried.append(slices)
        if slices < 4:
            session.run("CREATE TEMP TABLE numbered (left_over INTEGER)")
            raise failure("ADH-CON-051", "DuckDB", memory="1GB")
        make(self, session, slices, size)

    monkeypatch.setattr(way, "make", short_of_memory)
    found = rows(9, 900)
    right = expected(found)
    for one in _both(session, found):
        assert one == right
    assert tried == [1, 1, 2, 4]
    monkeypatch.setattr(adding, "TRIES", adding.TRIES[:3])
    with pytest.raises(EngineError, match="1GB"):
        _both(session, found)


@pytest.mark.skipif(not compiler(), reason="no C compiler is found here")
@pytest.mark.parametrize("share", [10**9, 3000])
def test_where_more_other_texts_are_met_than_fit_in_their_list_it_goes_by_host(session, monkeypatch, share):
    monkeypatch.setattr(numbering, "SHARE", share)
    found = rows(6, 3000)
    made = []
    make = adding._ByHost.make
    monkeypatch.setattr(adding._ByHost, "make", lambda self, *told: (made.append(self), make(self, *told)))
    right = expected(found)
    for one in _both(session, found):
        assert one == right
    assert len(made) == 2


@pytest.mark.parametrize("spare", [embedded.SPARE, -0.05, -0.09])
def test_a_threshold_from_a_sample_never_leaves_out_a_domain(session, monkeypatch, spare):
    monkeypatch.setattr(embedded, "SPARE", spare)
    many = "SELECT i, hash(i) % 50000 AS bytes FROM range(200000) AS made(i)"
    relation = f"SELECT 'https://d' || i || '.com/' AS url, bytes::BIGINT AS bytes, 'text' AS modality FROM ({many}) AS m"
    right = session.rows(
        f"SELECT 'd' || i || '.com' AS domain, bytes FROM ({many}) AS m ORDER BY bytes DESC, domain LIMIT 20000"
    )
    told = said(embedded.rank(session, Request(relation=relation, suffixes=SUFFIXES)))
    assert [row[:2] for row in told["list"]] == [(name, int(size)) for name, size in right]


def test_sums_beyond_64_bits_do_not_overflow(session):
    found: list[Row] = [("https://example.com/", 2**63 - 1, "text")] * 5
    for one in _both(session, found):
        assert one["list"] == [("example.com", 5 * (2**63 - 1), 5, 5 * (2**63 - 1), 0, 0, 0, 0)]


def test_without_rows_nothing_is_listed(session):
    for one in _both(session, []):
        assert one["list"] == []
        assert one["whole"] == (0, 0, 0)


def test_a_request_without_modalities_gives_the_list_alone(session):
    found = rows(1, 300)
    _both(session, found)
    request = Request(relation=RELATION, suffixes=SUFFIXES, modalities=False)
    right = expected(found)
    lines = [row for batch in embedded.rank(session, request).lines() for row in batch]
    assert [(row[0], int(row[1])) for row in lines] == [row[:2] for row in right["list"]]


@pytest.mark.parametrize(
    ("domains", "sme", "rule", "count"),
    [
        (0, False, "top-tenth", 0),
        (1, False, "top-tenth", 1),
        (10, False, "top-tenth", 1),
        (11, False, "top-tenth", 2),
        (0, True, "sme-twentieth", 0),
        (1, True, "sme-twentieth", 1),
        (20_000, True, "sme-twentieth", 1000),
        (20_001, True, "sme-thousand", 1000),
        (11_650_000, True, "sme-thousand", 1000),
    ],
)
def test_how_many_are_listed(domains, sme, rule, count):
    assert listed(domains, sme=sme) == Listed(rule=rule, count=count)
