# SPDX-License-Identifier: EUPL-1.2
"""Why a URL was decided as it was, in words: ``data/reasons.toml``, or the name of the signal where it is not robots.txt that decides."""

from __future__ import annotations

from adhere.content.reservations.signals import signals
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of


def reason_text(reason: str) -> Text:
    """Return a reason in words; its id where it has none."""
    signal = signals().get(reason)
    if signal is not None:
        return Text(signal.name.en.removesuffix("."), signal.name.nl.removesuffix("."))
    record = packaged("adhere.engine.audit", "data/reasons.toml").get(reason)
    return text_of(record) if record else plain(reason)
