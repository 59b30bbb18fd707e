# SPDX-License-Identifier: EUPL-1.2
"""``adhere export``: the facts of a model as a CycloneDX ML-BOM or with the AI profile of SPDX 3."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.options import described, format_option, language_option, on_option, recipient_option
from adhere.cli.output import print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import counted, language, say

if TYPE_CHECKING:
    from adhere.exchange.cyclonedx import SpecVersion
    from adhere.exchange.subject import Subject
    from adhere.forms.form import Recipient

FORMATS = ("cyclonedx", "spdx")
SPECS = {"cyclonedx": ("1.6", "1.7"), "spdx": ("3.0.1",)}
_ADDRESS = re.compile(r"(https?|git|ssh|oci)(\+[a-z]+)?://[^\s<>\"{}|\\^`]{1,2000}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked of ``export``."""

    model_id: str | None
    to: str
    spec: str | None
    out: Path | None
    recipient: Recipient
    include: tuple[str, ...]
    url: str | None
    on: date
    output: str


def command() -> click.Command:
    """Return the command with its help in the language of this run."""
    from adhere.cli.choosing import include_option, model_option

    @described("export")
    @click.argument("folder", metavar=say("metavar-folder"), type=Folder())
    @model_option()
    @click.option("--to", "to", type=click.Choice(FORMATS), required=True, help=say("export.help-to"))
    @click.option(
        "--spec", type=click.Choice([*SPECS["cyclonedx"], *SPECS["spdx"]]), help=say("export.help-spec")
    )
    @click.option("--out", type=Folder(), metavar=say("card.metavar-file"), help=say("export.help-out"))
    @recipient_option(say("export.help-for"), default="public")
    @include_option()
    @click.option("--url", metavar="URL", help=say("export.help-url"))
    @on_option()
    @format_option("text", "json")
    @language_option()
    def export(folder: Path, **asked: Any) -> None:
        run(folder, Request(**asked))

    return export


def run(path: Path, request: Request) -> None:
    """Export one model; exit 2 where it cannot be read or the file cannot be written."""
    from adhere.cli.choosing import chosen, included
    from adhere.cli.documents import give
    from adhere.exchange.disclosure import PUBLISHED
    from adhere.exchange.subject import subject_of

    spec = request.spec or SPECS[request.to][0]
    if spec not in SPECS[request.to]:
        refuse(say("export.no-spec", to=request.to, known=", ".join(SPECS[request.to])))
    if request.url is not None and not _ADDRESS.fullmatch(request.url):
        refuse(say("export.no-url", url=request.url))
    include = included(request.include)
    picked = chosen(path, request.on, request.model_id)
    subject = subject_of(
        picked.model.id,
        picked.model.facts,
        request.recipient,
        request.on,
        include=include | picked.opened(request.on),
        version=picked.version,
        results=picked.results(),
        example=picked.example,
        url=request.url,
    )
    content = _content(subject, request.to, spec)
    give(content, request.out)
    _report(subject, request, spec, stated=PUBLISHED in picked.model.facts)


def _content(subject: Subject, to: str, spec: str) -> bytes:
    if to == "spdx":
        from adhere.exchange.spdx import document

        return document(subject)
    from adhere.exchange.cyclonedx import VERSIONS, bom

    version: SpecVersion = next(one for one in VERSIONS if one == spec)
    return bom(subject, version)


def _report(subject: Subject, request: Request, spec: str, *, stated: bool) -> None:
    """Say what was written, and what was kept back; beside a file on the output only the latter, apart from it.

    ``stated`` is whether it is known that the files of the model are public, or that they are not.
    """
    from adhere.models.registry import registry

    withheld = subject.known.withheld
    if withheld and not stated:
        tell(say("export.not-stated"), err=True)
    if request.output == "json" and request.out is not None:
        from adhere.cli.contracts import head
        from adhere.law.store import Store

        told = {
            "file": str(request.out),
            "to": request.to,
            "spec": spec,
            "recipient": subject.recipient,
            "facts": list(subject.known.facts),
            "withheld": list(withheld),
        }
        print_json(head("export", Store()) | told)
        return
    if request.out is not None:
        tell(counted("export.done", len(subject.known.facts), path=request.out))
    if withheld:
        labels = "; ".join(registry()[fact_id].label.in_(language()) for fact_id in withheld)
        recipient = say(f"export.for-{subject.recipient}")
        tell(say("export.withheld", recipient=recipient, facts=labels, ids=", ".join(withheld)), err=True)
