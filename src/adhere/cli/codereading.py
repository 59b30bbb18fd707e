# SPDX-License-Identifier: EUPL-1.2
"""The code of practice that is meant on the command line: a packaged one by its id, or one in a folder; and leaving with its findings."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.cli.output import Page, print_json, refuse
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.codes.code import Code
    from adhere.codes.drafting import Draft
    from adhere.intake.codefolder import ReadCode
    from adhere.kernel.finding import Finding
    from adhere.law.library import Law


def read_meant(named: str, law: Law) -> ReadCode:
    """Return the code that is meant: a packaged one by its id, or one in a folder; exit 2 where there is neither."""
    from adhere.codes.catalogue import code, known_codes
    from adhere.intake.codefolder import HEAD, ReadCode, read_code

    if named in known_codes():
        from adhere.codes.quality import quality

        packaged = code(named)
        return ReadCode(code=packaged, findings=list(quality(packaged)))
    path = Path(named)
    if not named.strip("\0") or not (path.is_dir() or path.name == HEAD):
        from adhere.dossier.wording import near

        known = known_codes()
        refuse(say("code.no-code", code=named, near=near(named, known), known=", ".join(known)))
    return read_code(path, law)


def sound(read: ReadCode, output: str, law: Law, command: str) -> Code:
    """Return the code; where it could not be read, tell why and exit 1."""
    if read.code is not None:
        return read.code
    from adhere.cli.contracts import findings_json, head
    from adhere.cli.findings import add_findings

    if output == "json":
        told = {"code": None, "findings": findings_json(read.findings, language())}
        print_json(head(f"code-{command}", law) | told)
    else:
        page = Page()
        add_findings(page, read.findings, language())
        page.print()
    sys.exit(1)


def add_serious(page: Page, read: ReadCode) -> None:
    """Add what is wrong with the files of a code; what is weak in it has a place of its own."""
    from adhere.cli.findings import add_findings
    from adhere.codes.rules import FIRST_OF_QUALITY

    add_findings(page, (one for one in read.findings if one.rule.id < FIRST_OF_QUALITY), language())


def leave(read: ReadCode) -> None:
    """Exit 1 where a finding of a code is an error, else 0."""
    from adhere.cli.findings import exit_status

    sys.exit(exit_status(read.findings))


def drafted(named: str, code: Code) -> tuple[Draft, tuple[Finding, ...]]:
    """Return a code with the comments, answers and reasons in its folder, and what is wrong with those; a packaged one has none."""
    from adhere.codes.catalogue import known_codes
    from adhere.codes.drafting import Draft

    if named in known_codes():
        return Draft(code=code), ()
    from adhere.dossier.codedraft import read_draft

    path = Path(named)
    read = read_draft(path if path.is_dir() else path.parent, code)
    return read.draft, read.findings
