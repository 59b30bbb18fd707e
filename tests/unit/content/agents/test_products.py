# SPDX-License-Identifier: EUPL-1.2
"""Crawlers as their user agents name them, some as they are really sent."""

from __future__ import annotations

import pytest

from adhere.content.agents.products import product


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("OurBot", "OurBot"),
        ("OurBot/2.0", "OurBot"),
        ("AI2Bot", "AI2Bot"),
        ("CCBot/2.0 (https://commoncrawl.org/faq/)", "CCBot"),
        ("Mozilla/5.0 (compatible; OurBot/2.1; +https://our.example/bot/2)", "OurBot"),
        (
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
            "GPTBot",
        ),
        (
            "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@x.example)",
            None,
        ),
        ("Mozilla/5.0 (compatible; OurBot/2.1) OtherBot/1.0", None),
        ("Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/130.0", None),
        ("our own crawler", None),
        ("", ""),
    ],
)
def test_the_one_crawler_is_taken_and_nothing_is_guessed(user_agent: str, name: str | None):
    assert product(user_agent) == (user_agent if name is None else name)
