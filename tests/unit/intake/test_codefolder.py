# SPDX-License-Identifier: EUPL-1.2
"""A code of one's own in a folder: read where it is sound, and every mistake told with file and key where it is not."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from tests.repository import ROOT
from tests.unit.codes.small import HEAD, PARTS, folder

from adhere.codes.catalogue import code
from adhere.codes.references import reference_faults
from adhere.codes.shape import FIELDS
from adhere.intake.codefolder import FILE_LIMIT, SIZE_LIMIT, ReadCode, read_code
from adhere.law.library import Law

LAW = Law()


def told(read: ReadCode) -> list[tuple[str, str]]:
    return [(one.rule.id, str(one.place)) for one in read.findings if one.rule.id < "ADH-COD-050"]


def read(path: Path, *, head: str = HEAD, parts: str = PARTS) -> ReadCode:
    return read_code(folder(path, head=head, parts=parts), LAW)


def test_a_sound_folder_gives_a_code_and_says_what_stands_where(tmp_path: Path):
    found = read(tmp_path)
    assert told(found) == []
    assert found.code is not None
    assert [one.id for one in found.code.measures] == ["A-1.1", "A-1.2"]
    assert found.files["A-1.2"] == "parts.toml"
    assert read_code(tmp_path / "code.toml", LAW).code == found.code


def test_the_code_of_2025_refers_to_nothing_that_does_not_exist():
    assert [(one.rule.id, one.wrong("en")) for one in reference_faults(code("gpai-2025"), LAW)] == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "place"),
    [
        ("aia:art-53.1.b.i", "aia:art-53.1.z", "ADH-COD-014", "parts.toml, A-1.2"),
        ("aia:art-53.1.b.i", "aia:art-900", "ADH-COD-014", "parts.toml, A-1.2"),
        ("aia:art-53.1.b.i", "xyz:art-1", "ADH-COD-014", "parts.toml, A-1.2"),
        ('id = "A-1.2"', 'id = "A-2.1"', "ADH-COD-011", "parts.toml, A-2.1"),
        ('["A-list"]', '["A-lost"]', "ADH-COD-015", "parts.toml, A-1.1"),
        ('["TEXT"]', '["LOST"]', "ADH-COD-016", "parts.toml, A-1.1"),
        ("criterion:provider-of", "criterion:nobody-of", "ADH-COD-018", "parts.toml, A"),
        ('id = "A-list"', 'id = "A-1.1"', "ADH-COD-010", "parts.toml, appendix A-1.1"),
        ('title.en = "Write it"', "", "ADH-COD-005", "parts.toml, measure A-1.1: title"),
    ],
)
def test_a_reference_to_nothing_is_told_where_it_stands(
    tmp_path: Path, old: str, new: str, rule: str, place: str
):
    assert (rule, place) in told(read(tmp_path, parts=PARTS.replace(old, new)))


def test_a_commitment_without_measures_and_a_chapter_without_commitments_are_told(tmp_path: Path):
    start, _, rest = PARTS.partition("[[measure]]")
    bare = start + rest[rest.index("[[appendix]]") :]
    assert told(read(tmp_path / "a", parts=bare)) == [("ADH-COD-013", "parts.toml, A-1")]
    chapter = PARTS.partition("[[commitment]]")[0]
    assert told(read(tmp_path / "b", parts=chapter)) == [("ADH-COD-017", "parts.toml, A")]


def test_a_chapter_that_does_not_exist_is_told(tmp_path: Path):
    lost = PARTS.replace('id = "A"\n', 'id = "B"\n')
    assert told(read(tmp_path, parts=lost)) == [
        ("ADH-COD-017", "parts.toml, B"),
        ("ADH-COD-012", "parts.toml, A-1"),
        ("ADH-COD-012", "parts.toml, A-list"),
    ]


def test_a_newer_format_is_not_guessed_at(tmp_path: Path):
    found = read(tmp_path, head=HEAD.replace("code/1", "code/2"))
    assert found.code is None
    assert told(found) == [("ADH-COD-003", "code.toml, format")]
    assert "adhere/code/2" in found.findings[0].wrong("nl")


def test_without_a_format_the_first_is_meant(tmp_path: Path):
    assert read(tmp_path, head=HEAD.partition("\n")[2]).code is not None


@pytest.mark.parametrize("name", ["code.toml", "../parts.toml", "/etc/passwd", "..", ""])
def test_files_that_lead_back_or_out_are_refused(tmp_path: Path, name: str):
    found = read(tmp_path, head=HEAD.replace('["parts.toml"]', f'["parts.toml", "{name}"]'))
    assert ("ADH-COD-007", "code.toml, files") in told(found)
    assert found.code is None


def test_a_file_named_twice_is_refused(tmp_path: Path):
    found = read(tmp_path, head=HEAD.replace('["parts.toml"]', '["parts.toml", "parts.toml"]'))
    assert told(found) == [("ADH-COD-007", "code.toml, files")]


def test_a_link_out_of_the_folder_and_a_pipe_are_refused(tmp_path: Path):
    (tmp_path / "outside.toml").write_text(PARTS, encoding="utf-8")
    root = folder(tmp_path / "code", head=HEAD.replace('["parts.toml"]', '["link.toml", "pipe.toml"]'))
    (root / "link.toml").symlink_to(tmp_path / "outside.toml")
    os.mkfifo(root / "pipe.toml")
    assert told(read_code(root, LAW)) == [("ADH-COD-007", "code.toml, files"), ("ADH-COD-001", "pipe.toml")]


@pytest.mark.parametrize(
    ("parts", "line"),
    [("[[measure]]\nid = \n", 2), ("a = 1\na = 2\n", 2), (f"a = {'[' * 5000}", 1), (f"a = {'9' * 5000}", 1)],
)
def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path, parts: str, line: int):
    assert told(read(tmp_path, parts=parts)) == [("ADH-COD-002", f"parts.toml:{line}")]


def test_signs_beyond_utf_8_are_told_with_their_line(tmp_path: Path):
    root = folder(tmp_path)
    (root / "parts.toml").write_bytes(b"# a\n# \xff\n")
    assert told(read_code(root, LAW)) == [("ADH-COD-002", "parts.toml:2")]


def test_a_missing_file_and_a_missing_code_toml_are_told(tmp_path: Path):
    root = folder(tmp_path / "a")
    (root / "parts.toml").unlink()
    assert told(read_code(root, LAW)) == [("ADH-COD-001", "parts.toml")]
    (tmp_path / "b").mkdir()
    assert told(read_code(tmp_path / "b", LAW)) == [("ADH-COD-001", "code.toml")]


def test_what_is_far_too_large_is_refused(tmp_path: Path):
    assert told(read(tmp_path / "a", parts="#" * (SIZE_LIMIT + 1))) == [("ADH-COD-008", "parts.toml")]
    many = ", ".join(f'"f{number}.toml"' for number in range(FILE_LIMIT + 1))
    found = told(read(tmp_path / "b", head=HEAD.replace('"parts.toml"', many)))
    assert found[0] == ("ADH-COD-008", "code.toml, files")
    assert len(found) == FILE_LIMIT + 1


def test_every_finding_is_whole_in_both_languages(tmp_path: Path):
    broken = (
        PARTS.replace("aia:art-53.1.b.i", "x:y").replace('["A-list"]', '["B"]').replace('["TEXT"]', '["B"]')
    )
    for one in read(tmp_path, parts=broken).findings:
        for language in ("en", "nl"):
            assert "{" not in one.wrong(language) + one.why(language) + one.remedy(language)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_example_in_the_page_about_codes_is_a_sound_code(tmp_path: Path, language: str):
    page = (ROOT / "docs" / language / "codes.md").read_text(encoding="utf-8")
    for content in re.findall(r"```toml\n(.*?)```", page, re.DOTALL):
        (tmp_path / content.partition("\n")[0].removeprefix("# ")).write_text(content, encoding="utf-8")
    found = read_code(tmp_path, LAW)
    assert told(found) == []
    assert found.code is not None


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_about_codes_names_every_key(language: str):
    page = (ROOT / "docs" / language / "codes.md").read_text(encoding="utf-8")
    assert [
        key
        for fields in FIELDS.values()
        for key in fields
        if f"`{key}`" not in page and f"{key}]]" not in page and f"[{key}." not in page
    ] == []
