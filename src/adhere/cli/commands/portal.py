# SPDX-License-Identifier: EUPL-1.2
"""``adhere portal``: serve the portal from a folder, made at the first start; ``backup``, ``restore`` and ``check`` of it, ``remind``, ``send-mail``.

Article 56: where a code is drawn up, joined, reported on, assessed and read.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.commands import portalget
from adhere.cli.groups import Group
from adhere.cli.options import described, format_option, language_option
from adhere.cli.output import Page, print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.portal.starting import Started

PORT = 8356
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def command() -> click.Command:
    """Return the command, which serves where none of its own commands is named."""
    group = Group(
        "portal.portal",
        {
            "get": portalget.command,
            "backup": _backup,
            "restore": _restore,
            "check": _check,
            "remind": _remind,
            "send-mail": _send_mail,
        },
        area="portal",
    )
    group.invoke_without_command, group.no_args_is_help = True, False
    options: list[Callable[[Any], Any]] = [
        click.option(
            "--port",
            type=click.IntRange(1, 65535),
            metavar=say("portal.metavar-number"),
            default=PORT,
            show_default=True,
            help=say("portal.help-port"),
        ),
        click.option(
            "--host",
            metavar=say("portal.metavar-address"),
            default="127.0.0.1",
            show_default=True,
            help=say("portal.help-host"),
        ),
        _data_option(),
        click.option(
            "--workers",
            type=click.IntRange(1, 64),
            metavar=say("portal.metavar-number"),
            default=2,
            show_default=True,
            help=say("portal.help-workers"),
        ),
        click.option("--prepare", is_flag=True, help=say("portal.help-prepare")),
        click.option("--example", is_flag=True, help=say("portal.help-example")),
    ]
    for option in options:
        option(group)
    group.params.append(group.params.pop(0))  # --lang last, as everywhere
    group.callback = run
    return group


def _data_option() -> Decorator:
    return click.option("--data", type=Folder(), metavar=say("metavar-folder"), help=say("portal.help-data"))


def run(*, port: int, host: str, data: Path | None, workers: int, prepare: bool, example: bool) -> None:
    """Bring the portal up to this release and serve it until it is stopped."""
    if data is not None:
        os.environ["ADHERE_PORTAL_DATA"] = str(data)
    if click.get_current_context().invoked_subcommand is not None:
        return
    os.environ.setdefault("ADHERE_PORTAL_ORIGIN", f"http://localhost:{port}")
    _set_up()
    from adhere.portal.environment import SettingError
    from adhere.portal.starting import start

    try:
        started = start()
    except SettingError as error:
        refuse(error.text.in_(language()))
    _tell(started)
    if example:
        _tell_example()
    if not prepare:
        from django.conf import settings

        tell(say("portal.serving", address=f"{settings.ORIGIN}/"))
        _serve(port, host, workers)


def _set_up(data: Path | None = None) -> None:
    """Bring Django up with the settings of this environment; refuse in words where they or the extra are lacking."""
    if data is not None:
        os.environ["ADHERE_PORTAL_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "adhere.portal.settings")
    try:
        import django
    except ImportError:
        refuse(say("portal.no-extra"))
    from adhere.portal.environment import SettingError

    try:
        django.setup()
    except SettingError as error:
        refuse(error.text.in_(language()))
    from django.utils import translation

    translation.activate(language())


def _tell(started: Started) -> None:
    if started.password is not None and started.administrator is not None:
        tell(say("portal.administrator"))
        _account(started.administrator, started.password)


def _tell_example() -> None:
    from adhere.portal.example.making import make

    made = make()
    if not made:
        tell(say("portal.example-there"))
        return
    tell(say("portal.example", password=made[0].password))
    for one in made:
        click.echo(f"  {one.email:<34}{one.part.in_(language())}")


def _account(email: str, password: str) -> None:
    """Print an address and a password each whole on a line of its own, so that they can be copied."""
    click.echo(f"  {email}")
    click.echo(f"  {password}")


def _backup() -> click.Command:
    @described("portal.backup")
    @click.argument("file", metavar=say("portal.metavar-file"), type=Folder())
    @click.option("--with-key", is_flag=True, help=say("portal.help-with-key"))
    @_data_option()
    @language_option()
    def backup(file: Path, with_key: bool, data: Path | None) -> None:
        run_backup(file, data, with_key=with_key)

    return backup


def run_backup(file: Path, data: Path | None, *, with_key: bool) -> None:
    """Copy everything the portal keeps to one file."""
    _set_up(data)
    from adhere.portal.operations.backup import back_up

    files = _done(lambda: back_up(file, with_key=with_key))
    tell(say("portal.backed-up" if with_key else "portal.backed-up-no-key", path=file, files=files))


def _restore() -> click.Command:
    @described("portal.restore")
    @click.argument("file", metavar=say("portal.metavar-file"), type=Folder())
    @_data_option()
    @language_option()
    def restore(file: Path, data: Path | None) -> None:
        run_restore(file, data)

    return restore


def run_restore(file: Path, data: Path | None) -> None:
    """Put a backup back into an empty place."""
    _set_up(data)
    from adhere.portal.operations.restore import restore

    made = _done(lambda: restore(file))
    tell(say("portal.restored", size=made.size, files=made.files))
    click.echo(f"  {made.root}")
    if not made.key:
        tell(say("portal.restored-no-key"))


def _check() -> click.Command:
    @described("portal.check")
    @_data_option()
    @format_option("text", "json")
    @language_option()
    def check(data: Path | None, output: str) -> None:
        run_check(data, output)

    return check


def run_check(data: Path | None, output: str) -> None:
    """Look whether the portal is well; exit 1 where it is not."""
    _set_up(data)
    from adhere.portal.operations.checking import check

    found = check()
    if output == "json":
        print_json({"format": "adhere/portal-check/1", "checks": [{"name": one.name, "faults": list(one.faults)} for one in found]})  # fmt: skip
    else:
        page = Page()
        for one in found:
            well = not one.faults
            page.marked(
                say("portal.well" if well else "portal.unwell"),
                say(f"portal.check-{one.name}"),
                colour="yes" if well else "error",
                width=10,
            )
            for fault in one.faults:
                page.paragraph(fault, indent=10)
        page.print()
    if any(one.faults for one in found):
        sys.exit(1)


def _remind() -> click.Command:
    @described("portal.remind")
    @_data_option()
    @language_option()
    def remind(data: Path | None) -> None:
        run_remind(data)

    return remind


def run_remind(data: Path | None) -> None:
    """Count the figures of a last day that passed, and send notices of last days; exit 1 where the portal sends no mail."""
    _set_up(data)
    from django.conf import settings
    from django.utils import timezone

    from adhere.portal.notices.reminding import remind
    from adhere.portal.register.counting import count_ahead

    codes = count_ahead(timezone.localdate())
    if codes:
        tell(say("portal.counted", codes=codes))
    if not settings.SENDS_MAIL:
        tell(say("portal.no-mail"), err=True)
        sys.exit(1)
    tell(say("portal.reminded", providers=remind(timezone.localdate())))


def _send_mail() -> click.Command:
    @described("portal.send-mail")
    @click.option(
        "--every",
        type=click.IntRange(5, 86_400),
        metavar=say("portal.metavar-number"),
        help=say("portal.help-every"),
    )
    @_data_option()
    @language_option()
    def send_mail(data: Path | None, every: int | None) -> None:
        run_send_mail(data, every)

    return send_mail


def run_send_mail(data: Path | None, every: int | None) -> None:
    """Send letters whose time it is, once or for ever; exit 1 where the portal sends no mail."""
    _set_up(data)
    from django.conf import settings
    from django.db import connections

    from adhere.portal.notices.outbox import deliver

    if not settings.SENDS_MAIL:
        tell(say("portal.no-mail"), err=True)
        sys.exit(1)
    while True:
        done = deliver()
        if every is None or done.sent or done.given_up:
            tell(say("portal.mail-sent", sent=done.sent, waiting=done.waiting, given_up=done.given_up))
        if every is None:
            return
        connections.close_all()
        time.sleep(every)


def _done(act: Callable[[], Any]) -> Any:
    from adhere.portal.operations.failing import OperationError

    try:
        return act()
    except OperationError as error:
        tell(str(error), err=True)
        sys.exit(1)


def _serve(port: int, host: str, workers: int) -> None:
    from django.conf import settings as portal
    from gunicorn.app.base import BaseApplication

    from adhere.portal.metrics.counting import start_anew

    start_anew()

    class Server(BaseApplication):  # type: ignore[misc]
        """Gunicorn with our settings (https://docs.gunicorn.org/en/stable/custom.html)."""

        def load_config(self) -> None:
            settings: dict[str, Any] = {
                "bind": f"{host}:{port}",
                "workers": workers,
                "threads": 4,
                "preload_app": True,  # a worker that has to be replaced serves at once
                "worker_class": "gthread",
                "loglevel": "warning",
                "logconfig_dict": portal.LOGGING,
                "graceful_timeout": 20,
            }
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from adhere.portal.wsgi import application, warm

            warm()
            portal.WORKS_BESIDE = True
            return application

    Server().run()
