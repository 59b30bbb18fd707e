# SPDX-License-Identifier: EUPL-1.2
"""``adhere adherence show``, ``gap``, ``matrix`` and ``new``: what a provider states about codes, and what is left to show."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adhere.cli.groups import Group
from adhere.cli.options import Day, described, format_option, language_option, on_option, today
from adhere.cli.output import Page, print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.adherence.statement import Extent
    from adhere.cli.adhering import Adhering
    from adhere.codes.code import Code
    from adhere.dossier.adherencestanding import Only, StandingAdherence

EXTENTS = ("full", "article-53", "chapters")


def command() -> click.Command:
    """Return the group with its commands."""
    loaders = {"show": _show, "gap": _gap, "matrix": _matrix, "new": _new}
    return Group("adherence", loaders, area="adherence")


def _show() -> click.Command:
    @described("adherence.show")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--code", metavar="CODE", help=say("adherence.help-code"))
    @on_option()
    @format_option("text", "json")
    @language_option()
    def show(dossier: Path, code: str | None, on: date, output: str) -> None:
        run_show(dossier, code, on, output)

    return show


def _gap() -> click.Command:
    @described("adherence.gap")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--code", metavar="CODE", help=say("adherence.help-code"))
    @on_option()
    @format_option("text", "json")
    @language_option()
    def gap(dossier: Path, code: str | None, on: date, output: str) -> None:
        run_gap(dossier, code, on, output)

    return gap


def _matrix() -> click.Command:
    @described("adherence.matrix")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--code", metavar="CODE", help=say("adherence.help-code"))
    @click.option(
        "--only",
        type=click.Choice(("bound", "shown")),
        default="bound",
        show_default=True,
        help=say("adherence.help-only"),
    )
    @on_option()
    @format_option("text", "json", "html")
    @click.option(
        "--out", type=Folder(), metavar=say("adherence.metavar-file"), help=say("adherence.help-out")
    )
    @language_option()
    def matrix(
        dossier: Path, code: str | None, on: date, *, only: Only, output: str, out: Path | None
    ) -> None:
        run_matrix(dossier, code, on, only=only, output=output, out=out)

    return matrix


def _new() -> click.Command:
    @described("adherence.new")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--code", metavar="CODE", required=True, help=say("adherence.help-new-code"))
    @click.option("--extent", type=click.Choice(EXTENTS), required=True, help=say("adherence.help-extent"))
    @click.option("--chapter", "chapters", metavar="ID", multiple=True, help=say("adherence.help-chapter"))
    @click.option("--model", "models", metavar="ID", multiple=True, help=say("adherence.help-new-model"))
    @click.option("--from", "since", type=Day(), help=say("adherence.help-from"))
    @language_option()
    def new(
        dossier: Path,
        code: str,
        extent: Extent,
        *,
        chapters: tuple[str, ...],
        models: tuple[str, ...],
        since: date | None,
    ) -> None:
        run_new(dossier, code, extent, chapters=chapters, models=models, since=since)

    return new


def run_show(path: Path, code: str | None, on: date, output: str) -> None:
    """Print every adherence as it stands; exit 1 where a finding on them is an error."""
    from adhere.cli.adherencejson import show_json
    from adhere.cli.adherenceview import show_page
    from adhere.cli.adhering import adhering
    from adhere.cli.findings import add_findings, exit_status

    dossier = adhering(path, on)
    found = _of_code(dossier, code)
    if output == "json":
        print_json(show_json(found, dossier.findings, dossier.law, on, language()))
    else:
        for one in found:
            show_page(one, dossier.provider, dossier.law.release, language()).print()
        if not dossier.read:
            tell(say("adherence.none"))
        errors = [one for one in dossier.findings if one.rule.severity == "error"]
        if errors:
            page = Page()
            add_findings(page, errors, language())
            page.print()
    sys.exit(exit_status(dossier.findings))


def run_gap(path: Path, code: str | None, on: date, output: str) -> None:
    """Print what is left to show, duty by duty; exit 1 where a finding on the adherences is an error."""
    from adhere.cli.adherencejson import gap_json
    from adhere.cli.adherenceview import gap_page
    from adhere.cli.adhering import adhering
    from adhere.cli.loading import quit_on_errors

    dossier = adhering(path, on)
    found = [(one, dossier.gaps(one)) for one in _current(dossier, code)]
    if output == "json":
        print_json(gap_json(found, dossier.law, on, language()))
    else:
        for one, gaps in found:
            gap_page(one, gaps, dossier.provider, dossier.law.release, language()).print()
    quit_on_errors(dossier.findings)


def run_matrix(path: Path, code: str | None, on: date, *, only: Only, output: str, out: Path | None) -> None:
    """Print what the measures that bind cover, or write it as a page; exit 1 where a finding on the adherences is an error."""
    from adhere.cli.adhering import adhering
    from adhere.cli.loading import quit_on_errors

    if out is not None and output != "html":
        refuse(say("adherence.out-html"))
    dossier = adhering(path, on)
    one, *others = _current(dossier, code)
    if others:
        refuse(say("adherence.several", files=", ".join(each.file for each in (one, *others))))
    _print_matrix(dossier, one, only, output, out)
    quit_on_errors(dossier.findings)


def _print_matrix(
    dossier: Adhering, one: StandingAdherence, only: Only, output: str, out: Path | None
) -> None:
    from adhere.cli.adherencejson import matrix_json
    from adhere.cli.coverageview import coverage_page

    measures = one.kept(only)
    found = dossier.matrix(one, measures)
    data = matrix_json(one, found, only, dossier.law, language())
    if output == "json":
        print_json(data)
    elif output == "html":
        from adhere.cli.documents import STDOUT, deliver
        from adhere.render.adherencedocument import ProviderMatrix, adherence_document

        told = ProviderMatrix(
            provider=dossier.provider,
            adherence=one.adherence,
            code=one.code,
            standings=one.standings,
            gaps=dossier.gaps(one),
            found=found,
            only=only,
        )
        page = adherence_document(told, dossier.law.release, language(), data)
        deliver(page, str(out) if out is not None else STDOUT, "html")
    else:
        counts = {"count": len(measures), "all": len(one.code.measures)}
        tell(say(f"adherence.matrix-{only}", provider=dossier.provider, **counts))
        coverage_page(found, (), dossier.law.release, language()).print()


def run_new(
    path: Path,
    name: str,
    extent: Extent,
    *,
    chapters: tuple[str, ...],
    models: tuple[str, ...],
    since: date | None,
) -> None:
    """Write a new adherence; exit 2 where it cannot be written or names what does not exist."""
    from adhere.cli.adhering import adhering
    from adhere.cli.loading import models_meant
    from adhere.dossier.adherencewriting import (
        AdherenceExistsError,
        NewAdherence,
        WrongAdherenceError,
        write_adherence,
    )
    from adhere.intake.reasons import disk_reason

    dossier = adhering(path, today())
    code = dossier.code(name)
    _check_chapters(code, extent, chapters)
    for model in models:
        models_meant([one.model.id for one in dossier.models], model)
    new = NewAdherence(name=name, code=code, extent=extent, chapters=chapters, models=models, since=since)
    try:
        tell(say("adherence.written", file=write_adherence(dossier.root, new, language())))
    except AdherenceExistsError as error:
        refuse(say("adherence.exists", file=error))
    except WrongAdherenceError as error:
        reason = "; ".join(found.wrong(language()) for found in error.findings)
        refuse(say("adherence.not-written", file=f"adherence/{code.id}.yaml", reason=reason.rstrip(".")))
    except OSError as error:
        refuse(say("adherence.not-written", file=f"adherence/{code.id}.yaml", reason=disk_reason(error)))


def _check_chapters(code: Code, extent: Extent, chapters: tuple[str, ...]) -> None:
    known = [one.id for one in code.chapters]
    listed = ", ".join(known)
    if extent == "chapters" and not chapters:
        refuse(say("adherence.no-chapters", known=listed))
    if extent != "chapters" and chapters:
        refuse(say("adherence.chapter-without"))
    for chapter in chapters:
        if chapter not in known:
            refuse(say("adherence.no-chapter", code=code.id, chapter=chapter, known=listed))


def _of_code(dossier: Adhering, code: str | None) -> list[StandingAdherence]:
    """Return the adherences to a code; exit 2 where the dossier has some, and none to it."""
    found = dossier.chosen(code)
    if code is not None and not found and dossier.standing:
        known = ", ".join(dict.fromkeys(one.adherence.code for one in dossier.standing))
        refuse(say("adherence.none-of-code", code=code, known=known))
    return found


def _current(dossier: Adhering, code: str | None) -> list[StandingAdherence]:
    """Return the adherences to work from; exit 1 where none could be read and no code is named."""
    from adhere.cli.loading import quit_on_errors

    if code is None and dossier.read and not dossier.standing:
        quit_on_errors(dossier.findings)
    return dossier.current(code)
