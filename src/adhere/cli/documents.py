# SPDX-License-Identifier: EUPL-1.2
"""Where what a command makes goes: a file, whole or not at all, or the standard output; exit 2 where it cannot go there.

For documents ``--to`` says in which format; without it the name of the file does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.cli.output import refuse, tell
from adhere.cli.wording import say

if TYPE_CHECKING:
    from typing import TextIO

    from adhere.render.document import Document
    from adhere.render.writing import To

TO: tuple[To, ...] = ("docx", "odt", "pdf", "html", "md", "json")
"""``render.writing.FORMATS``, which help need not import."""
STDOUT = "-"
_BINARY = ("docx", "odt", "pdf")


def format_of(out: str, to: To | None) -> To:
    """Return the format that is meant; exit 2 where nothing says which."""
    if to is not None:
        return to
    if Path(out).is_dir():
        refuse(say("render.is-folder", path=out))
    suffix = Path(out).suffix.lower().removeprefix(".")
    known: To | None = next((one for one in TO if one == suffix), None)
    if known is None:
        refuse(say("render.no-format", out=out, known=", ".join(TO)))
    return known


def check_target(out: str, to: To) -> None:
    """Exit 2 where a document cannot go to its target, before anything is made."""
    if out == STDOUT:
        if to in _BINARY and _output().isatty():
            refuse(say("render.no-terminal", to=to))
    elif not out.strip("\0") or Path(out).is_dir():
        refuse(say("render.is-folder", path=out or "-"))
    else:
        _spare_dossier(Path(out))


def deliver(document: Document, out: str, to: To, *, charts: bool = True) -> None:
    """Write a document to its target; exit 2 where a library for it is missing or the disk refuses."""
    from adhere.render.writing import MissingExtraError, RefusedError, without_charts, write

    try:
        content = write(document if charts else without_charts(document), to)
    except MissingExtraError as error:
        refuse(
            say(
                f"render.missing-{'charts' if error.extra == 'charts' else 'extra'}", to=to, extra=error.extra
            )
        )
    except RefusedError as error:
        refuse(say("render.refused", to=to, reason=error))
    if out == STDOUT:
        give(content, None)
        return
    put(Path(out), content)
    tell(say("render.written", path=out))


def give(content: bytes, out: Path | None) -> None:
    """Write content to a file, or to the standard output where none is named."""
    if out is not None:
        put(out, content)
        return
    output = _output()
    output.flush()
    output.buffer.write(content)
    output.buffer.flush()


def _output() -> TextIO:
    """Return the standard output; exit 2 where the program was started without one."""
    output: TextIO | None = sys.stdout
    if output is None:
        refuse(say("not-printed", reason=say("loading.no-output")))
    return output


def put(target: Path, content: bytes, *, source: bool = False) -> None:
    """Write a file whole or not at all; exit 2 where it is a link, what a dossier keeps, or the disk refuses.

    ``source`` is for what is meant to be replaced where it lies, as a model card.
    """
    from adhere.intake.placing import LinkedFileError, place
    from adhere.intake.reasons import disk_reason

    if not source:
        _spare_dossier(target)
    if not os.path.isdir(target.parent):  # noqa: PTH112 - Path.is_dir raises where a folder may not be looked into
        refuse(say("loading.no-parent", path=target, folder=target.parent))
    try:
        place(target, content)
    except LinkedFileError:
        refuse(say("loading.is-link", path=target))
    except OSError as error:
        refuse(say("not-written", path=target, reason=disk_reason(error)))


def put_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files to a folder by their names, which may hold folders of their own; exit 2 as ``put`` does."""
    from adhere.intake.reasons import disk_reason

    for name, content in files.items():
        target = folder / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            refuse(say("not-written", path=target.parent, reason=disk_reason(error)))
        put(target, content)


def _spare_dossier(target: Path) -> None:
    """Exit 2 where a file is what a dossier says or keeps: ``adhere.yaml``, ``complaints.yaml``, what lies under ``models`` or ``adherence``, all under ``issued``."""
    from adhere.dossier.file import ADHERENCES, COMPLAINTS, FILE
    from adhere.dossier.issued import ISSUED

    whole = Path(os.path.realpath(target.parent), target.name)  # Path.resolve raises where links go round
    root = next((folder for folder in whole.parents if os.path.lexists(folder / FILE)), None)
    if root is None:
        return
    first, *_ = whole.relative_to(root).parts
    if first == ISSUED or (first in (FILE, COMPLAINTS, "models", ADHERENCES) and os.path.lexists(whole)):
        refuse(say("loading.is-source", path=target, dossier=root))
