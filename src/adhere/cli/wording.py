# SPDX-License-Identifier: EUPL-1.2
"""The language of a run and the words of the command line: ``data/messages.toml`` and ``data/messages/``.

The language comes from ``--lang``, else ``ADHERE_LANG``, else the locale; Click's own words come from ``locale/``.
"""

from __future__ import annotations

import gettext
import os
import sys
from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.text import LANGUAGES, Language, Text, text_of


@cache
def language() -> Language:
    """Return the language of this run."""
    asked = [_from_arguments(sys.argv[1:]), os.environ.get("ADHERE_LANG", "")]
    asked += [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    first = next((value for value in asked if value), "en")
    return "nl" if first.lower().startswith("nl") else "en"


def speak_clicks_words() -> None:
    """Let Click's own messages be said in the language of this run."""
    if language() == "nl":
        os.environ["LANGUAGE"] = "nl"
        gettext.bindtextdomain("messages", __file__.removesuffix("wording.py") + "locale")


@cache
def messages() -> dict[str, Text]:
    """Return every message of the command line by name."""
    return {name: text_of(record) for name, record in packaged("adhere.cli", "data/messages.toml").items()}


@cache
def messages_of(area: str) -> dict[str, Text]:
    """Return the messages of one area, which are read when a command of that area runs: ``data/messages/<area>.toml``."""
    if area == "lawreading":  # words that pages and the portal show too
        from adhere.dossier.lawreading.words import words

        return words()
    table = packaged("adhere.cli", f"data/messages/{area}.toml")
    return {name: text_of(record) for name, record in table.items()}


def message(name: str) -> Text:
    """Return one message in both languages: ``draft.missing`` is that of an area, a name without a stop is everybody's."""
    area, stop, own = name.partition(".")
    return messages_of(area)[own] if stop else messages()[name]


def say(name: str, **values: object) -> str:
    """Return one message in the language of this run."""
    return message(name).filled(values).in_(language())


def counted(name: str, count: int, **values: object) -> str:
    """Return a message with a count, as people say it: for one thing that of ``<name>-one``."""
    return say(f"{name}-one" if count == 1 else name, count=count, **values)


def _from_arguments(arguments: list[str]) -> str:
    """Look for --lang before Click does, because help texts are built before options are read."""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            value = argument.removeprefix("--lang=")
        elif argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        else:
            continue
        if value in LANGUAGES:
            return value
    return ""
