# SPDX-License-Identifier: EUPL-1.2
"""``adhere content lookup``: whether a domain was used, when, how much, under what reservation, and what the public is told of it.

Articles 53(1)(c) and 53(1)(d).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.cli.lookingup import Place
    from adhere.content.lookup import Asked, Looked, Reserved
    from adhere.content.suffixes import Rules, Suffixes
    from adhere.engine.embedded import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Where is looked."""

    kept: tuple[Path, ...]
    data: tuple[str, ...]
    mapping: Path | None
    audits: tuple[Path, ...]
    rules: Rules | None
    memory: str
    on: date
    public: bool
    output: str


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("content-lookup.lookup")
    @click.argument("domain", metavar=say("content-lookup.metavar-domain"))
    @click.argument("kept", metavar=say("content-lookup.metavar-kept"), type=Folder(), nargs=-1)
    @click.option(
        "--data",
        metavar=say("content-lookup.metavar-data"),
        multiple=True,
        help=say("content-lookup.help-data"),
    )
    @click.option("--mapping", type=Folder(), help=say("content-lookup.help-mapping"))
    @click.option("--audit", "audits", type=Folder(), multiple=True, help=say("content-lookup.help-audit"))
    @click.option(
        "--rules",
        type=click.Choice(("icann", "private")),
        help=say("content-lookup.help-rules"),
    )
    @click.option("--memory", default="1GB", show_default=True, help=say("content-lookup.help-memory"))
    @click.option("--public", is_flag=True, help=say("content-lookup.help-public"))
    @on_option()
    @format_option("text", "json")
    @language_option()
    def lookup(domain: str, kept: tuple[Path, ...], **asked: Any) -> None:
        run(domain, Wish(kept=kept, **asked))

    return lookup


def run(domain: str, wish: Wish) -> None:
    """Look a domain up and say what there is of it; exit 2 where nothing could be looked in."""
    from adhere.cli.extras import needed
    from adhere.cli.lookingup import places_in
    from adhere.content.lookup import asked_of
    from adhere.engine.domains.suffixlist import read_suffixes

    needed("engine", "duckdb", "fsspec", "publicsuffixlist")
    if not wish.kept and not wish.data:
        refuse(say("content-lookup.nowhere"))
    if wish.public and (wish.data or wish.audits):
        refuse(say("content-lookup.public-alone"))
    places = [place for path in wish.kept for place in places_in(path, wish.on)]
    rules, suffixes = _rules(places, wish), read_suffixes()
    asked = asked_of(domain, suffixes, rules)
    if asked is None:
        refuse(say("content-lookup.no-domain", given=domain[:200]))
    if not places and not wish.data:
        refuse(say("content-lookup.no-content", paths=", ".join(map(str, wish.kept))))
    if wish.public:
        _tell_public(asked, places, wish)
    else:
        _tell(asked, places, wish, suffixes, rules)


def _rules(places: list[Place], wish: Wish) -> Rules:
    """Return the part of the list by which is asked: that of the runs, since by another a domain that is listed would not be found."""
    of_runs = {place.name: place.figures.domains.rules for place in places if place.figures.domains}
    met = {*of_runs.values(), *filter(None, [wish.rules])}
    if len(met) > 1:
        told = ", ".join(f"{name} ({rules})" for name, rules in of_runs.items())
        refuse(say("content-lookup.other-rules", runs=told))
    return cast("Rules", met.pop()) if met else "icann"


def _tell_public(asked: Asked, places: list[Place], wish: Wish) -> None:
    from adhere.cli.lookupview import public_json, public_page
    from adhere.law.library import Law

    if wish.output == "json":
        print_json(public_json(asked, places, Law()))
    else:
        public_page(asked, places, language()).print()


def _tell(asked: Asked, places: list[Place], wish: Wish, suffixes: Suffixes, rules: Rules) -> None:
    from adhere.cli.lookingup import looked_in
    from adhere.cli.lookupview import lookup_json, lookup_page
    from adhere.engine.runs.lists import ALL
    from adhere.law.library import Law

    engine = wish.data or wish.audits or any((one.folder / ALL).exists() for one in places)
    with _session(wish) if engine else nullcontext() as session:
        found = [looked_in(place, asked, session) for place in places]
        reserved: list[Reserved] = []
        if session is not None:
            found += [_looked_in_data(asked, wish, suffixes, rules, session)] if wish.data else []
            reserved = [
                one for path in wish.audits for one in _reserved(path, asked, suffixes, rules, session)
            ]
    audited = bool(wish.audits)
    if wish.output == "json":
        print_json(lookup_json(asked, found, reserved if audited else None, Law(), language()))
    else:
        lookup_page(asked, found, reserved if audited else None, language()).print()


@contextmanager
def _session(wish: Wish) -> Iterator[Session]:
    """Open a session; exit 2 where the engine fails."""
    import duckdb

    from adhere.cli.contentprogress import progress
    from adhere.engine.embedded import EngineError, open_session
    from adhere.engine.embedded.failures import told_by_duckdb

    try:
        with progress() as told, open_session(wish.memory, None, progress=told) as session:
            try:
                yield session
            except duckdb.Error as error:
                raise told_by_duckdb(error, wish.memory, str(session.folder)) from error
    except EngineError as error:
        one = error.finding
        refuse(f"{one.wrong(language())} {one.why(language())} {one.remedy(language())}")


def _looked_in_data(asked: Asked, wish: Wish, suffixes: Suffixes, rules: Rules, session: Session) -> Looked:
    from adhere.cli.findings import add_findings
    from adhere.cli.output import Page
    from adhere.engine.lookup import in_inputs
    from adhere.engine.manifests.opening import open_inputs

    inputs = open_inputs(wish.data, wish.mapping, work=session.folder / "inputs", progress=session.progress)
    if not inputs.ready:
        page = Page()
        add_findings(page, inputs.collected.findings, language())
        page.print(err=True)
        refuse(say("content-lookup.not-ready"))
    return in_inputs(session, inputs, asked, suffixes, rules)


def _reserved(
    path: Path, asked: Asked, suffixes: Suffixes, rules: Rules, session: Session
) -> tuple[Reserved, ...]:
    from adhere.engine.audit.auditing import AGENTS, DECISIONS
    from adhere.engine.lookup import reservations_in

    if not all((path / name).is_file() for name in (DECISIONS, AGENTS)):
        refuse(say("content-lookup.no-audit", path=path, files=f"{DECISIONS}, {AGENTS}"))
    return reservations_in(session, path, asked, suffixes, rules)
