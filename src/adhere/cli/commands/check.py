# SPDX-License-Identifier: EUPL-1.2
"""``adhere check``: run every rule over a dossier and say what is wrong, running or open."""

from __future__ import annotations

import os
import posixpath
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adhere.cli.contracts import findings_json, head
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import Page, print_json
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say
from adhere.kernel.finding import Finding

if TYPE_CHECKING:
    from adhere.dossier.checks import Checked


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("check")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @on_option()
    @format_option("text", "json", "sarif")
    @language_option()
    def check(dossier: Path, on: date, output: str) -> None:
        run(dossier, on, output)

    return check


def run(path: Path, on: date, output: str) -> None:
    """Check a dossier and print the findings; exit 1 where one is an error."""
    from adhere.cli.findings import add_findings, exit_status
    from adhere.cli.loading import checked
    from adhere.cli.sarif import sarif
    from adhere.law.library import Law

    law = Law()
    outcome = checked(path, law, on, documentation=True)
    findings = outcome.all_findings
    if output == "sarif":
        print_json(sarif(_located(path, outcome), language()))
    elif output == "json":
        groups = [
            {"id": model.model.id, "findings": findings_json(model.findings, language())}
            for model in outcome.models
        ]
        own = findings_json(outcome.findings, language())
        print_json(head("check", law) | {"on": on.isoformat(), "findings": own, "models": groups})
    else:
        page = Page()
        page.title(path.resolve().name, say("on-date", on=on, release=law.release))
        add_findings(page, outcome.findings, language())
        for model in outcome.models:
            page.heading(model.model.id)
            add_findings(page, model.findings, language())
        if not findings:
            page.paragraph(say("nothing-found"))
        page.print()
    sys.exit(exit_status(findings))


def _located(path: Path, outcome: Checked) -> Iterator[tuple[str, Finding]]:
    """Pair each finding with the folder of its file, seen from the working directory as code review wants it."""
    root = Path(os.path.relpath(path if path.is_dir() else path.parent)).as_posix()
    yield from ((root, finding) for finding in outcome.findings)
    for model in outcome.models:
        files = posixpath.join(root, model.model.artefacts)
        yield from ((files if _of_model(finding) else root, finding) for finding in model.findings)


def _of_model(finding: Finding) -> bool:
    """Whether a finding is on a file of the model itself, and not on one of the dossier."""
    return finding.rule.id.startswith("ADH-MOD-")
