# SPDX-License-Identifier: EUPL-1.2
"""Whatever a file of results holds, nothing is raised: it gives results or a finding."""

from __future__ import annotations

import io
import json
from string import Formatter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.documentation.evaluations.logs import (
    COMPL_AI,
    HARNESS,
    INFERRED,
    INSPECT,
    INSPECT_1,
    archived,
    read,
)

from adhere.documentation.evaluations.answering import evaluation_answers
from adhere.documentation.evaluations.reading import read_evaluation
from adhere.documentation.evaluations.result import Evaluations
from adhere.forms.library import form
from adhere.forms.values import value_json

DOCUMENTS = (INSPECT, INSPECT_1, HARNESS, COMPL_AI, INFERRED)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path]
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        found += places(inner, (*path, key))
    return found


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    if isinstance(value, dict):
        return {key: put(inner, path[1:], new) if key == path[0] else inner for key, inner in value.items()}
    return [put(inner, path[1:], new) if place == path[0] else inner for place, inner in enumerate(value)]


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    document: Any = draw(st.sampled_from(DOCUMENTS))
    for _ in range(draw(st.integers(1, 3))):
        document = put(document, draw(st.sampled_from(places(document))), draw(JSON))
    return document


def sound(found: Evaluations) -> None:
    for result in found.results:
        assert result.task
        assert result.metric
        assert result.value.is_finite()
    for finding in found.findings:
        rule = finding.rule
        texts = (text.in_(one) for text in (rule.wrong, rule.why, rule.remedy) for one in ("en", "nl"))
        assert {
            name for text in texts for _, name, _, _ in Formatter().parse(text) if name
        } <= finding.values.keys()
    for answer in evaluation_answers(form("annex-xi"), found).values():
        json.dumps(value_json(answer.value))


@given(damaged())
def test_any_part_of_a_document_may_be_anything(document: Any) -> None:
    sound(read(document))
    sound(read(archived(document)))


@given(st.binary(max_size=300))
def test_any_bytes_may_stand_in_a_file(content: bytes) -> None:
    for begin in (b"", b"PK\x03\x04", b'{"results": '):
        sound(read(begin + content))


@settings(max_examples=200)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8), st.booleans())
def test_any_bytes_of_an_archive_may_be_others(at: int, new: bytes, cut: bool) -> None:
    content = bytearray(archived(INSPECT))
    at %= len(content)
    content[at : at + len(new)] = new
    end = at if cut else len(content)
    sound(read_evaluation("log.eval", io.BytesIO(bytes(content[:end])), end))
