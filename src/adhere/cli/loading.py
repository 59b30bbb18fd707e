# SPDX-License-Identifier: EUPL-1.2
"""Loading what a command was pointed at; exit 2 where it is no dossier."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from adhere.cli.wording import say
from adhere.dossier.layout import NotADossierError
from adhere.dossier.portfolio import Portfolio, load


def loaded(path: Path) -> Portfolio:
    """Load a dossier, or say why that cannot be done and stop."""
    try:
        return load(path)
    except NotADossierError as error:
        click.echo(say("no-dossier", path=error.path, reason=error.reason), err=True)
        sys.exit(2)
