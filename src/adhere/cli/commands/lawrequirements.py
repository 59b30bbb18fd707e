# SPDX-License-Identifier: EUPL-1.2
"""``adhere law requirements``: the catalogue of requirements and measures, its exports, and pages of others held against the law."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.contracts import head
from adhere.cli.groups import Group
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.law.requirements.catalogue import Catalogue, Selection
    from adhere.law.requirements.records import Tab

FORMATS = ("algoritmekader", "task-registry", "decision-tree")


class Requirements(Group):
    """The group, which shows the catalogue where no command of it is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, as those of ``show`` where the first word is no command."""
        skipped = 2 if args[:1] == ["--lang"] else int(args[:1] != [] and args[0].startswith("--lang="))
        first = args[skipped] if len(args) > skipped else ""
        if first not in (*self._loaders, "--help"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


def command() -> click.Command:
    """Return the group with its commands."""
    loaders = {"show": _show, "export": _export, "read": _read}
    return Requirements("requirements.requirements", loaders, area="requirements")


def _show() -> click.Command:
    @described("requirements.show")
    @click.argument("identifier", metavar="[ID]", required=False)
    @click.option("--phase", "phases", multiple=True, metavar="ID", help=say("requirements.help-phase"))
    @click.option("--topic", "topics", multiple=True, metavar="ID", help=say("requirements.help-topic"))
    @click.option("--role", "roles", multiple=True, metavar="ID", help=say("requirements.help-role"))
    @click.option("--tab", metavar="ID", help=say("requirements.help-tab"))
    @on_option()
    @format_option("text", "json")
    @language_option()
    def show(
        identifier: str | None, tab: str | None, on: date, output: str, **asked: tuple[str, ...]
    ) -> None:
        run_show(identifier, tab, on, output, asked)

    return show


def _export() -> click.Command:
    @described("requirements.export")
    @click.option("--to", type=click.Choice(FORMATS), required=True, help=say("requirements.help-to"))
    @click.option(
        "--out",
        type=Folder(),
        required=True,
        metavar=say("metavar-folder"),
        help=say("requirements.help-out"),
    )
    @on_option()
    @language_option()
    def export(to: str, out: Path, on: date) -> None:
        from adhere.cli.commands.lawrequirementsexchange import run_export

        run_export(to, out, on)

    return export


def _read() -> click.Command:
    @described("requirements.read")
    @click.argument("paths", metavar=say("requirements.metavar-file"), type=Folder(), nargs=-1, required=True)
    @on_option()
    @format_option("text", "json")
    @language_option()
    def read(paths: tuple[Path, ...], on: date, output: str) -> None:
        from adhere.cli.commands.lawrequirementsexchange import run_read

        run_read(paths, on, output)

    return read


def run_show(
    identifier: str | None, tab: str | None, on: date, output: str, asked: dict[str, tuple[str, ...]]
) -> None:
    """Print the requirements that were asked for, or one record; exit 2 where there is no such thing."""
    from adhere.law.requirements.catalogue import catalogue

    known = catalogue()
    tabs = known.vocabulary.tabs
    if tab is not None:
        _known((tab,), [one.id for one in tabs])
        tabs = (known.tab(tab),)
    selection = _selection(known, asked)
    if identifier is not None:
        _one(known, identifier, tabs, on, output)
    else:
        _all(known, selection, tabs, on, output)


def _all(known: Catalogue, selection: Selection, tabs: tuple[Tab, ...], on: date, output: str) -> None:
    from adhere.cli import requirementsview as view
    from adhere.law.requirements.standing import standings

    found = [one for one in standings(known, on) if selection.takes(one.requirement, one.holders)]
    if output == "text":
        view.list_page(found, known, tabs[0], on, language()).print()
        return
    named = {name for one in found for tab in tabs for name in _ids(known.measures_for(one.requirement, tab))}
    _json(
        known,
        on,
        [view.requirement_json(one, known, tabs, language()) for one in found],
        [view.measure_json(one, language()) for one in known.measures.values() if one.id in named],
    )


def _one(known: Catalogue, identifier: str, tabs: tuple[Tab, ...], on: date, output: str) -> None:
    from adhere.cli import requirementsview as view
    from adhere.law.requirements.standing import standing

    name, spoken = identifier.strip().lower(), language()
    if name in known.requirements:
        one = standing(known, known.requirements[name], on)
        if output == "text":
            view.requirement_page(one, known, tabs, spoken).print()
        else:
            measures = dict.fromkeys(m for tab in tabs for m in known.measures_for(one.requirement, tab))
            told = [view.measure_json(measure, spoken) for measure in measures]
            _json(known, on, [view.requirement_json(one, known, tabs, spoken)], told)
    elif name in known.measures:
        if output == "text":
            view.measure_page(known.measures[name], known, spoken).print()
        else:
            _json(known, on, [], [view.measure_json(known.measures[name], spoken)])
    else:
        near = difflib.get_close_matches(name, [*known.requirements, *known.measures], n=3)
        refuse(say("requirements.no-record", id=identifier, near=", ".join(near) or "gpai-01"))


def _json(known: Catalogue, on: date, requirements: list[Any], measures: list[Any]) -> None:
    print_json(
        head("law-requirements", known.law)
        | {"release": known.release, "on": on.isoformat(), "requirements": requirements, "measures": measures}
    )


def _selection(known: Catalogue, asked: dict[str, tuple[str, ...]]) -> Selection:
    from adhere.law.requirements.catalogue import Selection

    words = known.vocabulary
    holders = dict.fromkeys(holder for one in known.requirements.values() for holder in known.holders(one))
    _known(asked["phases"], words.phases)
    _known(asked["topics"], words.topics)
    _known(asked["roles"], [*words.roles, *holders])
    return Selection(**{name: frozenset(values) for name, values in asked.items()})


def _known(values: Iterable[str], known: Iterable[str]) -> None:
    """Exit 2 where a word is not of the vocabulary."""
    for value in values:
        if value not in known:
            refuse(say("requirements.unknown-word", value=value, known=", ".join(known)))


def _ids(measures: Iterable[Any]) -> list[str]:
    return [measure.id for measure in measures]
