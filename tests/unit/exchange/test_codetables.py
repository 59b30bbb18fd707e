# SPDX-License-Identifier: EUPL-1.2
"""A code written as files reads back as the same code, whatever is in its texts."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.codes.small import code as small

from adhere.codes.catalogue import code, code_of, known_codes
from adhere.codes.code import Code
from adhere.codes.shape import FIELDS, HEAD, file_faults, head_faults
from adhere.exchange.codetables import files_of, head_of, records_of
from adhere.kernel.text import Text


def back(one: Code) -> Code:
    tables = {name: tomllib.loads(content.decode()) for name, content in files_of(one).items()}
    assert [*head_faults("code.toml", tables["code.toml"])] == []
    assert [
        fault for name, table in tables.items() if name != "code.toml" for fault in file_faults(name, table)
    ] == []
    return code_of(tables.__getitem__)


@pytest.mark.parametrize("known", known_codes())
def test_a_packaged_code_comes_back(known: str):
    assert back(code(known)) == code(known)


def test_every_key_of_the_format_is_written_by_some_code():
    written = {HEAD: {"format", "files"}}
    for one in map(code, known_codes()):
        written[HEAD] |= head_of(one).keys()
        for kind in ("chapter", "commitment", "measure", "appendix"):
            _note(kind, records_of(one, kind), written)
        for kind in ("event", "interest"):
            _note(kind, head_of(one).get(kind, []), written)
    rest = {kind: {*FIELDS[kind]} - keys for kind, keys in written.items()}
    assert {kind: keys for kind, keys in rest.items() if keys} == {
        HEAD: {"succeeds", "renumbered"},
        "service": {"reviewed_by"},
        "measure": {"no_indicator"},
    }


def _note(kind: str, records: list[dict], written: dict[str, set[str]]) -> None:
    for record in records:
        written.setdefault(kind, set()).update(record)
        for key, form in FIELDS[kind].items():
            inner = form.strip("[]?")
            if inner in FIELDS and key in record:
                _note(inner, record[key], written)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Z", "Cc"]), min_size=1)


@given(TEXTS, TEXTS)
def test_any_text_survives_being_written(en: str, nl: str):
    changed = replace(small(), title=Text(en, nl), status=f'{en}"\\')
    assert back(changed) == changed


def test_chapters_that_differ_in_case_only_have_files_of_their_own():
    one = code("gpai-2025")
    twin = replace(one.chapters[0], id="t")
    assert len({name.casefold() for name in files_of(replace(one, chapters=(*one.chapters, twin)))}) == 5
