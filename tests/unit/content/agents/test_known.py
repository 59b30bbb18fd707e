# SPDX-License-Identifier: EUPL-1.2
"""The list of agents: each once, complete, dated, and found under all its names."""

from __future__ import annotations

from collections import Counter
from datetime import date

from adhere.content.agents.known import Obeys, Purpose, known, listing, spellings_of, tokens


def test_every_name_belongs_to_one_agent():
    names = Counter(name.lower() for agent in listing().agents for name in (agent.token, *agent.names))
    assert [name for name, count in names.items() if count > 1] == []
    assert len(listing().agents) > 150
    assert [agent.token.lower() for agent in listing().agents] == sorted(
        agent.token.lower() for agent in listing().agents
    )


def test_a_claim_has_its_basis_and_a_page_where_it_is_documented():
    for agent in listing().agents:
        assert (agent.basis is None) == (agent.obeys is Obeys.UNKNOWN), agent.token
        assert agent.basis in {None, "documented", "reported"}
        assert agent.page is None or agent.page.startswith("https://"), agent.token
        assert agent.page or agent.basis != "documented", agent.token


def test_an_agent_is_found_under_each_spelling():
    agent = known("meta-ExternalAgent")
    assert agent is not None
    assert (agent.operator, agent.purpose) == ("Meta", Purpose.TRAINING)
    assert spellings_of("YandexAdditionalBot") == ("YandexAdditional", "YandexAdditionalBot")
    assert spellings_of("Nobody") == ("Nobody",)
    assert known("nobody") is None


def test_those_for_training_are_listed_and_some_are_no_tokens():
    assert {"GPTBot", "CCBot", "ClaudeBot", "Google-Extended", "AI2Bot"} <= set(tokens())
    assert "ChatGPT-User" not in tokens()
    assert {agent.token for agent in listing().agents if not agent.is_token} >= {
        "AI2Bot",
        "Crawl4AI",
        "img2dataset",
        "bigsur.ai",
    }


def test_the_list_ages():
    assert not listing().is_stale(date(2026, 11, 30))
    assert listing().is_stale(date(2027, 6, 1))
    assert listing().months_old(date(2027, 1, 1)) == 5
