# SPDX-License-Identifier: EUPL-1.2
"""Help in both languages, whatever way the language is asked for."""

import re

import pytest
from tests.unit.cli.running import adhere

COMMANDS = ["new", "read", "classify", "check", "law", "law show", "law search", "portal", "portal backup"]


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize(("language", "usage"), [("en", "Usage: adhere"), ("nl", "Gebruik: adhere")])
def test_every_command_explains_itself_in_both_languages(command: str, language: str, usage: str) -> None:
    ran = adhere(*command.split(), "--help", "--lang", language)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"{usage} {command}".rstrip())
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_dutch_help_holds_no_word_of_click_in_english(command: str) -> None:
    out = adhere(*command.split(), "--help", "--lang", "nl").out
    for word in ("Usage", "Options", "Commands", "Show this", "default", "required", "COMMAND", "FOLDER"):
        assert word not in out


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--lang", "nl", "--help"], {}),
        (["--lang=nl", "law", "--help"], {}),
        (["--help"], {"ADHERE_LANG": "nl"}),
        (["--help"], {"LANG": "nl_NL.UTF-8"}),
        (["--help"], {"LC_ALL": "nl_BE.UTF-8", "LANG": "en_GB.UTF-8"}),
    ],
)
def test_dutch_can_be_asked_for_in_many_ways(arguments: list[str], environment: dict[str, str]) -> None:
    assert adhere(*arguments, **environment).out.startswith("Gebruik:")


def test_an_option_weighs_more_than_the_environment() -> None:
    assert adhere("--help", "--lang", "en", ADHERE_LANG="nl").out.startswith("Usage:")


def test_the_language_after_the_end_of_options_is_a_word_like_another() -> None:
    out = adhere("law", "search", "--on", "2026-11-22", "--", "--lang", "nl").out
    assert out.startswith("--lang nl ")
    assert " on 2026-11-22" in out.splitlines()[0]


def test_a_language_that_is_not_spoken_is_bad_usage() -> None:
    ran = adhere("--lang", "fr", "law")
    assert ran.status == 2
    assert "'fr'" in ran.err


def test_the_group_of_the_law_lists_its_commands_whole() -> None:
    out = adhere("law", "--help").out
    assert re.search(r"show +Show a provision or a record on a date\.\n", out)
    assert "..." not in out.partition("Commands:")[2]


def test_a_misspelt_command_is_answered_with_the_nearest() -> None:
    ran = adhere("clasify", "--lang", "nl")
    assert ran.status == 2
    assert "Bedoelt u 'classify'?" in ran.err


def test_the_version_is_told() -> None:
    assert adhere("--version").out.startswith("adhere, version ")
    assert adhere("--version", "--lang", "nl").out.startswith("adhere, versie ")


def test_help_imports_no_command() -> None:
    """Help must stay quick, so nothing that only commands need may be imported for it."""
    import subprocess
    import sys

    program = (
        "import sys; sys.argv = ['adhere', '--help']\n"
        "from adhere.cli.main import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "print([name for name in ('pydantic', 'ruamel.yaml', 'holidays', 'adhere.law', 'adhere.models') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
