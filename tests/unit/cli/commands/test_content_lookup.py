# SPDX-License-Identifier: EUPL-1.2
"""``adhere content lookup``: in a run, in the data, in an audit; the public hears what its list says, and no more."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from tests.repository import ROOT
from tests.unit.cli.running import Ran, adhere
from tests.unit.cli.test_contracts import faults

AUDIT = ROOT / "examples" / "content" / "audit"
TEXTS = [f"https://www.site{n}.nl/{at}" for n in range(12) for at in range(n + 1)]
ROWS = [
    {
        "url": url,
        "bytes": 100 + len(url),
        "fetch_time": "2025-03-04T00:00:00Z",
        "modality": "text",
        "source": "crawl",
    }
    for url in TEXTS
]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lookup")
    write(folder / "all.jsonl", ROWS)
    done = adhere(
        "content",
        "summarise",
        folder / "all.jsonl",
        "--out",
        folder / "run",
        "--all-domains",
        "--to",
        "docx",
        "--on",
        "2026-11-22",
    )
    assert done.status in (0, 1), done.err
    return folder


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


def lookup(*asked: str | Path) -> Ran:
    return adhere("content", "lookup", *asked)


def test_a_listed_domain_has_its_rank_and_its_size(run: Path):
    found = lookup("https://WWW.site11.nl/9", run / "run", "--format", "json").json()
    assert faults("adhere-content-lookup", found) == []
    assert (found["used"], found["domain"]) == ("yes", "site11.nl")
    held = found["places"][0]["held"]
    assert (held["rank"], held["documents"]) == (1, 12)
    assert found["places"][0]["named_in_public"] == "yes"


def test_the_list_of_all_domains_answers_below_the_end_of_the_list(run: Path):
    assert lookup("site0.nl", run / "run", "--format", "json").json()["places"][0]["held"]["documents"] == 1
    assert lookup("other.nl", run / "run", "--format", "json").json()["used"] == "no"


def test_without_it_a_domain_below_the_end_of_the_list_is_unknown(run: Path, tmp_path: Path):
    for name in ("figures.json", "domains.tsv"):
        (tmp_path / name).write_bytes((run / "run" / name).read_bytes())
    found = lookup("site0.nl", tmp_path, "--format", "json").json()
    assert found["used"] == "unknown"
    assert found["places"][0]["below_the_list"] == 10


def test_a_file_that_cannot_be_read_never_makes_a_no(tmp_path: Path):
    whole, cut = write(tmp_path / "whole.jsonl", ROWS), tmp_path / "cut.jsonl.gz"
    cut.write_bytes(gzip.compress(json.dumps({"url": "https://lost.nl/", "bytes": 5}).encode() * 90)[:-9])
    found = lookup("lost.nl", "--data", whole, "--data", cut, "--format", "json").json()
    assert (found["used"], found["places"][0]["unread"]) == ("unknown", 1)
    assert lookup("lost.nl", "--data", whole, "--format", "json").json()["used"] == "no"

    made = ("content", "summarise", whole, cut, "--out", tmp_path / "run", "--all-domains", "--to", "html")
    assert adhere(*made, "--on", "2026-11-22").status == 1
    figures = json.loads((tmp_path / "run" / "figures.json").read_text())
    assert figures["unread"] == [str(cut)]
    assert faults("adhere-content-figures", figures) == []
    for more in ((), ("--data", whole)):
        assert lookup("lost.nl", tmp_path / "run", *more, "--format", "json").json()["used"] == "unknown"
    assert "niet helemaal te lezen" in " ".join(
        lookup("lost.nl", tmp_path / "run", "--lang", "nl").out.split()
    )


def test_a_name_that_stands_otherwise_in_the_tables_is_found_in_them(tmp_path: Path):
    data = write(tmp_path / "odd.jsonl", [{"url": "https://=1+1.nl/", "bytes": 5}])
    assert adhere(
        "content", "summarise", data, "--out", tmp_path / "run", "--to", "html", "--on", "2026-11-22"
    ).status in (0, 1)
    (place,) = lookup("=1+1.nl", tmp_path / "run", "--format", "json").json()["places"]
    assert (place["held"]["documents"], place["named_in_public"]) == (1, "yes")


def test_a_domain_is_what_the_run_says_it_is(tmp_path: Path):
    data = write(
        tmp_path / "blogs.jsonl", [{"url": f"https://{name}.blogspot.com/", "bytes": 5} for name in "ab"]
    )
    for rules in ("icann", "private"):
        made = ("content", "summarise", data, "--out", tmp_path / rules, "--rules", rules, "--to", "html")
        assert adhere(*made, "--on", "2026-11-22").status in (0, 1)
    told = {
        rules: lookup("a.blogspot.com", tmp_path / rules, "--format", "json").json()["domain"]
        for rules in ("icann", "private")
    }
    assert told == {"icann": "blogspot.com", "private": "a.blogspot.com"}
    for asked in ((tmp_path / "icann", tmp_path / "private"), (tmp_path / "icann", "--rules", "private")):
        refused = lookup("a.blogspot.com", *asked)
        assert (refused.status, "(icann)" in refused.err) == (2, True)


def test_data_tells_when_and_from_where_and_documents_without_address_leave_it_unknown(
    run: Path, tmp_path: Path
):
    data = write(
        tmp_path / "more.jsonl", [*ROWS, {"url": None, "bytes": 5, "source": "books", "modality": "text"}]
    )
    found = lookup("site3.nl", "--data", data, "--format", "json").json()["places"][0]
    assert [(one["name"], one["documents"]) for one in found["held"]["sources"]] == [("crawl", 4)]
    assert found["held"]["months"][0]["name"] == "2025-03"
    absent = lookup("other.nl", "--data", data, "--format", "json").json()
    assert (absent["used"], absent["places"][0]["unseen"]) == ("unknown", 1)
    assert (
        lookup("other.nl", run / "run", "--data", run / "all.jsonl", "--format", "json").json()["used"]
        == "no"
    )


ADDRESSES = {
    "192.0.2.1": ["http://192.0.2.1/", "http://192.000.2.1/", "http://3221225985/", "http://0xC0.0.2.1/"],
    "192.0.2.9": ["http://192.0.2.0x9/a", "http://0xc0000209:80/", "http://192.0.2.9./"],
    "2001:db8::1": ["http://[2001:DB8:0:0::1]/", "http://[2001:db8::1]:8080/"],
}


@pytest.mark.parametrize("asked", ["192.0.2.1", "192.000.2.1", "3221225985", "[2001:db8:0::1]", "192.0.2.9"])
def test_an_address_is_found_in_the_data_whatever_the_spelling_of_either(asked: str, tmp_path: Path):
    data = write(
        tmp_path / "a.jsonl", [{"url": url, "bytes": 5} for urls in ADDRESSES.values() for url in urls]
    )
    found = lookup(asked, "--data", data, "--format", "json").json()
    assert found["used"] == "yes"
    assert found["places"][0]["held"]["documents"] == len(ADDRESSES[found["domain"]])
    assert lookup("192.0.2.2", "--data", data, "--format", "json").json()["used"] == "no"


@pytest.mark.parametrize("url", ["http://192.0.2.0x1/", "http://0xc0000201/", "http://192.000.2.1/"])
@pytest.mark.parametrize("more", [(), ("--all-domains",)])
def test_a_run_that_counts_an_address_as_something_else_does_not_say_no(
    url: str, more: tuple[str, ...], tmp_path: Path
):
    data = write(tmp_path / "a.jsonl", [{"url": url, "bytes": 5}, {"url": "https://a.nl/", "bytes": 50}])
    made = ("content", "summarise", data, "--out", tmp_path / "run", *more, "--to", "html")
    assert adhere(*made, "--on", "2026-11-22").status in (0, 1)
    assert lookup("192.0.2.1", tmp_path / "run", "--format", "json").json()["used"] == "unknown"


def test_an_address_that_no_domain_can_be_is_in_no_run_whose_domains_are_all_known(run: Path):
    assert lookup("192.0.2.1", run / "run", "--format", "json").json()["used"] == "no"


def test_an_audit_tells_what_was_reserved_for_an_address_in_another_spelling(tmp_path: Path):
    urls = write(
        tmp_path / "urls.jsonl", [{"url": "http://3221225985/", "fetch_time": "2025-03-04T00:00:00Z"}]
    )
    robots = AUDIT / "robots.jsonl"
    adhere("content", "audit", urls, "--robots", robots, "--agent", "GPTBot", "--out", tmp_path / "audit")
    found = lookup("192.0.2.1", "--data", urls, "--audit", tmp_path / "audit", "--format", "json").json()
    assert [one["agent"] for one in found["reservations"]] == ["GPTBot"]


def test_an_audit_tells_what_was_reserved(tmp_path: Path):
    adhere(
        "content",
        "audit",
        AUDIT / "urls.jsonl",
        "--robots",
        AUDIT / "robots.jsonl",
        "--agent",
        "GPTBot",
        "--out",
        tmp_path / "audit",
    )
    found = lookup(
        "nieuws.example", "--data", AUDIT / "urls.jsonl", "--audit", tmp_path / "audit", "--format", "json"
    ).json()
    assert faults("adhere-content-lookup", found) == []
    one = found["reservations"][0]
    assert one["agent"] == "GPTBot"
    assert "reserved" in {verdict["verdict"] for verdict in one["verdicts"]}
    nothing = lookup(
        "niets.example", "--data", AUDIT / "urls.jsonl", "--audit", tmp_path / "audit", "--format", "json"
    ).json()
    assert nothing["reservations"] == []


def test_the_public_hears_no_size_and_a_withheld_name_reads_as_one_that_is_not_there(
    run: Path, tmp_path: Path
):
    for name in ("figures.json", "domains.tsv"):
        (tmp_path / name).write_bytes((run / "run" / name).read_bytes())
    (tmp_path / "domains-public.csv").write_text("domain,domain_unicode\r\nsite10.nl,site10.nl\r\n")
    told = {
        name: lookup(name, tmp_path, "--public").out.replace(name, "NAME")
        for name in ("site11.nl", "other.nl")
    }
    lines = {name: [" ".join(one.split()) for one in text.splitlines()] for name, text in told.items()}
    assert lines["site11.nl"] == lines["other.nl"]
    assert "kB" not in told["site11.nl"]
    public = lookup("site10.nl", tmp_path, "--public", "--format", "json").json()
    assert faults("adhere-content-lookup-public", public) == []
    assert public["lists"] == [
        {"model": None, "issue": None, "named": "yes", "names": 1, "rule": "top-tenth"}
    ]


REFUSED = {
    ("site1.nl",): "Nothing to look in",
    ("nl", "RUN"): "is of no domain",
    ("site1.nl", "RUN", "--public", "--data", "x"): "--public",
    ("site1.nl", "RUN", "--audit", "RUN"): "holds no audit",
    ("site1.nl", "NOWHERE"): "NOWHERE",
}


def test_what_cannot_be_looked_up_is_refused_with_what_to_do(run: Path):
    for asked, told in REFUSED.items():
        done = lookup(*(str(run / "run") if one == "RUN" else one for one in asked))
        assert done.status == 2, asked
        assert told in " ".join(done.err.split()), asked
