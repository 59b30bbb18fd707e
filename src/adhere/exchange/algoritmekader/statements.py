# SPDX-License-Identifier: EUPL-1.2
"""What a page says about the law, whatever requirement it is about: presumption, thresholds, approval, exceptions, annexes.

Articles 51(2), 53(2), 53(4) and 56(6); recital 41 of Regulation (EU) 2026/1744.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from adhere.exchange.algoritmekader.page import Page
from adhere.exchange.algoritmekader.rules import finding
from adhere.exchange.algoritmekader.vocabulary import says
from adhere.kernel.finding import Finding
from adhere.law.citations import Mention, mentions
from adhere.law.requirements.catalogue import Catalogue

EXCEPTIONS = ("aia:art-53.2", "aia:art-54.6")
ASSESSED = "duty:art-56.6-3"
"""Since this duty applies, codes are assessed and not approved."""
_LOST = re.compile(r"\b10(2[0-9])\b")
_BEHIND = 60
"""Characters behind a mention in which another act may be named as the one it is of."""


def named(page: Page) -> Iterator[tuple[int, str]]:
    """Yield every provision of the Act that a page names, with its line; provisions of other acts are left out."""
    for line, paragraph in page.paragraphs():
        for mention in mentions(paragraph):
            if not _of_another_act(paragraph, mention):
                yield line, mention.provision


def _of_another_act(text: str, mention: Mention) -> bool:
    """Whether the words behind a mention name another act before they come to a next provision or sentence."""
    behind = re.split(r"[.;|)]\s|\bartikel|\barticle", text[mention.end : mention.end + _BEHIND].casefold())[
        0
    ]
    return says(behind, "other_act") and "2024/1689" not in behind


def check_statements(page: Page, catalogue: Catalogue, on: date) -> Iterator[Finding]:
    """Yield the statements that the law does not bear out."""
    for line, sentence in page.sentences():
        if says(sentence, "code") and says(sentence, "presumption") and not says(sentence, "negation"):
            yield finding("ADH-LAW-114", page.file, line)
        if says(sentence, "approved") and catalogue.norms[ASSESSED].in_force(on):
            yield finding("ADH-LAW-123", page.file, line)
        if says(sentence, "operations"):
            yield from _thresholds(page, line, sentence)
    yield from _exceptions(page)
    yield from _annexes(page)


def _thresholds(page: Page, line: int, sentence: str) -> Iterator[Finding]:
    for match in _LOST.finditer(sentence):
        yield finding("ADH-LAW-115", page.file, line, said=match[0], meant=f"10^{match[1]}")
    if says(sentence, "per_second"):
        yield finding("ADH-LAW-116", page.file, line)


def _exceptions(page: Page) -> Iterator[Finding]:
    line = next((line for line, provision in named(page) if provision in EXCEPTIONS), None)
    if line is None:
        return
    if not says(page.text, "open_source"):
        yield finding("ADH-LAW-119", page.file, line)
    if says(page.text, "copyright"):
        yield finding("ADH-LAW-121", page.file, line)


def _annexes(page: Page) -> Iterator[Finding]:
    places = {provision.partition(".")[0]: line for line, provision in named(page)}
    if "aia:annex-xii" in places and "aia:annex-xi" not in places and says(page.text, "office"):
        yield finding("ADH-LAW-122", page.file, places["aia:annex-xii"])
