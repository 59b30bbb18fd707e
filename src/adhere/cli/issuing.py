# SPDX-License-Identifier: EUPL-1.2
"""What issuing says, whether of a form or of a report: why it cannot be done, and as JSON what came of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adhere.cli.output import Page, refuse, tell
from adhere.cli.wording import counted, language, say

if TYPE_CHECKING:
    from adhere.ledger.issuing import Issued


@contextmanager
def issuing(path: Path) -> Iterator[None]:
    """End the run where what is issued within is not fit for it (1), or the ledger, a library or the disk refuses (1 or 2)."""
    from adhere.cli.findings import add_findings
    from adhere.cli.refusals import refusals
    from adhere.dossier.issue import NotSoundError
    from adhere.intake.reasons import disk_reason
    from adhere.render.extras import MissingExtraError, RefusedError

    try:
        with refusals(str(path)):
            yield
    except NotSoundError as error:
        page = Page()
        add_findings(page, error.findings, language())
        page.print()
        tell(counted("issue.not-sound", len(error.findings)), err=True)
        sys.exit(1)
    except MissingExtraError as error:
        refuse(say("issue.missing-extra", extra=error.extra))
    except RefusedError as error:
        refuse(say("issue.refused", to=error.to, reason=error))
    except OSError as error:
        refuse(say("issue.not-written", path=path, reason=disk_reason(error)))


def packs_of(done: Issued) -> dict[str, str]:
    """Return the file of the pack for each recipient, seen from the dossier."""
    return {name: f"issued/{done.subject}/packs/{name}.json" for name in done.packs}


def issued_json(done: Issued) -> dict[str, Any]:
    """Return what was issued as part of a JSON document."""
    files = packs_of(done)
    return {
        "subject": done.subject,
        "folder": f"issued/{done.subject}",
        "seq": done.seq,
        "statement_sha256": done.statement_sha256,
        "packs": [
            {"recipient": name, "file": files[name], "sha256": digest} for name, digest in done.packs.items()
        ],
        "checkpoint": done.checkpoint.decode(),
    }
