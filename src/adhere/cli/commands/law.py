# SPDX-License-Identifier: EUPL-1.2
"""``adhere law show`` and ``search``: what the law says on a date; its texts with ``import``, ``fetch``, ``compare``, ``align``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.contracts import head
from adhere.cli.groups import Group
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import Page, print_json, tell
from adhere.cli.wording import language, say
from adhere.kernel.text import Language

if TYPE_CHECKING:
    from adhere.law.library import Law
    from adhere.law.records import Change, Norm
    from adhere.law.show import Shown


def command() -> click.Command:
    """Return the group with its commands."""
    loaders = {
        "show": _show,
        "search": _search,
        "changes": _changes,
        "import": _import,
        "fetch": _fetch,
        "compare": _compare,
        "align": _align,
        "layers": _layers,
        "requirements": _requirements,
        "site": _site,
    }
    areas = dict.fromkeys(("import", "fetch", "compare", "align"), "texts") | {
        "layers": "layers",
        "changes": "changes",
    }
    return Group("law", loaders, areas=areas | {"requirements": "requirements", "site": "site"})


def _show() -> click.Command:
    @described("law-show")
    @click.argument("words", metavar=say("metavar-provision"), nargs=-1, required=True)
    @on_option()
    @click.option(
        "--text", "texts", multiple=True, metavar=say("texts.metavar-lang"), help=say("texts.help-text")
    )
    @format_option("text", "json")
    @language_option()
    def show(words: tuple[str, ...], on: date, texts: tuple[str, ...], output: str) -> None:
        run_show(" ".join(words), on, output, texts)

    return show


def _search() -> click.Command:
    @described("law-search")
    @click.argument("words", metavar=say("metavar-words"), nargs=-1, required=True)
    @on_option()
    @format_option("text", "json")
    @language_option()
    def search(words: tuple[str, ...], on: date, output: str) -> None:
        run_search(" ".join(words), on, output)

    return search


def _changes() -> click.Command:
    from adhere.cli.commands import lawchanges

    return lawchanges.command()


def _import() -> click.Command:
    from adhere.cli.commands import lawimport

    return lawimport.import_command()


def _fetch() -> click.Command:
    from adhere.cli.commands import lawimport

    return lawimport.fetch_command()


def _compare() -> click.Command:
    from adhere.cli.commands import lawcompare

    return lawcompare.command()


def _align() -> click.Command:
    from adhere.cli.commands import lawalign

    return lawalign.command()


def _requirements() -> click.Command:
    from adhere.cli.commands import lawrequirements

    return lawrequirements.command()


def _site() -> click.Command:
    from adhere.cli.commands import lawsite

    return lawsite.command()


def _layers() -> click.Command:
    from adhere.cli.commands import lawlayers

    return lawlayers.command()


def run_show(provision: str, on: date, output: str, texts: tuple[str, ...] = ()) -> None:
    """Print what a provision says on a date, with its words in the languages of ``texts``; exit 2 where there is nothing on it."""
    from adhere.law.library import Law
    from adhere.law.show import NoSuchProvisionError, show

    law = Law()
    try:
        shown = show(law, provision, on)
    except NoSuchProvisionError as error:
        near = ", ".join(error.near) or "aia:art-53"
        tell(say("no-provision", provision=provision, near=near), err=True)
        sys.exit(2)
    document = head("law-show", law) | _shown_json(shown, language()) if output == "json" else {}
    page = Page() if document else _shown_text(law, shown, language())
    if texts:
        from adhere.cli.lawwording import add_wordings, wordings, wordings_json
        from adhere.law.texts.rules import Collected

        damaged = Collected(shown.provision)
        found = wordings(shown.provision, on, texts, damaged)
        document |= {"texts": wordings_json(found)} if document else {}
        add_wordings(page, shown.provision, on, found)
        for one in damaged.findings:
            tell(f"{one.place}: {one.wrong(language())} {one.remedy(language())}", err=True)
    if document:
        print_json(document)
    else:
        page.print()


def run_search(words: str, on: date, output: str) -> None:
    """Print the records that match best, or that none does."""
    from adhere.law.citations import cite
    from adhere.law.library import Law
    from adhere.law.search import search

    law, spoken = Law(), language()
    hits = search(law, words, spoken, on)
    if output == "json":
        found = [
            {
                "id": hit.id,
                "provisions": list(hit.provisions),
                "title": hit.title.in_(spoken),
                "text": hit.text.in_(spoken),
                "score": hit.score,
            }
            for hit in hits
        ]
        print_json(head("law-search", law) | {"on": on.isoformat(), "query": words, "hits": found})
        return
    page = Page()
    page.title(words, say("on-date", on=on, release=law.release))
    for hit in hits:
        page.heading(hit.title.in_(spoken))
        page.paragraph(hit.text.in_(spoken))
        page.paragraph(f"{', '.join(cite(place).in_(spoken) for place in hit.provisions)}  [{hit.id}]")
    if not hits:
        page.paragraph(say("nothing-matches"))
    page.print()


def _shown_text(law: Law, shown: Shown, spoken: Language) -> Page:
    from adhere.law.citations import cite

    page = Page()
    name = cite(shown.provision).in_(spoken)
    page.title(f"{name[:1].upper()}{name[1:]}", say("on-date", on=shown.on, release=law.release))
    page.paragraph(shown.title.in_(spoken))
    for node in shown.parts:
        named = f"  [{node.id}]" if node.id else ""
        page.paragraph(
            f"{node.text.in_(spoken)}{named}", first="- " if node.id else "", indent=2 * node.depth
        )
    for norm in shown.norms:
        _add_norm(page, law, norm, shown.on, spoken)
    if not shown.norms and (shown.gone or shown.coming or shown.changes):
        page.blank()
        page.paragraph(say("no-wording", on=shown.on))
    for change in shown.changes:
        _add_change(page, law, change, shown.on, spoken)
    if shown.gone:
        page.heading(say("gone"))
        _add_others(page, shown.gone, spoken)
    if shown.coming:
        page.heading(say("coming"))
        _add_others(page, shown.coming, spoken)
    if shown.answers:
        page.heading(say("answers"))
        for answer in shown.answers:
            page.paragraph(answer.question.in_(spoken), first="? ")
            page.paragraph(answer.answer.in_(spoken), indent=2)
    return page


def _add_norm(page: Page, law: Law, norm: Norm, on: date, spoken: Language) -> None:
    from adhere.law.citations import cite

    page.heading(f"{say(f'kind-{norm.kind}')}  [{norm.id}]")
    page.paragraph(norm.content.in_(spoken))
    page.blank()
    roles = {"holder": norm.holder, "addressee": norm.addressee}
    rows = [
        (say(name), "; ".join(law.roles[role].in_(spoken) if role in law.roles else role for role in members))
        for name, members in roles.items()
        if members
    ]
    if norm.never_applied:
        rows.append((say("applies"), say("never-applied")))
    else:
        rows.append(
            (
                say("applies"),
                say("from-until", start=norm.start, end=norm.end)
                if norm.end
                else say("from", start=norm.start),
            )
        )
    if norm.start > on:
        rows.append(("", say("not-yet")))
    if norm.when:
        rows.append((say("when"), law.criteria[norm.when].name.in_(spoken)))
    if norm.disapplies:
        named = dict.fromkeys(
            cite(f"aia:{duty.partition(':')[2].rpartition('-')[0]}").in_(spoken) for duty in norm.disapplies
        )
        rows.append((say("disapplies"), "; ".join(named)))
    rows.append((say("rests-on"), say(f"grade-{norm.grade}")))
    page.rows(rows, (14, 64))
    if norm.note:
        page.paragraph(norm.note.in_(spoken), first="! ")


def _add_change(page: Page, law: Law, change: Change, on: date, spoken: Language) -> None:
    act = law.acts[change.by].name.in_(spoken) if change.by in law.acts else change.by
    page.heading(say("changed" if change.on <= on else "will-change", on=change.on, by=act))
    page.paragraph(change.content.in_(spoken))


def _add_others(page: Page, norms: Iterable[Norm], spoken: Language) -> None:
    for norm in norms:
        period = (
            say("from-until", start=norm.text_start, end=norm.end)
            if norm.end
            else say("from", start=norm.start)
        )
        page.paragraph(f"{norm.content.in_(spoken)} ({period}) [{norm.id}]", first="- ")


def _shown_json(shown: Shown, spoken: Language) -> dict[str, Any]:
    return {
        "on": shown.on.isoformat(),
        "provision": shown.provision,
        "title": shown.title.in_(spoken),
        "records": [_norm_json(norm, spoken) for norm in shown.norms],
        "gone": [_norm_json(norm, spoken) for norm in shown.gone],
        "coming": [_norm_json(norm, spoken) for norm in shown.coming],
        "changes": [
            {
                "id": change.id,
                "on": change.on.isoformat(),
                "by": change.by,
                "text": change.content.in_(spoken),
            }
            for change in shown.changes
        ],
        "answers": [
            {"id": answer.id, "question": answer.question.in_(spoken), "answer": answer.answer.in_(spoken)}
            for answer in shown.answers
        ],
        "parts": [
            {"depth": node.depth, "id": node.id, "text": node.text.in_(spoken)} for node in shown.parts
        ],
    }


def _norm_json(norm: Norm, spoken: Language) -> dict[str, Any]:
    return {
        "id": norm.id,
        "kind": norm.kind,
        "provisions": list(norm.provisions),
        "holder": list(norm.holder),
        "addressee": list(norm.addressee),
        "from": norm.start.isoformat(),
        "until": norm.end.isoformat() if norm.end else None,
        "never_applied": norm.never_applied,
        "when": norm.when,
        "disapplies": list(norm.disapplies),
        "grade": norm.grade,
        "text": norm.content.in_(spoken),
        "note": norm.note.in_(spoken) if norm.note else None,
        "amended_by": norm.amended_by,
        "replaced_by": norm.replaced_by,
    }
