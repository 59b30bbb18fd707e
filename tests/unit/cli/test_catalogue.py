# SPDX-License-Identifier: EUPL-1.2
"""The Dutch of Click's own words: complete, fresh, and with the same gaps to fill."""

import ast
import gettext
import importlib.util
import re
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import click
import pytest

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(str(files("adhere.cli").joinpath("locale", "nl", "LC_MESSAGES")))
GAP = re.compile(r"\{(\w+)|%\((\w+)\)")


def compiler() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "compile_catalogue", ROOT / "tools" / "compile_catalogue.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def marked() -> set[tuple[str, ...]]:
    """Return every string that the installed Click marks for gettext, with its plural where it has one."""
    found: set[tuple[str, ...]] = {("required",)}  # marked where it is shown, written elsewhere
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "gettext", "ngettext")
            ):
                forms = node.args[: 2 if node.func.id == "ngettext" else 1]
                if all(isinstance(form, ast.Constant) for form in forms):
                    found.add(tuple(form.value for form in forms))  # type: ignore[attr-defined]
    return found


def translations() -> gettext.GNUTranslations:
    with (FOLDER / "messages.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_the_compiled_catalogue_is_fresh() -> None:
    module = compiler()
    assert (FOLDER / "messages.mo").read_bytes() == module.compiled(
        (FOLDER / "messages.po").read_text("utf-8")
    )


def test_click_marks_strings_at_all() -> None:
    assert len(marked()) > 50


@pytest.mark.parametrize("forms", sorted(marked()), ids=lambda forms: forms[0][:40])
def test_every_string_click_marks_is_translated_with_the_same_gaps(forms: tuple[str, ...]) -> None:
    catalogue = translations()
    for count, form in enumerate(forms, 1):
        dutch = catalogue.gettext(form) if len(forms) == 1 else catalogue.ngettext(*forms, count)  # type: ignore[misc]
        assert dutch != form or form == "d"
        assert set(GAP.findall(dutch)) <= {gap for text in forms for gap in GAP.findall(text)}
        assert dutch.endswith(":") == form.endswith(":")


def test_the_catalogue_holds_nothing_that_click_does_not_say() -> None:
    originals = set(compiler().entries_of((FOLDER / "messages.po").read_text("utf-8"))) - {""}
    assert originals == {"\0".join(forms) for forms in marked()}


@pytest.mark.parametrize(
    ("source", "message"),
    [('msgid "a"\nmsgstr "b"\nmsgid "a"\nmsgstr "c"\n', "stands twice"), ("msgstr b\n", "line 1")],
)
def test_a_broken_catalogue_is_refused(source: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        compiler().compiled(source)
