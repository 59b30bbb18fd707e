# SPDX-License-Identifier: EUPL-1.2
"""``adhere content sources``: a register of sources begun from what a run met in the data.

Section 2 of the template of Article 53(1)(d).
"""

from __future__ import annotations

from pathlib import Path

import click

from adhere.cli.options import described, language_option
from adhere.cli.output import refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("content-sources.sources")
    @click.argument("run", metavar=say("content-sources.metavar-run"), type=Folder())
    @click.option("--out", type=Folder(), help=say("content-sources.help-out"))
    @language_option()
    def sources(run: Path, out: Path | None) -> None:
        begin(run, out)

    return sources


def begin(path: Path, out: Path | None) -> None:
    """Write the register; exit 2 where there is no run, or a register already."""
    from adhere.cli.contentruns import run_in
    from adhere.cli.documents import give
    from adhere.dossier.contentbegin import sources_begun

    if out is not None and out.exists():
        refuse(say("content-sources.exists", path=out))
    text = sources_begun(run_in(path).content, language())
    give(text.encode(), out)
    if out is not None:
        tell(say("render.written", path=out))
