# SPDX-License-Identifier: EUPL-1.2
"""Inputs on a terminal: per group of files the columns that were recognised, each with an example, and then what is wrong."""

from __future__ import annotations

from adhere.cli.findings import add_findings
from adhere.cli.output import Page
from adhere.cli.wording import counted, say
from adhere.engine.manifests.columns import Shape, Use
from adhere.engine.manifests.examples import examples
from adhere.engine.manifests.members import Member
from adhere.engine.manifests.opening import Inputs
from adhere.kernel.text import Language
from adhere.models.reasons import readable

WIDTHS = (12, 24, 40)


def inspect_page(inputs: Inputs, language: Language) -> Page:
    """Return what was recognised as a page of text."""
    page = Page()
    size = sum(max(one.size, 0) for one in inputs.located)
    page.title(
        say("content-inspect.title"),
        f"{counted('content-inspect.files', len(inputs.members))}, {octets(size, language)}",
    )
    for members, shape in inputs.shapes:
        _add_group(page, members, shape)
    if inputs.accounts:
        _add_accounts(page, inputs, language)
    if inputs.members:
        page.blank()
        page.paragraph(say("content-inspect.confirm" if inputs.ready else "content-inspect.ask"))
    add_findings(page, inputs.collected.findings, language)
    return page


def _add_group(page: Page, members: tuple[Member, ...], shape: Shape) -> None:
    first = members[0]
    name = (
        first.located.name
        if len(members) == 1
        else f"{first.located.given} ({counted('content-inspect.files', len(members))})"
    )
    kind = first.peek.format + ("" if first.peek.compression == "none" else f", {first.peek.compression}")
    page.heading(f"{name}: {kind}")
    shown = examples(first)
    rows = [(use.column, how(use), shown.get(use.field.name, "-")) for use in (*shape.uses, *shape.signals)]
    rows += [(column, say("content-inspect.constant"), value) for column, value in shape.constants]
    rows += [(one.column, "?", ", ".join(one.fields)) for one in shape.questions]
    page.rows(rows, WIDTHS)
    asked = {one.column for one in shape.questions}
    unknown = [name for name in shape.absent if name not in asked]
    if unknown:
        page.paragraph(say("content-inspect.unknown", names=", ".join(unknown)))


def how(use: Use) -> str:
    """Return the column of the file and how it is read."""
    told = [word for word in (use.unit, use.measure, "compressed" if use.compressed else None) if word]
    said = [say(f"content-inspect.as-{word}") for word in told]
    if use.otherwise is not None:
        said.append(say("content-inspect.otherwise", column=use.otherwise.name))
    kinds = f" ({', '.join(said)})" if said else ""
    return f"{use.field.name}{kinds}"


def _add_accounts(page: Page, inputs: Inputs, language: Language) -> None:
    page.heading(say("content-inspect.rows-heading"))
    rows = [
        (_count(one.rows, language), _count(one.wrong, language), one.name) for one in inputs.accounts[:50]
    ]
    page.rows(
        [(say("content-inspect.rows"), say("content-inspect.malformed"), say("content-inspect.file")), *rows],
        (14, 14, 48),
    )


def _count(number: int, language: Language) -> str:
    from decimal import Decimal

    return readable(Decimal(number)).in_(language)


def octets(size: int, language: Language) -> str:
    """Return a size as people say it, in powers of a thousand."""
    for power, unit in ((4, "TB"), (3, "GB"), (2, "MB"), (1, "kB")):
        if size >= 1000**power:
            shown = f"{size / 1000**power:.1f} {unit}"
            return shown.replace(".", ",") if language == "nl" else shown
    return f"{size} B"
