# SPDX-License-Identifier: EUPL-1.2
"""``adhere law show`` and ``search``: what the law says on a date; its texts with ``import``, ``fetch``, ``compare``, ``align``."""

from __future__ import annotations

import click

from adhere.cli.groups import Group


def command() -> click.Command:
    """Return the group with its commands."""
    loaders = {
        "show": _show,
        "search": _search,
        "changes": _changes,
        "import": _import,
        "fetch": _fetch,
        "compare": _compare,
        "align": _align,
        "amend": _amend,
        "layers": _layers,
        "requirements": _requirements,
        "site": _site,
    }
    areas = dict.fromkeys(("import", "fetch", "compare", "align"), "texts") | {
        "layers": "layers",
        "changes": "changes",
        "search": "search",
        "amend": "amend",
    }
    return Group("law", loaders, areas=areas | {"requirements": "requirements", "site": "site"})


def _show() -> click.Command:
    from adhere.cli.commands import lawshow

    return lawshow.command()


def _search() -> click.Command:
    from adhere.cli.commands import lawsearch

    return lawsearch.command()


def _changes() -> click.Command:
    from adhere.cli.commands import lawchanges

    return lawchanges.command()


def _import() -> click.Command:
    from adhere.cli.commands import lawimport

    return lawimport.import_command()


def _fetch() -> click.Command:
    from adhere.cli.commands import lawimport

    return lawimport.fetch_command()


def _compare() -> click.Command:
    from adhere.cli.commands import lawcompare

    return lawcompare.command()


def _align() -> click.Command:
    from adhere.cli.commands import lawalign

    return lawalign.command()


def _amend() -> click.Command:
    from adhere.cli.commands import lawamend

    return lawamend.command()


def _requirements() -> click.Command:
    from adhere.cli.commands import lawrequirements

    return lawrequirements.command()


def _site() -> click.Command:
    from adhere.cli.commands import lawsite

    return lawsite.command()


def _layers() -> click.Command:
    from adhere.cli.commands import lawlayers

    return lawlayers.command()
