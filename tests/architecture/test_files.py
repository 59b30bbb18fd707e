# SPDX-License-Identifier: EUPL-1.2
"""Files are small, say what they are, and hold nothing of the machine they were written on."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from statistics import median

from tests.repository import ROOT, files, with_suffix

LONGEST = 400
MEDIAN = 120
SPDX = "SPDX-License-Identifier: EUPL-1.2"
MIGRATION = re.compile(r"/migrations/\d{4}_\w+\.py$")  # Django writes them
PYTHON = [name for name in with_suffix(".py") if not MIGRATION.search(str(name))]
WITH_SPDX = {".py", ".c", ".h", ".toml", ".sh", ".md", ".yml", ".yaml", ".cfg"}
WITHOUT_SPDX = {Path("pyproject.toml"), Path("README.md")}  # what index and catalogue pages show first
EMPTY_NAMES = re.compile(r"(?i)(^|[_./])(utils?|helpers?|managers?|common|misc|base)([_./]|$)")
EMPTY_CLASSES = re.compile(r"(Manager|Helper|Utils?|Base)$")
MACHINE_PATH = re.compile("(?<![\\w.~-])/" + "(work|root)/[a-z]")
HOSTS = re.compile(
    r"pypi\.|pythonhosted|registry\.npm|proxy\.golang|crates\.io|artifactory|devpi|index-url|localhost:(?!8356)\d"
)
WRITTEN_HERE = {Path(__file__).resolve().relative_to(ROOT), Path("Makefile")}  # both name what they keep out


def text(name: Path) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def lines(name: Path) -> int:
    return len(text(name).splitlines())


def readable() -> list[Path]:
    return [name for name in files() if b"\0" not in (ROOT / name).read_bytes()[:4096]]


def test_no_file_of_code_is_longer_than_the_limit():
    assert {str(name): lines(name) for name in PYTHON if lines(name) >= LONGEST} == {}


def test_half_of_the_files_of_the_package_are_short():
    assert median(lines(name) for name in PYTHON if name.is_relative_to("src")) < MEDIAN


def test_the_first_line_names_the_licence():
    def first(name: Path) -> str:
        head = [*text(name).splitlines(), "", ""]
        return head[1] if head[0].startswith("#!") else head[0]

    asked = [name for name in files() if name.suffix in WITH_SPDX or name.parent.name == ".ci"]
    asked = [name for name in asked if not MIGRATION.search(str(name))]
    made = ("tests/", "examples/")  # what models really look like carries no line of ours
    asked = [name for name in asked if name.suffix in {".py", ".sh"} or not str(name).startswith(made)]
    assert [str(name) for name in asked if SPDX not in first(name) and name not in WITHOUT_SPDX] == []


def test_every_module_says_what_it_is():
    def says(name: Path) -> bool:
        docstring = ast.get_docstring(ast.parse(text(name))) or ""
        first, _, rest = docstring.partition("\n")
        return len(first.split()) >= 3 and (not rest or rest.startswith("\n"))

    assert [str(name) for name in PYTHON if not says(name)] == []


def test_no_name_is_empty_of_meaning():
    ours = [
        name for name in files() if "templates" not in name.parts
    ]  # Django and its apps look for names of theirs
    assert [str(name) for name in ours if EMPTY_NAMES.search(str(name.with_suffix("")))] == []


def test_no_class_is_named_after_its_pattern():
    classes = [
        f"{name}: {node.name}"
        for name in PYTHON
        if name.is_relative_to("src")
        for node in ast.walk(ast.parse(text(name)))
        if isinstance(node, ast.ClassDef) and EMPTY_CLASSES.search(node.name)
    ]
    assert classes == []


def test_nothing_of_a_machine_or_a_package_index_is_written_down():
    found = [
        f"{name}:{number}: {line.strip()[:80]}"
        for name in readable()
        if name not in WRITTEN_HERE
        for number, line in enumerate(text(name).splitlines(), 1)
        if MACHINE_PATH.search(line) or HOSTS.search(line)
    ]
    assert found == []


def test_lines_end_as_on_every_machine_of_ours():
    ours = with_suffix(".py", ".c", ".h", ".toml", ".md", ".yml", ".sh")
    assert [
        str(name) for name in ours if "tests" not in name.parts and b"\r" in (ROOT / name).read_bytes()
    ] == []
