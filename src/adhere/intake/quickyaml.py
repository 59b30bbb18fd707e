# SPDX-License-Identifier: EUPL-1.2
"""The events of plain YAML from libyaml, twenty times as quickly; None for whatever it may read differently or not at all.

libyaml knows YAML 1.1 (https://pyyaml.org/wiki/LibYAML). A file keeps to what both versions read alike, or the reader in Python, which
also gives every message, takes it from the start. ``tests/unit/intake/test_quickyaml.py`` compares the two.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

_OTHERWISE = re.compile(
    r"[^\n\x20-\x7e\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"  # tabs, other breaks, marks
    r"|^[%?]|^(?:---|\.\.\.)|[\[{,:\- ]\?(?=\s|$)",  # directives, several documents, keys that are no words
    re.MULTILINE,
)


def quick_events(text: str, depth: int) -> Iterator[Any] | None:
    """Return the events of a text, or None where it has to be read with care; ``depth`` is how deep it may nest.

    The text is read twice, so that no more than one event is held at a time, and no further than where it is found to be special: in
    libyaml each level of nesting costs more than the one before.
    """
    if _OTHERWISE.search(text):
        return None
    from ruamel.yaml import YAML  # noqa: PLC0415 - 90 ms that only YAML should cost
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    try:
        if not _is_plain(YAML(typ="safe", pure=False).parse(io.StringIO(text)), depth):
            return None
    except (YAMLError, ValueError, ArithmeticError, RecursionError):
        return None
    events: Iterator[Any] = YAML(typ="safe", pure=False).parse(io.StringIO(text))
    return events


def _is_plain(events: Iterable[Any], depth: int) -> bool:
    """Whether none of the events is one that the two readers take apart in different ways: anchors, tags, blocks of text."""
    level = 0
    for event in events:
        kind = type(event).__name__
        level += kind in ("MappingStartEvent", "SequenceStartEvent")
        level -= kind in ("MappingEndEvent", "SequenceEndEvent")
        if level > depth or getattr(event, "anchor", None) or getattr(event, "tag", None):
            return False
        if getattr(event, "style", None) in ("|", ">"):
            return False
    return True
