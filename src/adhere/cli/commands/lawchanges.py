# SPDX-License-Identifier: EUPL-1.2
"""``adhere law changes``: what changed in the law since a day, and on request what will, from its dated records."""

from __future__ import annotations

from datetime import date
from itertools import groupby

import click

from adhere.cli.contracts import head
from adhere.cli.options import Day, described, format_option, language_option, on_option
from adhere.cli.output import Page, print_json, refuse
from adhere.cli.wording import counted, language, say


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("changes.changes")
    @click.argument("asked", metavar=say("changes.metavar-provisions"), nargs=-1)
    @click.option(
        "--since", type=Day(), required=True, metavar=say("metavar-day"), help=say("changes.help-since")
    )
    @on_option()
    @format_option("text", "json")
    @language_option()
    def changes(asked: tuple[str, ...], since: date, on: date, output: str) -> None:
        run(asked, since, on, output)

    return changes


def run(asked: tuple[str, ...], since: date, on: date, output: str) -> None:
    """Print the changes after one day and no later than another, oldest first; exit 2 where the days or a provision are none."""
    from adhere.law.changes import changes_between
    from adhere.law.citations import cite, provision_of
    from adhere.law.library import Law

    if since > on:
        refuse(say("changes.turned", since=since, on=on))
    law, spoken = Law(), language()
    provisions = tuple(provision_of(one) for one in asked) or tuple(law.article_names)
    for written, provision in zip(asked, provisions, strict=False):
        if provision.partition(".")[0] not in law.article_names:
            refuse(say("no-provision", provision=written, near="aia:art-56"))
    found = changes_between(law, provisions, since, on)
    if output == "json":
        told = [
            {
                "id": one.id,
                "provisions": list(one.provisions),
                "on": one.on.isoformat(),
                "how": one.how,
                "text": one.content.in_(spoken),
            }
            for one in found
        ]
        period = {"since": since.isoformat(), "on": on.isoformat()}
        print_json(head("law-changes", law) | period | {"changes": told})
        return
    page = Page()
    page.title(say("changes.title", since=since), say("on-date", on=on, release=law.release))
    page.paragraph(counted("changes.count", len(found)))
    for day, together in groupby(found, key=lambda one: one.on):
        page.heading(day.isoformat())
        for one in together:
            places = ", ".join(cite(place).in_(spoken) for place in one.provisions)
            page.paragraph(f"{say(f'changes.{one.how}')}: {one.content.in_(spoken)}", first="- ")
            page.paragraph(f"{places}  [{one.id}]", indent=2)
    page.print()
