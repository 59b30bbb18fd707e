# SPDX-License-Identifier: EUPL-1.2
"""Writing requests: a file appears whole, an entry is added where it belongs, and all else stays byte for byte."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.dossier.upkept import write

from adhere.dossier.requests import read_request
from adhere.dossier.requestwriting import (
    NewRequest,
    NewSent,
    NotAppendableError,
    RequestExistsError,
    WrongRequestError,
    add_request,
    add_sent,
    with_sent,
)
from adhere.intake.tree import parse

SENT = NewSent(on=date(2026, 11, 20), pack="ab" * 32, issue=2, by="A. Person")
HEAD = "format: adhere/request/1\nfrom:\n  organisation: A (example)\n  kind: downstream\nlegal_basis: aia:art-53.1.b\npurpose: Use\nreceived: 2026-11-10\n"
ENTRY = {"on": "2026-11-20", "pack": "ab" * 32, "issue": 2, "by": "A. Person"}


def new(**more: Any) -> NewRequest:
    known: dict[str, Any] = {
        "organisation": "Systeembouw B.V. (example)",
        "kind": "downstream",
        "legal_basis": ("aia:art-53.1.b",),
        "purpose": 'Integration: "chat", #1',
        "received": date(2026, 11, 10),
    }
    return NewRequest(**{**known, **more})


def entries(content: bytes) -> Any:
    tree = parse(content)
    assert tree.mistakes == []
    return tree.value["sent"]


def test_a_new_request_is_read_back_as_it_came_in(tmp_path: Path):
    file = add_request(tmp_path, "example", new(fields=("intended_uses",), due=date(2026, 11, 20)))
    assert file == "models/example/requests/2026-11-10-systeembouw-b-v-example.yaml"
    read = read_request(tmp_path, file)
    assert read.findings == ()
    assert read.request is not None
    assert read.request.purpose == 'Integration: "chat", #1'
    assert read.request.due == date(2026, 11, 20)
    assert os.listdir((tmp_path / file).parent) == [Path(file).name]  # noqa: PTH208 - no draft is left, hidden or not


def test_a_request_that_exists_is_never_written_over(tmp_path: Path):
    file = add_request(tmp_path, "example", new())
    before = (tmp_path / file).read_bytes()
    with pytest.raises(RequestExistsError, match="systeembouw"):
        add_request(tmp_path, "example", new(purpose="Something else"))
    assert (tmp_path / file).read_bytes() == before


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"legal_basis": ("Article 53",)}, "ADH-DOS-064"),
        ({"legal_basis": ()}, "ADH-DOS-063"),
        ({"purpose": " "}, "ADH-DOS-064"),
        ({"organisation": ""}, "ADH-DOS-064"),
    ],
)
def test_what_could_not_be_read_back_is_not_written(tmp_path: Path, more: dict[str, Any], rule: str):
    with pytest.raises(WrongRequestError) as caught:
        add_request(tmp_path, "example", new(**more))
    assert rule in {finding.rule.id for finding in caught.value.findings}
    assert os.listdir(tmp_path / "models/example/requests") == []  # noqa: PTH208 - as above


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60))
def test_any_words_are_written_so_that_they_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, organisation: str, purpose: str
):
    root = tmp_path_factory.mktemp("any")
    try:
        file = add_request(root, "example", new(organisation=organisation, purpose=purpose))
    except WrongRequestError:
        assert not organisation.strip() or not purpose.strip() or not (organisation + purpose).isprintable()
        return
    request = read_request(root, file).request
    assert request is not None
    assert (request.organisation, request.purpose) == (organisation.strip(), purpose.strip())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEAD, HEAD + "sent:\n  - on"),
        (HEAD.rstrip("\n"), HEAD + "sent:\n  - on"),
        (HEAD + "# the end\n", HEAD + "# the end\nsent:\n  - on"),
        (HEAD + "sent: []   # nothing yet\nform: mdf\n", HEAD + "sent:  # nothing yet\n  - on"),
        (HEAD + "sent:\nform: mdf\n", HEAD + "sent:\n  - on"),
    ],
)
def test_a_first_entry_is_added_with_its_key(before: str, after: str):
    added = with_sent(before.encode(), SENT)
    assert added.decode().startswith(after)
    assert entries(added) == [ENTRY]


LISTS = {
    "at the end": "sent:\n  - {on: 2026-11-12, pack: x}\n",
    "without indent": "sent:\n- on: 2026-11-12\n  pack: x\nform: mdf\n",
    "deeply indented": "sent:\n      - on: 2026-11-12\n        pack: x\n",
    "before other keys": "sent:\n  - on: 2026-11-12\n    pack: x\n\n# about the form\nform: mdf\n",
    "with comments": "sent:\n  # first\n  - on: 2026-11-12   # by post\n    pack: x\n  # that was all\n",
    "two already": "sent:\n  - {on: 2026-11-12, pack: x}\n  - {on: 2026-11-13, pack: y}\nclosed: {on: 2026-11-21, why: x}\n",
    "with a long text": "sent:\n  - on: 2026-11-12\n    pack: x\n    by: |\n      A. Person\n\n      at the desk\n",
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_entry_is_added_behind_the_last_and_nothing_else_changes(name: str, end: str):
    before = (HEAD + LISTS[name]).replace("\n", end).encode()
    added = with_sent(before, SENT)
    assert entries(added) == [*entries(before), ENTRY]
    place = next(number for number in range(len(added)) if added[:number] + added[number + len(added) - len(before):] == before)  # fmt: skip
    assert b"2026-11-20" in added[place : place + len(added) - len(before)]
    assert (b"\r\n" in added) is (end == "\r\n")


@pytest.mark.parametrize(
    "tail",
    [
        "sent: [{on: 2026-11-12, pack: x}]\n",
        "sent: {on: 2026-11-12}\n",
        "sent: yesterday\n",
        "...\n",
        'form: "mdf\n',
        "sent:\n  - on: 2026-11-12\n    by: |\n      one\n      # two\n",
    ],
)
def test_a_list_that_cannot_be_added_to_safely_is_left_alone_and_the_entry_is_told(tail: str):
    with pytest.raises(NotAppendableError) as caught:
        with_sent((HEAD + tail).encode(), SENT)
    assert entries(("sent:\n" + caught.value.entry).encode()) == [ENTRY]


@given(st.text(alphabet="ab: -[]{}#|>\n\r'\"&*!\u2028\x85", max_size=40))
def test_whatever_stands_in_a_file_it_is_added_to_rightly_or_not_at_all(tail: str):
    before = (HEAD + tail).encode()
    try:
        added = with_sent(before, SENT)
    except NotAppendableError:
        return
    was = parse(before).value
    assert parse(added).value == {**was, "sent": [*(was.get("sent") or []), ENTRY]}


def test_a_file_keeps_its_rights_and_no_draft_is_left(tmp_path: Path):
    path = write(tmp_path / "a.yaml", HEAD)
    path.chmod(0o600)
    add_sent(path, SENT)
    assert path.stat().st_mode & 0o777 == 0o600
    assert entries(path.read_bytes()) == [ENTRY]
    assert os.listdir(tmp_path) == ["a.yaml"]  # noqa: PTH208 - as above


def test_a_link_is_not_followed_and_nothing_is_lost(tmp_path: Path):
    path = write(tmp_path / "a.yaml", HEAD)
    (tmp_path / "b.yaml").symlink_to(path)
    with pytest.raises(OSError, match=r"b\.yaml"):
        add_sent(tmp_path / "b.yaml", SENT)
    assert path.read_text("utf-8") == HEAD
