# SPDX-License-Identifier: EUPL-1.2
"""``adhere portal get``: read the registers, the law, the codes and the log of a portal, and with a token requests and the desk.

Article 56(5): what signatories report is monitored; the registers of a portal are there to be read by anyone.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.options import described, format_option, language_option
from adhere.cli.output import WIDTH, Page, print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adhere.exchange.portalreading import Asked
    from adhere.exchange.submitting import Answer

GAP = 2
"""Signs between two columns of a table."""


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("portal.get")
    @click.argument("name", metavar=say("portal.metavar-what"))
    @click.option(
        "--from", "portal", required=True, metavar=say("portal.metavar-address"), help=say("portal.help-from")
    )
    @click.option(
        "--with", "given", multiple=True, metavar=say("portal.metavar-pair"), help=say("portal.help-with")
    )
    @click.option("--all", "whole", is_flag=True, help=say("portal.help-all"))
    @click.option("--token-file", type=Folder(), help=say("portal.help-token-file"))
    @format_option("text", "json")
    @language_option()
    def get(name: str, **asked: Any) -> None:
        run(name, **asked)

    return get


def run(
    name: str, portal: str, given: tuple[str, ...], *, whole: bool, token_file: Path | None, output: str
) -> None:
    """Ask, and print; exit 1 where the portal refuses, 2 where nothing could be asked."""
    from adhere.cli.commands.submit import token_of
    from adhere.exchange.portalreading import Asked
    from adhere.exchange.submitting import UnreachableError, portal_of

    address = portal_of(portal)
    if address is None:
        refuse(say("submit.no-address", given=portal))
    token = token_of(token_file) if token_file is not None else ""
    asked = Asked(portal=address, name=name, parameters=_pairs(given), token=token, language=language())
    try:
        body = _body(asked, whole=whole)
    except UnreachableError as error:
        refuse(say("portal.unreachable", address=portal, reason=error.reason))
    if output == "json":
        print_json(
            {"format": "adhere/portal-get/1", "address": asked.address(asked.parameters), "answer": body}
        )
    else:
        _print(name, body, whole=whole)


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or not name:
            refuse(say("portal.no-pair", given=one))
        pairs[name] = value
    return pairs


def _body(asked: Asked, *, whole: bool) -> dict[str, Any]:
    """Return what the portal answered, with the rows of every page where the whole list is asked."""
    from adhere.exchange.portalreading import read, read_all, rows_of

    if not whole:
        return body_of(read(asked, _again), asked.portal)
    first: dict[str, Any] | None = None
    for answer in read_all(asked, _again):
        body = body_of(answer, asked.portal)
        if first is None:
            first = body
        else:
            first["rows"] += rows_of(body) or []
    return (first or {}) | {"next": None}


def body_of(answer: Answer, portal: str) -> dict[str, Any]:
    """Return the body of an answer; say what the portal says and exit 1 where it refuses, 2 where it is no portal."""
    from adhere.cli.commands.submit import found_in, shown
    from adhere.cli.findings import add_findings

    if 300 <= answer.status < 400:
        refuse(say("submit.moved", address=shown({"to": answer.location}, "to")))
    if answer.status == 200 and answer.body:
        return answer.body
    if not isinstance(answer.body.get("title"), str):
        refuse(say("submit.no-portal", address=portal, status=answer.status))
    tell(f"{shown(answer.body, 'title')} {shown(answer.body, 'detail')}".strip(), err=True)
    if isinstance(answer.body.get("findings"), list):
        page = Page()
        add_findings(page, found_in(answer.body), language())
        page.print(err=True)
    sys.exit(1)


def _again(reason: str, seconds: float) -> None:
    tell(say("submit.again", reason=reason, seconds=int(seconds)), err=True)


def _print(name: str, body: Mapping[str, Any], *, whole: bool) -> None:
    from adhere.exchange.portalreading import rows_of

    page, rows = Page(), rows_of(body)
    page.title(name, say("portal.rows", count=len(rows)) if rows is not None else "")
    page.rows([(key, _cell(value)) for key, value in body.items() if not _long(key, value)], (18, 60))
    if rows:
        page.blank()
        _add_table(page, rows)
    if body.get("next") and not whole:
        page.blank()
        page.paragraph(say("portal.more"))
    page.print()


def _long(key: str, value: object) -> bool:
    """Whether something stands elsewhere on the page: the rows in a table, the way to the next page as a sentence."""
    return key in ("rows", "next") and (value is None or isinstance(value, list | str))


def _add_table(page: Page, rows: list[dict[str, Any]]) -> None:
    """Add rows under their columns; what does not fit beside each other comes one under the other."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [[_cell(row.get(name)) for name in names] for row in rows]
    widths = [max(len(name), *(len(row[place]) for row in cells)) for place, name in enumerate(names)]
    room = WIDTH - GAP * (len(names) - 1)
    if sum(widths) <= room:
        page.rows([names, ["-" * width for width in widths], *cells], widths)
        return
    for row in cells:
        page.rows([(name, cell) for name, cell in zip(names, row, strict=True) if cell], (18, 60))
        page.lines(["-" * WIDTH])


def _cell(value: object) -> str:
    """Return a value in words: a text in both languages in that of this run, a list with commas."""
    if isinstance(value, dict):
        own = value.get(language())
        return (
            own if isinstance(own, str) else "; ".join(f"{key}: {_cell(one)}" for key, one in value.items())
        )
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    if isinstance(value, bool):
        return say("portal.yes" if value else "portal.no")
    return "" if value is None else str(value)
