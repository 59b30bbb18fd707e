# SPDX-License-Identifier: EUPL-1.2
"""The YAML between two lines of three dashes at the top of a model card."""

from pathlib import Path

import pytest

from adhere.intake.modelfolder import front_matter, read_model_folder


def test_values_come_with_the_line_of_their_key() -> None:
    head = front_matter(b"---\nlicense: mit\nlanguage:\n  - nl\n  - en\n---\n# Card\n")
    assert head.values == {"license": "mit", "language": ["nl", "en"]}
    assert head.lines == {"license": 2, "language": 3}
    assert head.problem is None


@pytest.mark.parametrize(
    "content", [b"", b"# Card\n", b"\n---\nlicense: mit\n---\n", b"--\nlicense: mit\n--\n"]
)
def test_a_card_that_does_not_begin_with_dashes_has_none(content: bytes) -> None:
    assert (front_matter(content).values, front_matter(content).problem) == (None, None)


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    head = front_matter(b"\xef\xbb\xbf---\r\nlicense: mit\r\nbase_model: a/b\r\n---\r\ntext")
    assert head.values == {"license": "mit", "base_model": "a/b"}
    assert head.lines["base_model"] == 3


def test_norway_is_a_language_and_not_false() -> None:
    assert front_matter(b"---\nlanguage: no\n---\n").values == {"language": "no"}


def test_front_matter_that_never_ends_is_a_problem() -> None:
    head = front_matter(b"---\nlicense: mit\n# Card\n")
    assert head.values is None
    assert head.problem is not None
    assert head.problem_line == 1


def test_broken_yaml_is_a_problem_on_its_own_line_and_gives_no_values() -> None:
    head = front_matter(b"---\nlicense: mit\nbase_model: a: b\n---\n")
    assert (head.values, head.problem_line) == (None, 3)


def test_a_duplicate_key_is_a_problem_but_the_first_value_is_kept() -> None:
    head = front_matter(b"---\nlicense: mit\nlicense: apache-2.0\n---\n")
    assert head.values == {"license": "mit"}
    assert head.problem_line == 3


def test_a_tag_is_a_problem_but_what_stands_behind_it_is_kept() -> None:
    head = front_matter(b"---\nlicense: !x mit\n---\n")
    assert head.values == {"license": "mit"}
    assert head.problem is not None
    assert "!x" in head.problem.nl
    assert head.problem_line == 2


def test_a_tag_hides_no_mistake_that_is_worse() -> None:
    head = front_matter(b"---\nlicense: !x mit\nbase_model: a: b\n---\n")
    assert (head.values, head.problem_line) == (None, 3)


def test_a_line_of_dashes_further_down_belongs_to_the_text() -> None:
    head = front_matter(b"---\nlicense: mit\n---\ntext\n---\nmore: x\n---\n")
    assert head.values == {"license": "mit"}


def test_a_list_instead_of_keys_gives_no_values() -> None:
    assert front_matter(b"---\n- mit\n---\n").values is None


def test_a_model_folder_that_does_not_exist_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_model_folder(tmp_path / "gone")


def test_a_file_is_no_model_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotADirectoryError):
        read_model_folder(tmp_path / "file")


def test_links_that_were_not_followed_are_among_the_findings(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "README.md").symlink_to("/etc/hostname")
    findings = read_model_folder(tmp_path).reading.findings
    assert findings[0].rule.id == "ADH-MOD-251"
