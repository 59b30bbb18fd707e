# SPDX-License-Identifier: EUPL-1.2
"""Every command in the documentation does what the page says, to the letter."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest
from tests.docs.console import Command, agrees, blocks, run, tools_in
from tests.repository import ROOT, copy_to, with_suffix

PAGES = [Path("README.md"), Path("LEESMIJ.md"), *with_suffix(".md", under="docs")]
PAGE = """\
# Page

```console
$ adhere --version
adhere 1.0
$ printf 'a\\nb\\n' \\
  | sort
a
…
```

````markdown
```console
$ never run
```
````

```console norun
$ make run
```
"""


def commands_of(name: Path) -> list[Command]:
    found = blocks((ROOT / name).read_text(encoding="utf-8"))
    return [command for block in found if block.run for command in block.commands]


@pytest.mark.parametrize("name", [name for name in PAGES if commands_of(name)] or [None], ids=str)
def test_the_commands_of_a_page_give_the_output_it_shows(name: Path | None, tmp_path: Path):
    if name is None:
        pytest.skip("no page shows a command that can be run")
    root, tools = copy_to(tmp_path / "copy"), tools_in(tmp_path / "tools")
    wrong = []
    for command in commands_of(name):
        seen = run(command, root, tools)
        if not agrees(command.output, seen):
            difference = unified_diff(command.output, seen, "the page says", "the command gives", lineterm="")
            wrong.append("\n".join([f"{name}:{command.line}: $ {command.written}", *difference]))
    assert not wrong, "\n\n".join(wrong)


def test_commands_and_their_output_are_found_in_a_page():
    first, second = blocks(PAGE)
    assert [command.written for command in first.commands] == [
        "adhere --version",
        "printf 'a\\nb\\n' \\\n  | sort",
    ]
    assert [command.output for command in first.commands] == [("adhere 1.0",), ("a", "…")]
    assert [command.line for command in first.commands] == [4, 6]
    assert (first.run, second.run) == (True, False)


def test_a_continued_command_runs_as_one(tmp_path: Path):
    command = blocks(PAGE)[0].commands[1]
    assert run(command, tmp_path, tools_in(tmp_path / "tools")) == ["a", "b"]


def test_python_and_adhere_are_those_under_test(tmp_path: Path):
    command = Command(
        line=1, written="python -c 'import adhere; print(adhere.__name__)'; command -v adhere", output=()
    )
    tools = tools_in(tmp_path / "tools")
    assert run(command, ROOT, tools) == ["adhere", str(tools / "adhere")]


def test_what_goes_to_the_error_stream_is_seen_too(tmp_path: Path):
    command = Command(line=1, written="echo out; echo err >&2", output=())
    assert run(command, tmp_path, tools_in(tmp_path / "tools")) == ["out", "err"]


@pytest.mark.parametrize(
    ("promised", "seen", "truth"),
    [
        (("a", "b"), ["a", "b"], True),
        (("a", "b"), ["a", "b", "c"], False),
        (("a", "…"), ["a"], True),
        (("a", "…", "d"), ["a", "b", "c", "d"], True),
        (("…", "c"), ["a", "b"], False),
        (("a.c",), ["abc"], False),
        (("a",), ["a   "], True),
        ((), [], True),
        ((), ["a"], False),
        (("a …",), ["a b"], False),
    ],
)
def test_an_ellipsis_alone_on_its_line_stands_for_any_lines(
    promised: tuple[str, ...], seen: list[str], truth: bool
):
    assert agrees(promised, seen) is truth


def test_output_without_a_command_is_a_mistake_in_the_page():
    with pytest.raises(ValueError, match="line 2: output without a command: 'lost'"):
        blocks("```console\nlost\n```\n")
