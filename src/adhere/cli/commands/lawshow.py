# SPDX-License-Identifier: EUPL-1.2
"""``adhere law show``: what a provision or record says on a date, in a terminal, for programs, and as a page that stands by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import refuse, tell
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.dossier.lawreading.wording import Wording
    from adhere.law.library import Law
    from adhere.law.show import NoSuchProvisionError, Shown

SUFFIXES = {"html": "html", "htm": "html", "md": "markdown", "markdown": "markdown", "json": "json"}
"""The format that the name of a file says."""


def command() -> click.Command:
    """Return the command."""

    @described("law-show")
    @click.argument("words", metavar=say("metavar-provision"), nargs=-1, required=True)
    @on_option()
    @click.option(
        "--text", "texts", multiple=True, metavar=say("texts.metavar-lang"), help=say("texts.help-text")
    )
    @format_option("text", "json", "html", "markdown")
    @click.option("--out", metavar=say("lawshow.metavar-file"), help=say("lawshow.help-out"))
    @language_option()
    def show(words: tuple[str, ...], on: date, texts: tuple[str, ...], output: str, out: str | None) -> None:
        run(" ".join(words), on, texts, _format(output, out), out)

    return show


def run(asked: str, on: date, texts: Sequence[str], output: str, out: str | None = None) -> None:
    """Show what a provision says on a date, with its words in the languages of ``texts``; exit 2 where there is nothing on it."""
    from adhere.law.library import Law
    from adhere.law.show import NoSuchProvisionError, show

    law, found = Law(), None
    languages = _languages(texts)
    try:
        shown = show(law, asked, on)
    except NoSuchProvisionError as error:
        shown, found = _unrecorded(error, on, languages)
    if found is None:
        found = _wordings(shown.provision, on, languages)
    if output == "text":
        _print(law, asked, shown, found)
    elif output == "json":
        _give(_json(law, asked, shown, found), out)
    else:
        _give(_page(law, asked, shown, found, output), out)


def _format(output: str, out: str | None) -> str:
    """Return the format that is meant; exit 2 where a file is asked for and nothing says in which, or it cannot go there."""
    if out is None:
        return output
    from adhere.cli.documents import check_target

    check_target(out, "html")
    if output != "text":
        return output
    known = SUFFIXES.get(out.rpartition(".")[2].lower())
    if known is None:
        refuse(say("lawshow.out-format", path=out))
    return known


def _languages(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the codes of the languages asked for, each once; exit 2 where one is none of the Union."""
    if not texts:
        return ()
    from adhere.cli.commands.lawimport import official_language

    codes = (official_language(one) for one in texts)
    return tuple(dict.fromkeys(code for code in codes if code is not None))


def _unrecorded(
    error: NoSuchProvisionError, on: date, languages: Sequence[str]
) -> tuple[Shown, tuple[Wording, ...]]:
    """Return a provision of which only the words are kept; exit 2 with what comes near where there is no such thing."""
    from adhere.dossier.lawreading.unrecorded import only_words

    found = _wordings(error.provision, on, languages)
    shown = only_words(error.provision, on, found)
    if shown is None:
        near = ", ".join(error.near) or "aia:art-53"
        told = [say("no-provision", provision=error.provision, near=near)]
        if ":" in error.provision:
            told.append(say("lawshow.only-words"))
        refuse(" ".join(told))
    return shown, found


def _wordings(provision: str, on: date, languages: Sequence[str]) -> tuple[Wording, ...]:
    """Return the words of a provision from the texts that are kept; a damaged one is told."""
    if not languages:
        return ()
    import os

    from adhere.dossier.lawreading.wording import wordings
    from adhere.dossier.textstore import data_folder, kept
    from adhere.law.texts.rules import Collected

    damaged = Collected(provision)
    found = wordings(provision, on, languages, kept(data_folder(os.environ), damaged))
    for one in damaged.findings:
        tell(f"{one.place}: {one.wrong(language())} {one.remedy(language())}", err=True)
    return found


def _print(law: Law, asked: str, shown: Shown, found: Sequence[Wording]) -> None:
    from adhere.cli.lawshowtext import shown_page
    from adhere.dossier.lawreading.notices import notices
    from adhere.dossier.lawreading.resting import rests_in_short

    rests = rests_in_short(asked, shown)
    page = shown_page(law, shown, language(), rests=rests, notices=notices(law, asked, shown, language()))
    if found:
        from adhere.cli.lawwording import add_wordings

        add_wordings(page, shown.provision, shown.on, found)
    page.print()


def _json(law: Law, asked: str, shown: Shown, found: Sequence[Wording]) -> bytes:
    import json

    from adhere.cli.contracts import head
    from adhere.cli.lawresting import resting_json
    from adhere.cli.lawshowjson import glossary_json, shown_json
    from adhere.dossier.lawreading.glossary import glossary, referring
    from adhere.dossier.lawreading.notices import notices
    from adhere.dossier.lawreading.resting import rests_in_full

    rests = rests_in_full(asked, shown, referring(shown, found))
    document: dict[str, Any] = head("law-show", law) | shown_json(shown, language())
    document |= {
        "notices": list(notices(law, asked, shown, language())),
        "resting": resting_json(rests, language()),
    }
    document |= {"terms": glossary_json(glossary(law, shown, found, language()), language())}
    if found:
        from adhere.cli.lawwording import wordings_json

        document |= {"texts": wordings_json(shown.provision, found)}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _page(law: Law, asked: str, shown: Shown, found: Sequence[Wording], output: str) -> bytes:
    from adhere.dossier.lawreading.page import reading

    page = reading(law, asked, shown, found, language())
    if output == "html":
        from adhere.render.provisionhtml import provision_html

        return provision_html(page)
    from adhere.render.provisionmarkdown import provision_markdown

    return provision_markdown(page)


def _give(content: bytes, out: str | None) -> None:
    from pathlib import Path

    from adhere.cli.documents import STDOUT, give

    path = Path(out) if out not in (None, STDOUT) and out else None
    give(content, path)
    if path is not None:
        tell(say("lawshow.written", path=path), err=True)
