# SPDX-License-Identifier: EUPL-1.2
"""``adhere new``: a small, commented, valid dossier from a model folder."""

from __future__ import annotations

from pathlib import Path

import click

from adhere.cli.options import Decorator, described, language_option, today
from adhere.cli.output import refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("new")
    @click.argument("folder", metavar=say("metavar-folder"), type=Folder())
    @_source_option()
    @click.option("--id", "model_id", metavar="ID", help=say("help-id"))
    @language_option()
    def new(folder: Path, source: Path, model_id: str | None) -> None:
        run(folder, source, model_id)

    return new


def _source_option() -> Decorator:
    return click.option(
        "--from",
        "source",
        required=True,
        metavar=say("metavar-folder"),
        type=Folder(),
        help=say("help-from"),
    )


def run(folder: Path, source: Path, model_id: str | None) -> None:
    """Write a new dossier; exit 2 where it cannot be, and leave nothing half-written."""
    from adhere.dossier.writing import DossierExistsError, NotWrittenError, WrongModelIdError, write_new
    from adhere.intake.reasons import disk_reason

    try:
        written = write_new(folder, source, model_id, today(), language())
    except DossierExistsError:
        refuse(say("exists", path=folder))
    except WrongModelIdError as error:
        refuse(say("bad-id", id=error))
    except NotWrittenError as error:
        cause = error.__cause__ if isinstance(error.__cause__, OSError) else error
        refuse(say("not-written", path=folder, reason=disk_reason(cause)))
    except OSError as error:
        refuse(say("no-folder", path=source, reason=disk_reason(error)))
    tell(say("written", path=written.path, facts=written.facts, questions=written.questions))
    tell(say("next", path=folder))
