# SPDX-License-Identifier: EUPL-1.2
"""``adhere content lookup``: in a run, in the data, in an audit; the public hears what its list says, and no more."""

from __future__ import annotations

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
