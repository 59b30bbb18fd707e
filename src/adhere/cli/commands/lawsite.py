# SPDX-License-Identifier: EUPL-1.2
"""``adhere law site``: the requirements and measures as a website that opens from a disk and can be hosted anywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from adhere.cli.options import described, language_option, on_option
from adhere.cli.output import refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say


def command() -> click.Command:
    """Return the command."""

    @described("site.site")
    @click.option(
        "--out", type=Folder(), required=True, metavar=say("metavar-folder"), help=say("site.help-out")
    )
    @on_option()
    @language_option()
    def site(out: Path, on: date) -> None:
        run(out, on)

    return site


def run(out: Path, on: date) -> None:
    """Write the site; exit 2 where other files lie in the folder or the disk refuses."""
    from adhere.cli.documents import put_all
    from adhere.intake.reasons import disk_reason
    from adhere.law.requirements.catalogue import catalogue
    from adhere.render.site.building import MANIFEST, build

    files = build(catalogue(), on, language())
    try:
        ours = not out.exists() or (out / MANIFEST).is_file() or not any(out.iterdir())
    except OSError as error:
        refuse(say("not-written", path=out, reason=disk_reason(error)))
    if not ours:
        refuse(say("site.not-ours", path=out))
    put_all(out, files)
    tell(say("site.written", count=len(files), path=out))
