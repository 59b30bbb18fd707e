# SPDX-License-Identifier: EUPL-1.2
"""Every signal counts: what joins say of files of sites and of answers is what the readers say, and any reservation reserves."""

from __future__ import annotations

import itertools
import random
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from tests.unit.engine.audit.sites import audit, day, decided, records, said

from adhere.content.reservations.aitxt import read_ai_txt
from adhere.content.reservations.gathering import SiteRecord, gathered
from adhere.content.reservations.page import Link, Page
from adhere.content.reservations.settling import settle
from adhere.content.reservations.signals import Reservation, Scope, Verdict
from adhere.content.reservations.tdmrep import read_tdm_file
from adhere.content.robots.deciding import target_of
from adhere.content.robots.fetching import NOTHING, Fetched, RobotsState, state_of
from adhere.engine.audit.answers import FIELDS, METAS, read_answer
from adhere.engine.audit.explaining import explained
from adhere.engine.audit.records import Records
from adhere.engine.audit.tables import Tables
from adhere.engine.manifests.columns import SIGNALS

AGENTS = ("GPTBot", "CCBot", "AI2Bot", "GPTBot/1.1")
TDM, AI = "/.well-known/tdmrep.json", "/ai.txt"
OPEN = "User-agent: *\nAllow: /"
ROBOTS = (
    OPEN,
    "User-agent: GPTBot\nDisallow: /a",
    "Content-Signal: ai-train=no\nUser-agent: *\nAllow: /",
    "User-agent: GPTBot\nContent-Signal: ai-train=no, search=yes\nAllow: /\n\nUser-agent: *\nContent-Signal: ai-train=yes",
    "User-agent: *\nContent-Usage: train-ai=n\nContent-Usage: /a train-ai=y",
    "User-agent: CCBot\nContent-Usage: /b train-ai=n\n\nUser-agent: *\nDisallow: /c",
    "User-agent: *\nContent-Usage: what = is = this",
    "License: https://a.example/terms.xml\nUser-agent: *\nDisallow:",
    None,
)
TDM_FILES = (
    None,
    '[{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://a.example/p.json"}]',
    '[{"location": "/*", "tdm-reservation": 0}]',
    '[{"location": "/a", "tdm-reservation": 1}, {"location": "/b*", "tdm-reservation": 0}]',
    '[{"location": "/", "tdm-reservation": 7}]',
    "no json",
    "[]",
)
AI_FILES = (
    None,
    "User-Agent: *\nDisallow: /",
    "User-Agent: *\nDisallow: *.jpg\nAllow: /b",
    "User-Agent: GPTBot\nDisallow: /",
    "a page of words",
)
ANSWERS: tuple[dict[str, str], ...] = (
    {},
    {"x_robots_tag": "noai"},
    {"x_robots_tag": "noindex"},
    {"x_robots_tag": "GPTBot: noindex, noai"},
    {"x_robots_tag": "GPTBot: noindex\nnoimageai, noai"},
    {"x_robots_tag": "noimageai"},
    {"tdm_reservation": "1", "tdm_policy": "https://a.example/policy"},
    {"tdm_reservation": "0"},
    {"tdm_reservation": "0", "meta_tdm_reservation": "1"},
    {"meta_tdm_reservation": "2"},
    {"meta_robots": "noai, noimageai"},
    {"content_usage": "train-ai=n"},
    {"content_usage": "train-ai=y"},
    {"content_usage": "train-ai=n;broken="},
    {"link_header": '<https://a.example/l>; rel="license"; type="application/rsl+xml"'},
    {"licence_link": "https://creativecommons.org/licenses/by/4.0/"},
    {"x_robots_tag": "gptbot/1.2: noai"},
    {"meta_agents": "gptbot: noai\nccbot/2.0: noindex, noai\nrobots: nofollow"},
    {"meta_agents": "robots: noai"},
    {"meta_agents": "*: noai"},
    {"x_robots_tag": "*: noai"},
    {"x_robots_tag": "all: noindex, noai"},
    {"meta_unread": "br"},
    {"meta_unread": "cut", "meta_tdm_reservation": "0", "meta_agents": "ccbot: noai"},
)


def text_of(values: dict[str, str], *, image: bool = False) -> str | None:
    if not values:
        return None
    return "\x1f".join(("image" if image else "", *(values.get(name, "") for name in SIGNALS)))


def expected(case: dict[str, Any], agent: str, url: str) -> Any:
    """What the readers say together, without tables."""
    values = {name: tuple(value.split("\n")) for name, value in case["answer"].items()}
    site = SiteRecord(
        robots=robots_of(case["robots"]),
        tdm=None if case["tdm"] is None else read_tdm_file(case["tdm"].encode()),
        ai_txt=None if case["ai"] is None else read_ai_txt(case["ai"].encode()),
    )
    metas = {meta: values[name] for name, meta in METAS.items() if name in values}
    for line in values.get("meta_agents", ()):
        metas[line.partition(":")[0]] = (line.partition(":")[2],)
    page = Page(
        metas=metas,
        links=tuple(Link(rel=("license",), address=address) for address in values.get("licence_link", ())),
        cut=False,
    )
    headers = {field: values[name] for name, field in FIELDS.items() if name in values}
    found = gathered(agent, target_of(url), site=site, headers=headers, page=page)
    if "meta_unread" in values:
        found += (
            Reservation(
                signal="noai-meta", verdict=Verdict.UNKNOWN, where="meta", words=values["meta_unread"][0]
            ),
        )
    return settle(found, agent, Scope.IMAGES if case["image"] else Scope.ALL)


def robots_of(body: str | None) -> RobotsState:
    at = day(0).replace(tzinfo=UTC)
    return NOTHING if body is None else state_of(Fetched(at=at, status=200, body=body.encode()))


def test_joins_say_what_the_readers_say_of_every_mixture(tmp_path: Path):
    chance = random.Random(4)
    mixtures = list(itertools.product(ROBOTS, TDM_FILES, AI_FILES))
    cases, kept, urls = {}, [], []
    for number, (robots, tdm, ai) in enumerate(chance.sample(mixtures, 150)):
        origin = f"https://s{number}.example"
        files = ((f"{origin}/robots.txt", robots), (origin + TDM, tdm), (origin + AI, ai))
        kept += [said(site, body) for site, body in files if body is not None]
        for place, answer in enumerate(chance.sample(ANSWERS, 6)):
            url = f"{origin}/{chance.choice('abcd')}{place}{chance.choice(('', '.jpg', '?q=1', '%41', '/../a', '/%2E/../b'))}"
            image = chance.random() < 0.3
            cases[url] = {"robots": robots, "tdm": tdm, "ai": ai, "answer": answer, "image": image}
            urls.append((url, day(1), 1, text_of(answer, image=image)))
    with audit(records(*kept), urls, AGENTS, tmp_path, answers=True) as made:
        found = decided(made)
    assert len(found) == len(urls) * len(AGENTS)
    for row in found:
        case, agent = cases[row["url"]], row["agent"]
        settled = expected(case, agent, row["url"])
        assert row["verdict"] == settled.verdict, (row, case, settled)
        resting = {one.signal for one in settled.rests_on}
        assert row["signal"] in (
            resting if resting - {"robots"} or row["verdict"] != "unknown" else {None}
        ) | {None if case["robots"] is None and row["verdict"] == "unknown" else "robots"}, (
            row,
            case,
            settled,
        )
        against = {one.signal for one in settled.against} if settled.verdict is Verdict.RESERVED else set()
        assert set((row["against"] or "").split(", ")) - {""} == against, (row, case, settled)
    assert_explained_alike(found, cases, records(*kept))
    assert {row["verdict"] for row in found} == {"reserved", "allowed", "unknown"}
    assert len({row["signal"] for row in found}) > 8


def assert_explained_alike(found: list[dict[str, Any]], cases: dict[str, dict[str, Any]], kept: Records):
    """What is explained of one URL is what was decided of it among all."""
    for row in found[::7]:
        case = cases[row["url"]]
        times = [(day(1), text_of(case["answer"], image=case["image"]))]
        (told,) = explained(row["url"], times, [row["agent"]], kept, None)
        assert (told.verdict, told.signal) == (row["verdict"], row["signal"]), row
        assert told.reason.removeprefix("no-") == row["reason"].removeprefix("no-"), row
        assert ", ".join(told.against) == (row["against"] or ""), row


@pytest.mark.parametrize("status", [500, None, 301])
def test_a_file_that_could_not_be_had_is_unknown_and_one_that_is_absent_says_nothing(
    tmp_path: Path, status: int | None
):
    kept = records(
        said("https://a.example/robots.txt", OPEN),
        said(f"https://a.example{TDM}", None, status=status),
        said("https://b.example/robots.txt", OPEN),
        said(f"https://b.example{TDM}", None, status=404),
        said("https://c.example/robots.txt", OPEN),
        said(f"https://c.example{TDM}", "[]", at=2),
    )
    urls = [(f"https://{name}.example/", day(1), 1) for name in "abc"]
    with audit(kept, urls, ["GPTBot"], tmp_path) as made:
        told = [(row["verdict"], row["reason"]) for row in decided(made)]
    assert told == [("unknown", "tdmrep-file"), ("allowed", "rule"), ("unknown", "tdmrep-file")]


def test_the_record_of_the_file_that_decides_is_named(tmp_path: Path):
    kept = records(
        said("https://a.example/robots.txt", OPEN),
        said(f"https://a.example{TDM}", TDM_FILES[1], at=0.5),
    )
    with audit(kept, [("https://a.example/x", day(1), 1)], ["GPTBot"], tmp_path) as made:
        (row,) = decided(made)
    assert (row["verdict"], row["signal"], row["record_time"]) == ("reserved", "tdmrep-file", day(0.5))
    assert row["spec"].startswith("TDM Reservation Protocol")
    assert row["rule"] == "tdmrep.json, [1]: /: 1"
    assert (row["against"], row["terms"]) == ("robots", "https://a.example/p.json")


@pytest.mark.parametrize("said_of_all", ["*: noai", "robots: noai", "All: noai", "noai", ": noai"])
@pytest.mark.parametrize("column", ["x_robots_tag", "meta_agents"])
def test_what_is_said_to_everyone_is_said_to_every_agent(column: str, said_of_all: str):
    answer = read_answer(text_of({column: said_of_all}) or "")
    assert answer.agents == set()
    assert (note := answer.note(None))
    assert note.verdict == "reserved"


def test_a_site_that_says_very_much_is_heard_once_for_all_urls_of_which_it_says_the_same(
    tmp_path: Path, monkeypatch
):
    terms = "".join(f"License: https://a.example/{number}\n" for number in range(5_000))
    kept = records(
        said("https://a.example/robots.txt", f"{OPEN}\nContent-Usage: /a train-ai=n\n{terms}"),
        said(f"https://a.example{AI}", AI_FILES[2]),
    )
    urls = [
        (f"https://a.example/{letter}{number}{end}", day(1), 1)
        for letter in "abc"
        for number in range(100)
        for end in ("", ".jpg")
    ]
    heard, say = [], Tables.said
    monkeypatch.setattr(Tables, "said", lambda *asked: (heard.append(asked), say(*asked))[1])
    with audit(kept, urls, ["GPTBot"], tmp_path) as made:
        found = {(row["url"][18], row["url"][-3:] == "jpg"): row["reason"] for row in decided(made)}
    assert 0 < len(heard) <= 6
    assert found == {
        ("a", False): "aipref-robots", ("a", True): "aipref-robots", ("b", False): "rule",
        ("b", True): "ai-txt", ("c", False): "rule", ("c", True): "ai-txt",
    }  # fmt: skip


def test_an_answer_reserves_also_where_nothing_is_known_of_its_site(tmp_path: Path):
    urls = [
        ("https://none.example/", day(1), 1, text_of({"x_robots_tag": "CCBot: noai"})),
        ("nonsense", None, 1, text_of({"tdm_reservation": "1"})),
        ("https://none.example/y", day(1), 1, text_of({"tdm_reservation": "0"})),
        ("https://none.example/z", day(1), 1, "parts\x1fmissing"),
    ]
    with audit(records(), urls, AGENTS, tmp_path, answers=True) as made:
        told = {(row["url"][-1], row["agent"]): (row["verdict"], row["reason"]) for row in decided(made)}
    for agent in AGENTS:
        noai = ("reserved", "noai-header") if agent == "CCBot" else ("unknown", "no-record")
        assert told["/", agent] == noai
        assert told["e", agent] == ("reserved", "tdmrep-header")
        assert told["y", agent] == ("unknown", "no-record")
        assert told["z", agent][0] == "unknown"
