# SPDX-License-Identifier: EUPL-1.2
"""Watch lists and requests as people write them: every mistake is told with its line, and what is right is still read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.dossier.upkept import write

from adhere.dossier.requests import MOST, read_request, read_requests
from adhere.dossier.watch import ReadWatch, read_watch
from adhere.intake.tree import SIZE_LIMIT
from adhere.kernel.calendar import Period

WATCH = """\
format: adhere/watch/1
review:
  every: 6 months
  who: A. Person
  done:
    - {on: 2026-10-01, by: A. Person, text: No change}
evidence:
  - file: models/example/evidence/audit.pdf
    until: 2027-01-01
    why: The certificate ends
items:
  - what: new-guidance
    text: Guidelines announced
    noticed: 2026-09-01
    by: A. Person
    who: B. Other
    look_again: 2026-12-01
    decision: {on: 2026-11-01, text: No change, who: A. Person}
"""
REQUEST = """\
format: adhere/request/1
from:
  organisation: Systeembouw B.V. (example)
  kind: downstream
  contact: documentation desk
legal_basis: [aia:art-53.1.b, gpai-2025:T-1.2]
purpose: Integration
form: mdf
fields: [mdf:intended_uses, total_model_size_range]
received: 2026-11-10
due: 2026-11-20
extended: {until: 2026-11-30, why: Cluster lost}
sent:
  - {on: 2026-11-20, pack: PACK, issue: 1, by: A. Person}
confidentiality:
  - {row: total_model_size_range, why: Trade secret}
closed: {on: 2026-11-21, why: Answered}
refused: {on: 2026-11-21, why: Part of it}
""".replace("PACK", "ab" * 32)


def read(root: Path, text: str) -> ReadWatch:
    write(root / "models/example/watch.yaml", text)
    return read_watch(root, "example")


def told(root: Path, text: str) -> list[tuple[str, int | None]]:
    """Return the rules that the file of a request meets, with their lines."""
    write(root / "models/example/requests/a.yaml", text)
    (found,) = read_requests(root, "example")
    for finding in found.findings:
        texts = finding.wrong("nl") + finding.why("nl") + finding.remedy("nl")
        assert "{" not in texts.replace("{...}", ""), texts
    return [(finding.rule.id, finding.place.line) for finding in found.findings]


def test_a_watch_list_is_read_whole(tmp_path: Path):
    found = read(tmp_path, WATCH)
    assert found.findings == ()
    watch = found.watch
    assert (watch.every, watch.who, watch.reviewed) == (
        Period.parse("6 months"),
        "A. Person",
        (date(2026, 10, 1),),
    )
    assert [(one.file, one.until) for one in watch.evidence] == [
        ("models/example/evidence/audit.pdf", date(2027, 1, 1))
    ]
    (item,) = watch.items
    assert (item.what, item.look_again, item.who, item.place.line) == (
        "new-guidance",
        date(2026, 12, 1),
        "B. Other",
        12,
    )
    assert item.decision is not None
    assert item.decision.on == date(2026, 11, 1)


def test_without_a_watch_list_there_is_nothing_watched(tmp_path: Path):
    found = read_watch(tmp_path, "example")
    assert (found.findings, found.watch.items, found.watch.every) == ((), (), None)


@pytest.mark.parametrize(
    ("before", "after", "rule", "line"),
    [
        ("6 months", "sometimes", "ADH-DOS-064", 3),
        ("every: 6", "evry: 6", "ADH-DOS-004", 3),
        ("{on: 2026-10-01, by", "{on: October, by", "ADH-DOS-007", 6),
        ("by: A. Person, text: No", "text: No", "ADH-DOS-063", 6),
        ("models/example/evidence/audit.pdf", "../audit.pdf", "ADH-DOS-064", 8),
        ("models/example/evidence/audit.pdf", "/etc/passwd", "ADH-DOS-064", 8),
        ("until: 2027-01-01", "until: 2027-13-01", "ADH-DOS-007", 9),
        ("what: new-guidance", "what: gossip", "ADH-DOS-021", 12),
        ("    text: Guidelines announced\n", "", "ADH-DOS-063", 12),
        ("look_again: 2026-12-01", "look_again: soon", "ADH-DOS-007", 17),
        ("{on: 2026-11-01, text: No change, who: A. Person}", "{on: 2026-11-01}", "ADH-DOS-063", 18),
        ("adhere/watch/1", "adhere/watch/9", "ADH-DOS-021", 1),
        ("items:\n  - what", "items:\n    what", "ADH-DOS-064", 11),
    ],
)
def test_a_mistake_in_a_watch_list_is_told_on_its_line(
    tmp_path: Path, before: str, after: str, rule: str, line: int
):
    assert before in WATCH
    found = read(tmp_path, WATCH.replace(before, after)).findings
    assert (rule, line) in [(one.rule.id, one.place.line) for one in found]


def test_what_is_right_is_read_beside_what_is_wrong(tmp_path: Path):
    more = "  - {what: gossip, text: x, noticed: 2026-01-01, by: A, look_again: 2026-01-02}\n"
    found = read(tmp_path, WATCH + more)
    assert len(found.watch.items) == 1
    assert [one.rule.id for one in found.findings] == ["ADH-DOS-021"]


def test_a_request_is_read_whole(tmp_path: Path):
    assert told(tmp_path, REQUEST) == []
    request = read_request(tmp_path, "models/example/requests/a.yaml").request
    assert request is not None
    assert (request.name, request.kind, request.form) == ("a", "downstream", "mdf")
    assert request.legal_basis == ("aia:art-53.1.b", "gpai-2025:T-1.2")
    assert [asked.id for asked in request.fields] == ["intended_uses", "total_model_size_range"]
    assert request.extended is not None
    assert (request.received, request.due, request.extended.on) == tuple(
        date(2026, 11, day) for day in (10, 20, 30)
    )
    assert [(sent.issue, sent.pack, sent.place.line) for sent in request.sent] == [(1, "ab" * 32, 14)]
    assert [mark.row for mark in request.confidential] == ["total_model_size_range"]
    assert request.closed is not None
    assert request.refused is not None


@pytest.mark.parametrize(
    ("before", "after", "rule", "line"),
    [
        ("adhere/request/1", "adhere/request/2", "ADH-DOS-021", 1),
        ("format: adhere/request/1\n", "", "ADH-DOS-063", 1),
        ("  kind: downstream", "  kind: neighbour", "ADH-DOS-021", 4),
        ("  kind: downstream\n", "", "ADH-DOS-063", 2),
        ("  contact: d", "  contract: d", "ADH-DOS-004", 5),
        ("[aia:art-53.1.b, gpai-2025:T-1.2]", "Article 53", "ADH-DOS-064", 6),
        ("[aia:art-53.1.b, gpai-2025:T-1.2]", "[]", "ADH-DOS-063", 6),
        ("gpai-2025:T-1.2]", "gpai-2099:T-1.2]", "ADH-DOS-064", 6),
        ("purpose: Integration", "purpose: ''", "ADH-DOS-064", 7),
        ("purpose: Integration\n", "", "ADH-DOS-063", 1),
        ("received: 2026-11-10", "received: 10 November 2026", "ADH-DOS-007", 10),
        ("received: 2026-11-10", "received: last Tuesday", "ADH-DOS-007", 10),
        ("received: 2026-11-10", "received: 2026-11-31", "ADH-DOS-007", 10),
        ("received: 2026-11-10\n", "", "ADH-DOS-063", 1),
        ("due: 2026-11-20", "due: [2026-11-20]", "ADH-DOS-007", 11),
        (", why: Cluster lost", "", "ADH-DOS-063", 12),
        ("ab" * 32, "ab" * 31, "ADH-DOS-064", 14),
        (f"pack: {'ab' * 32}, ", "", "ADH-DOS-063", 14),
        ("issue: 1", "issue: one", "ADH-DOS-064", 14),
        ("issue: 1", "issue: 0", "ADH-DOS-064", 14),
        (", why: Trade secret", "", "ADH-DOS-063", 16),
        ("fields: [mdf:intended_uses, total_model_size_range]", "fields: all", "ADH-DOS-064", 9),
        ("received: 2026-11-10", "received: 2026-11-10\nreceived: 2026-11-11", "ADH-DOS-002", 11),
        ("purpose: Integration", "purpose: &a Integration", "ADH-DOS-015", 7),
        ("purpose: Integration", "purpose: [Integration", "ADH-DOS-001", 8),
    ],
)
def test_a_mistake_in_a_request_is_told_on_its_line(
    tmp_path: Path, before: str, after: str, rule: str, line: int
):
    assert before in REQUEST
    assert (rule, line) in told(tmp_path, REQUEST.replace(before, after))


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words\n", "null\n"])
def test_a_file_that_is_no_request_is_told_as_that(tmp_path: Path, text: str):
    assert [rule for rule, _ in told(tmp_path, text)] == ["ADH-DOS-064"]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path):
    folder = tmp_path / "models/example/requests"
    folder.mkdir(parents=True)
    (folder / "a.yaml").mkdir()
    (folder / "b.yaml").symlink_to("nowhere")
    write(folder / "c.yaml", "x" * (SIZE_LIMIT + 1))
    (folder / "d.yaml").write_bytes(b"\xff")
    found = [[one.rule.id for one in read.findings] for read in read_requests(tmp_path, "example")]
    assert found == [["ADH-DOS-065"], ["ADH-DOS-065"], ["ADH-DOS-014"], ["ADH-DOS-013"]]


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path):
    write(tmp_path / "models/example/requests/notes.md", "x")
    assert list(read_requests(tmp_path, "example")) == []
    assert list(read_requests(tmp_path, "nobody")) == []


@pytest.mark.slow
def test_more_requests_than_can_be_read_are_told(tmp_path: Path):
    for number in range(MOST + 1):
        write(tmp_path / f"models/example/requests/{number:05d}.yaml", "")
    *_, last = read_requests(tmp_path, "example")
    assert [one.rule.id for one in last.findings] == ["ADH-DOS-066"]


@given(st.binary(max_size=300))
def test_no_bytes_break_the_readers(tmp_path_factory: pytest.TempPathFactory, content: bytes):
    root = tmp_path_factory.mktemp("any")
    for name in ("requests/a.yaml", "watch.yaml"):
        path = root / "models/example" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert [bool(read.findings) for read in read_requests(root, "example")] == [True]
    assert read_watch(root, "example").findings


SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3), max_leaves=6)  # fmt: skip
FIELDS = ("from", "legal_basis", "purpose", "form", "fields", "received", "due", "extended", "sent", "confidentiality", "closed")  # fmt: skip


@given(st.dictionaries(st.sampled_from(FIELDS), TREES, max_size=4))
def test_no_value_of_any_field_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, object]
):
    root = tmp_path_factory.mktemp("any")
    write(root / "models/example/requests/a.yaml", json.dumps({"format": "adhere/request/1", **fields}))
    (found,) = read_requests(root, "example")
    assert found.findings


def test_what_is_wrong_is_told_with_the_page_in_the_readers_language(tmp_path: Path):
    found = read(tmp_path, "format: adhere/watch/1\nreview: often\n").findings
    assert [one.remedy("nl").partition("docs/")[2].partition(" ")[0] for one in found] == ["nl/upkeep.md"]
    assert "docs/en/upkeep.md" in found[0].remedy("en")
