# SPDX-License-Identifier: EUPL-1.2
"""``adhere key new``, ``show``, ``rotate`` and ``claim``: the key that signs issues, kept outside the dossier."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adhere.cli.contracts import head
from adhere.cli.groups import Group
from adhere.cli.options import Decorator, described, format_option, language_option
from adhere.cli.output import Page, print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import say

if TYPE_CHECKING:
    from adhere.ledger.keys import PublicKey, SigningKey

CLOCK = "SOURCE_DATE_EPOCH"
"""Seconds since 1970: the clock to use instead of the machine's (https://reproducible-builds.org/specs/source-date-epoch/)."""
AHEAD = timedelta(days=1)
INSTANT = "%Y-%m-%dT%H:%M:%SZ"


def command() -> click.Command:
    """Return the group with its commands."""
    return Group("key", {"new": _new, "show": _show, "rotate": _rotate, "claim": _claim}, area="key")


def key_option() -> Decorator:
    """``--key``: the file of the signing key, else that of ADHERE_KEY, else the default place."""
    return click.option(
        "--key", "key", type=Folder(), metavar=say("key.metavar-file"), help=say("key.help-key")
    )


def signing_key(option: Path | None) -> SigningKey:
    """Return the key to sign with; end the run with a message where it cannot be used."""
    from adhere.cli.refusals import refusals
    from adhere.ledger.keyfile import chosen_path, passphrase, read_key

    path = chosen_path(option, os.environ)
    with refusals(str(path)):
        return read_key(path, passphrase(os.environ))


def clock() -> datetime:
    """Return the time entries of the log are dated by; exit 2 where the variable that sets it holds no time, or one to come.

    A log never goes back in time, so an entry from the future would keep every later one out until then.
    """
    now, given = datetime.now(tz=UTC), os.environ.get(CLOCK)
    if given is None:
        return now
    try:
        said = datetime.fromtimestamp(int(given), tz=UTC)
    except (ValueError, OverflowError, OSError):
        refuse(say("key.no-clock", variable=CLOCK, value=given))
    if said - now > AHEAD:
        refuse(say("key.clock-ahead", variable=CLOCK, said=said.strftime(INSTANT), now=now.strftime(INSTANT)))
    return said


def instant() -> str:
    """Return the time of now as entries of the log have it."""
    return clock().strftime(INSTANT)


def _new() -> click.Command:
    @described("key.new")
    @click.option("--name", metavar=say("key.metavar-name"), help=say("key.help-name"))
    @click.option("--out", type=Folder(), metavar=say("key.metavar-file"), help=say("key.help-out"))
    @format_option("text", "json")
    @language_option()
    def new(name: str | None, out: Path | None, output: str) -> None:
        run_new(name, out, output)

    return new


def _show() -> click.Command:
    @described("key.show")
    @key_option()
    @format_option("text", "json")
    @language_option()
    def show(key: Path | None, output: str) -> None:
        run_show(key, output)

    return show


def _rotate() -> click.Command:
    @described("key.rotate")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option(
        "--new", type=Folder(), required=True, metavar=say("key.metavar-file"), help=say("key.help-coming")
    )
    @key_option()
    @click.option("--lost", is_flag=True, help=say("key.help-lost"))
    @format_option("text", "json")
    @language_option()
    def rotate(dossier: Path, new: Path, key: Path | None, lost: bool, output: str) -> None:
        run_rotate(dossier, new, None if lost else key, lost=lost, output=output)

    return rotate


def _claim() -> click.Command:
    @described("key.claim")
    @click.option(
        "--for", "organisation", required=True, metavar=say("key.metavar-name"), help=say("key.help-for")
    )
    @click.option("--portal", required=True, metavar=say("key.metavar-address"), help=say("key.help-portal"))
    @key_option()
    @language_option()
    def claim(organisation: str, portal: str, key: Path | None) -> None:
        run_claim(organisation, portal, key)

    return claim


def run_new(name: str | None, out: Path | None, output: str) -> None:
    """Make a key and write it for its owner alone, where signing will look for it; exit 2 where it may not stand there."""
    from adhere.cli.refusals import refusals
    from adhere.ledger.keyfile import chosen_path, default_path, passphrase, write_key
    from adhere.ledger.keys import new_key

    if name is not None and (not name or Path(name).name != name or name.startswith(".")):
        raise click.BadParameter(say("key.no-name", given=name), param_hint="--name")
    path = default_path(os.environ, name) if name and not out else chosen_path(out, os.environ)
    key, secret = new_key(), passphrase(os.environ)
    with refusals(str(path)):
        write_key(path, key, secret)
    _print(path, key.public, output, say("key.made-locked" if secret else "key.made"))


def run_show(option: Path | None, output: str) -> None:
    """Print the public part of the key."""
    from adhere.ledger.keyfile import chosen_path

    _print(chosen_path(option, os.environ), signing_key(option).public, output, say("key.shown"))


def run_rotate(dossier: Path, new: Path, old: Path | None, *, lost: bool, output: str) -> None:
    """Replace the key of a log, signed by the one before unless that is lost."""
    from adhere.cli.refusals import refusals
    from adhere.ledger.issuing import rotate
    from adhere.ledger.places import ISSUED

    coming, going = signing_key(new), None if lost else signing_key(old)
    issued = dossier / ISSUED
    with refusals(str(issued)):
        entry = rotate(issued, coming, at=instant(), old=going)
    message = say("key.replaced-lost" if lost else "key.replaced", entry=entry)
    _print(new, coming.public, output, message)


def run_claim(organisation: str, portal: str, option: Path | None) -> None:
    """Print that this key signs for an organisation at a portal, signed with it; exit 2 for names that cannot be."""
    from adhere.ledger.keyclaim import key_claim
    from adhere.ledger.shapes import NAME, TEXT

    if NAME.fullmatch(organisation) is None:
        raise click.BadParameter(say("key.no-slug", given=organisation), param_hint="--for")
    if TEXT.fullmatch(portal) is None or not portal.startswith(("https://", "http://")):
        raise click.BadParameter(say("key.no-address", given=portal), param_hint="--portal")
    claim = key_claim(signing_key(option), organisation=organisation, portal=portal, at=instant())
    click.echo(claim.decode(), nl=False)


def _print(path: Path, key: PublicKey, output: str, message: str) -> None:
    if output == "json":
        from adhere.law.library import Law

        print_json(head("key", Law()) | {"file": str(path), "key_id": key.id, "public_key": key.pem})
        return
    page = Page()
    page.title(say("key.title"))
    page.rows([(say("key.file"), str(path)), (say("key.digits"), key.id)], (14, 64))
    page.blank()
    for line in key.pem.splitlines():
        page.paragraph(line)
    page.blank()
    page.paragraph(message)
    page.print()
