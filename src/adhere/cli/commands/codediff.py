# SPDX-License-Identifier: EUPL-1.2
"""``adhere code diff``: what changed between two versions of a code, as a redline with reasons, and what that does to coverage."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adhere.cli.codereading import drafted, read_meant, sound
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import say

if TYPE_CHECKING:
    from adhere.cli.codedifferenceview import Compared
    from adhere.law.library import Law


def diff() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("code.diff")
    @click.argument("one", metavar=say("code.metavar-older"))
    @click.argument("other", metavar=say("code.metavar-newer"))
    @on_option()
    @format_option("text", "json", "html")
    @click.option("--out", type=Folder(), metavar=say("code.metavar-file"), help=say("code.help-out"))
    @language_option()
    def command(one: str, other: str, on: date, output: str, out: Path | None) -> None:
        run(one, other, on, output, out)

    return command


def run(one: str, other: str, on: date, output: str, out: Path | None) -> None:
    """Print what changed, or write it as a page; exit 1 where files or the step between the drafts are broken."""
    from adhere.cli.codedifferenceview import (
        difference_document,
        difference_json,
        difference_lines,
        effects_page,
    )
    from adhere.cli.findings import exit_status
    from adhere.law.library import Law

    if out is not None and output != "html":
        refuse(say("code.out-html"))
    law = Law()
    compared = _compared(one, other, on, output, law)
    if output == "json":
        print_json(difference_json(compared, law))
    elif output == "html":
        from adhere.cli.documents import STDOUT, deliver

        page = difference_document(compared, difference_json(compared, law))
        deliver(page, str(out) if out is not None else STDOUT, "html")
    else:
        click.echo("\n".join(difference_lines(compared)))
        effects_page(compared).print()
    sys.exit(exit_status(compared.findings))


def _compared(one: str, other: str, on: date, output: str, law: Law) -> Compared:
    """Return both versions with what differs, why, and every finding about their files and the step between them."""
    from adhere.cli.codedifferenceview import Compared
    from adhere.codes.difference import difference
    from adhere.codes.draftchecks import step_faults
    from adhere.codes.effects import effects
    from adhere.codes.rules import FIRST_OF_QUALITY

    older, newer = read_meant(one, law), read_meant(other, law)
    before, old_findings = drafted(one, sound(older, output, law, "diff"))
    after, new_findings = drafted(other, sound(newer, output, law, "diff"))
    found = difference(before.code, after.code)
    own = (
        finding
        for read in (older, newer)
        for finding in read.findings
        if finding.rule.id < FIRST_OF_QUALITY and finding.rule.severity != "note"
    )
    step = step_faults(found, before, after) if after.reasons or before.comments or before.answers else ()
    return Compared(
        found=found,
        before=before,
        after=after,
        on=on,
        effects=effects(found, law, on),
        findings=(*own, *old_findings, *new_findings, *found.findings, *step),
    )
