# SPDX-License-Identifier: EUPL-1.2
"""``adhere code export`` and ``adhere code import``: a code, and what a provider does for it, as OSCAL; an OSCAL catalog as a code."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.codereading import read_meant, sound
from adhere.cli.options import described, language_option, on_option
from adhere.cli.output import Page, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import counted, language, say

if TYPE_CHECKING:
    from adhere.codes.code import Code
    from adhere.dossier.adherencestanding import StandingAdherence
    from adhere.exchange.oscal.making import Making
    from adhere.law.library import Law

FORMATS = ("oscal",)
MODELS = ("catalog", "profile", "component-definition", "assessment-results", "poam", "mapping")
OF_A_PROVIDER = ("profile", "component-definition", "poam")
OF_A_CODE = ("catalog", "mapping")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked of ``code export``."""

    named: str
    to: str
    model: str
    dossier: Path | None
    catalog: str | None
    on: date
    out: Path | None


def export() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("oscal.export")
    @click.argument("named", metavar="CODE")
    @click.option("--to", type=click.Choice(FORMATS), required=True, help=say("oscal.help-to"))
    @click.option(
        "--model",
        type=click.Choice(MODELS),
        default="catalog",
        show_default=True,
        help=say("oscal.help-model"),
    )
    @click.option("--dossier", type=Folder(), metavar=say("metavar-folder"), help=say("oscal.help-dossier"))
    @click.option("--catalog", metavar="URI", help=say("oscal.help-catalog"))
    @on_option()
    @click.option("--out", type=Folder(), metavar=say("code.metavar-file"), help=say("oscal.help-out"))
    @language_option()
    def export(**asked: Any) -> None:
        run_export(Request(**asked))

    return export


def import_() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("oscal.import")
    @click.argument("file", metavar=say("code.metavar-file"), type=Folder())
    @click.option(
        "--out",
        type=Folder(),
        required=True,
        metavar=say("metavar-folder"),
        help=say("oscal.help-import-out"),
    )
    @language_option()
    def import_(file: Path, out: Path) -> None:
        run_import(file, out)

    return import_


def run_export(request: Request) -> None:
    """Write one model of OSCAL; exit 2 where there is nothing to write it of, 1 where the code has errors."""
    from adhere.cli.documents import give
    from adhere.exchange.oscal.making import VERSION, Making
    from adhere.law.library import Law

    if request.model in OF_A_PROVIDER and request.dossier is None:
        refuse(say("oscal.needs-dossier", model=request.model))
    if request.model in OF_A_CODE and request.dossier is not None:
        refuse(say("oscal.no-dossier-for", model=request.model))
    law, making = Law(), Making(language=language(), on=request.on)
    code = _faultless(request.named, law)
    standing = _standing(request.dossier, code, request) if request.dossier is not None else None
    content = _content(code, standing, request, law, making)
    if content is None:
        refuse(say(f"oscal.nothing-{request.model}", code=code.id))
    give(content, request.out)
    if request.out is not None:
        tell(say("oscal.done", path=request.out, version=VERSION, model=request.model))


def _faultless(named: str, law: Law) -> Code:
    """Return the code that is meant; exit 1 where anything in it is an error, for OSCAL would hide that."""
    read = read_meant(named, law)
    code = sound(read, "text", law, "export")
    errors = sum(one.rule.severity == "error" for one in read.findings)
    if errors:
        tell(counted("oscal.broken", errors, code=named), err=True)
        sys.exit(1)
    return code


def _standing(dossier: Path, code: Code, request: Request) -> StandingAdherence:
    """Return how the adherence of a dossier to a code stands: the one that holds, else the last, else none at all."""
    from adhere.cli.adhering import adhering

    found = adhering(dossier, request.on).current(code.id)
    if len(found) > 1:
        tell(say("oscal.several", count=len(found), code=code.id, file=found[0].file), err=True)
    return found[0]


def _content(
    code: Code, standing: StandingAdherence | None, request: Request, law: Law, making: Making
) -> bytes | None:
    catalog = request.catalog or f"{code.id}-catalog.json"
    if standing is not None:
        return _of_provider(standing, request.model, catalog, making)
    if request.model == "assessment-results":
        from adhere.codes.coverage import coverage
        from adhere.exchange.oscal.results import of_coverage

        return of_coverage(coverage(code, law, request.on), making)
    if request.model == "mapping":
        from adhere.codes.crosswalk import crosswalks
        from adhere.exchange.oscal.mapping import mapping_collection

        return mapping_collection(code, crosswalks(code), catalog, making)
    from adhere.exchange.oscal.catalog import catalog as catalog_of

    return catalog_of(code, making)


def _of_provider(one: StandingAdherence, model: str, catalog: str, making: Making) -> bytes | None:
    if model == "profile":
        from adhere.exchange.oscal.profile import profile

        return profile(one.code, one.adherence, one.standings, catalog, making)
    if model == "component-definition":
        from adhere.exchange.oscal.component import component_definition

        return component_definition(one.code, one.adherence, catalog, making)
    if model == "poam":
        from adhere.exchange.oscal.poam import plan_of_action

        return plan_of_action(one.code, one.standings, making)
    from adhere.exchange.oscal.results import of_measures

    return of_measures(one.code, one.standings, making)


def run_import(file: Path, out: Path) -> None:
    """Write the code in a catalog as a folder; exit 1 where it has errors, 2 where the disk refuses."""
    from adhere.cli.findings import add_findings, exit_status
    from adhere.codes.references import reference_faults
    from adhere.exchange.codetables import files_of
    from adhere.exchange.oscal.catalogreading import read_catalog
    from adhere.law.library import Law

    read = read_catalog(_bytes(file), file.name)
    findings = list(read.findings)
    if read.code is not None:
        _write(out, files_of(read.code))
        findings += reference_faults(read.code, Law())
        tell(_told(read.code, out))
    else:
        tell(say("oscal.not-imported"), err=True)
    if findings:
        page = Page()
        add_findings(page, findings, language())
        page.print()
    sys.exit(exit_status(findings))


def _bytes(file: Path) -> bytes:
    """Return what a file holds, no more than is read; exit 2 where the disk refuses."""
    from adhere.exchange.oscal.reading import SIZE_LIMIT
    from adhere.intake.folder import regular
    from adhere.intake.reasons import disk_reason

    try:
        with regular(file) as opened:
            return opened.read(SIZE_LIMIT + 1)
    except OSError as error:
        refuse(say("oscal.not-read", path=file, reason=disk_reason(error)))


def _write(out: Path, files: dict[str, bytes]) -> None:
    """Write the files of a code to a new folder, code.toml last, so that what is left halfway is no code."""
    from adhere.cli.documents import put
    from adhere.intake.reasons import disk_reason

    try:
        out.mkdir(exist_ok=True)
        if any(out.iterdir()):
            refuse(say("oscal.not-empty", path=out))
    except OSError as error:
        refuse(say("not-written", path=out, reason=disk_reason(error)))
    for name in sorted(files, key=lambda name: name == "code.toml"):
        put(out / name, files[name])


def _told(code: Code, out: Path) -> str:
    counts = {"chapters": code.chapters, "commitments": code.commitments, "measures": code.measures}
    told = ", ".join(counted(f"code.{name}", len(found)) for name, found in counts.items())
    return say("oscal.imported", path=out, code=code.id, version=code.version, counts=told)
