# SPDX-License-Identifier: EUPL-1.2
"""``adhere law search``: our records and the texts that were imported, in both languages, with typing errors and everyday words."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from contextlib import closing
from datetime import date
from typing import Any

import click

from adhere.cli.contracts import findings_json, head
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import print_json, refuse, tell
from adhere.cli.wording import language, say
from adhere.law.searching.documents import AREAS, Area

LIMIT, MOST = 10, 100
SHOWN, REPEATED = 60, 4000
"""Signs of a question that are repeated in what is said of it, and in JSON."""


def command() -> click.Command:
    """Return the command."""

    @described("search.search")
    @click.argument("words", metavar=say("metavar-words"), nargs=-1, required=True)
    @click.option(
        "--text", "texts", multiple=True, metavar=say("search.metavar-lang"), help=say("search.help-text")
    )
    @click.option("--in", "areas", multiple=True, type=click.Choice(AREAS), help=say("search.help-in"))
    @click.option("--every-version", is_flag=True, help=say("search.help-every-version"))
    @click.option(
        "--limit",
        type=click.IntRange(1, MOST),
        default=LIMIT,
        show_default=True,
        metavar=say("search.metavar-limit"),
        help=say("search.help-limit"),
    )
    @on_option()
    @format_option("text", "json")
    @language_option()
    def search(words: tuple[str, ...], on: date, output: str, **where: Any) -> None:
        question = " ".join(words).encode("utf-8", "replace").decode()
        run(question, on, output, **where)

    return search


def run(
    question: str,
    on: date,
    output: str,
    *,
    limit: int = LIMIT,
    areas: Collection[Area] = (),
    texts: Sequence[str] = (),
    every_version: bool = False,
) -> None:
    """Print what answers to a question best, or that nothing does; exit 2 where nothing is asked."""
    from adhere.cli.commands.lawimport import official_language
    from adhere.cli.searchview import hit_json, page, text_json
    from adhere.dossier.searching.index import available
    from adhere.dossier.searching.search import Scope, opened
    from adhere.dossier.textstore import data_folder
    from adhere.law.library import Law
    from adhere.law.searching.asking import WORDS_LIMIT
    from adhere.law.texts.rules import Collected

    if not question.strip():
        refuse(say("search.nothing-asked"))
    if not available():
        refuse(say("search.no-search"))
    found = Collected(question[:SHOWN])
    languages = tuple(code for code in map(official_language, texts) if code)
    scope = Scope(areas=areas or AREAS, languages=languages, every_version=every_version)
    with closing(
        opened(Law(), on, language(), scope=scope, folder=data_folder(os.environ), found=found)
    ) as search:
        asked = search.ask(question)
        hits = search.hits(asked, limit)
    if asked.cut:
        found.add("ADH-LAW-142", words=WORDS_LIMIT)
    if output == "json":
        document = {
            "on": on.isoformat(),
            "query": question[:REPEATED],
            "texts": [text_json(one) for one in search.texts],
            "hits": [hit_json(hit) for hit in hits],
            "findings": findings_json(found.findings, language()),
        }
        print_json(head("law-search", search.law) | document)
        return
    missing = "texts" in scope.areas and not search.texts
    page(question, hits, search, texts=languages, missing=missing).print()
    for one in found.findings:
        tell(f"{one.place.at or one.place.file}: {one.wrong(language())} {one.remedy(language())}", err=True)
