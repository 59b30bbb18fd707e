# SPDX-License-Identifier: EUPL-1.2
"""Comments, answers and reasons in the folder of a code are read with their lines; what is wrong is told and the rest is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.codes.small import code as small

from adhere.codes.drafting import Comment
from adhere.dossier import codedraft
from adhere.dossier.codedraft import ReadDraft, read_draft
from adhere.intake.commentwriting import FORMAT, comments_texts

COMMENTS = """\
format: adhere/comments/1
version: "1"
comments:
  - id: c-1
    clause: A-1.1
    group: downstream
    author: a-1
    received: 2026-03-09
    source: survey.csv:2
    text: Too long.
"""
ANSWERS = """\
format: adhere/comment-answers/1
answers:
  - comment: c-1
    reasons: We talked about it.
    change: A-1.1
"""
CHANGES = """\
format: adhere/code-changes/1
changes:
  - clause: A-1.1
    why: A comment asked for it.
"""


def read(path: Path, **files: str) -> ReadDraft:
    for name, content in files.items():
        (path / f"{name}.yaml").write_text(content, encoding="utf-8")
    return read_draft(path, small())


def told(found: ReadDraft) -> list[tuple[str, str]]:
    return [(one.rule.id, str(one.place)) for one in found.findings]


def test_a_folder_without_drafting_is_an_empty_draft(tmp_path: Path):
    found = read(tmp_path)
    assert told(found) == []
    assert (found.draft.comments, found.draft.answers, found.draft.reasons) == ((), (), ())


def test_what_lies_there_is_read_with_its_line(tmp_path: Path):
    found = read(tmp_path, comments=COMMENTS, answers=ANSWERS, changes=CHANGES)
    assert told(found) == []
    (comment,), (answer,), (reason,) = found.draft.comments, found.draft.answers, found.draft.reasons
    assert (comment.clause, comment.version, str(comment.place)) == ("A-1.1", "1", "comments.yaml:4")
    assert (answer.change, answer.no_change, str(answer.place)) == ("A-1.1", None, "answers.yaml:3")
    assert (reason.why, str(reason.place)) == ("A comment asked for it.", "changes.yaml:3")


def test_comments_of_several_rounds_lie_in_a_folder_and_are_read_by_name(tmp_path: Path):
    (tmp_path / "comments").mkdir()
    for name in ("b", "a"):
        (tmp_path / "comments" / f"{name}.yaml").write_text(
            COMMENTS.replace("c-1", f"c-{name}"), encoding="utf-8"
        )
    found = read(tmp_path, comments=COMMENTS)
    assert [one.id for one in found.draft.comments] == ["c-1", "c-a", "c-b"]


@pytest.mark.parametrize(
    ("old", "new", "rule", "place"),
    [
        ("    clause: A-1.1\n", "", "ADH-DOS-063", "comments.yaml:4"),
        ("    text: Too long.\n", "", "ADH-DOS-063", "comments.yaml:4"),
        ("text: Too long.", "text: 5", "ADH-DOS-064", "comments.yaml:10"),
        ("downstream", "aliens", "ADH-DOS-021", "comments.yaml:6"),
        ("2026-03-09", "9 March", "ADH-DOS-007", "comments.yaml:8"),
        ("    author:", "    autor:", "ADH-DOS-004", "comments.yaml:7"),
        ("comments/1", "comments/2", "ADH-DOS-021", "comments.yaml:1"),
        ("    author: a-1\n", "    author: a-1\n    author: a-2\n", "ADH-DOS-002", "comments.yaml:8"),
        ("comments:\n", "comments: none\nrest:\n", "ADH-DOS-064", "comments.yaml:3"),
        ("  - id: c-1", "  - id: [c-1", "ADH-DOS-001", "comments.yaml:5"),
    ],
)
def test_each_mistake_in_a_file_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, rule: str, place: str
):
    assert (rule, place) in told(read(tmp_path, comments=COMMENTS.replace(old, new, 1)))


def test_an_answer_and_a_reason_that_lack_a_field_are_left_out(tmp_path: Path):
    found = read(
        tmp_path,
        answers=ANSWERS.replace("    reasons: We talked about it.\n", ""),
        changes=CHANGES.replace("    why: A comment asked for it.\n", ""),
    )
    assert told(found) == [("ADH-DOS-063", "answers.yaml:3"), ("ADH-DOS-063", "changes.yaml:3")]
    assert (found.draft.answers, found.draft.reasons) == ((), ())


def test_more_comments_and_files_than_can_be_are_told_and_the_first_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(codedraft, "MOST_COMMENTS", 1)
    monkeypatch.setattr(codedraft, "MOST_FILES", 1)
    (tmp_path / "comments").mkdir()
    for name in ("a", "b"):
        (tmp_path / "comments" / f"{name}.yaml").write_text(COMMENTS, encoding="utf-8")
    found = read(tmp_path, comments=COMMENTS)
    assert told(found) == [("ADH-COD-044", "comments"), ("ADH-COD-044", "comments/a.yaml")]
    assert len(found.draft.comments) == 1


def test_what_an_import_writes_is_read_back(tmp_path: Path):
    (comment,) = read(tmp_path, comments=COMMENTS).draft.comments
    odd = 'A "quote", a \\, a line\nbreak, \u2028 and ‘é’: # no'
    wanted = Comment(
        **{
            name: getattr(comment, name)
            for name in ("id", "clause", "group", "author", "received", "source", "place")
        },
        text=odd,
    )
    (text,) = comments_texts([wanted], "1")
    (tmp_path / "comments.yaml").write_text(text, encoding="utf-8")
    found = read_draft(tmp_path, small())
    assert told(found) == []
    assert found.draft.comments[0].text == odd
    assert text.startswith(f"format: {FORMAT}\n")
