# SPDX-License-Identifier: EUPL-1.2
"""``adhere card write`` and ``adhere card read``: the facts of a model in its model card, and back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.contracts import findings_json, head
from adhere.cli.findings import add_findings, exit_status
from adhere.cli.groups import Group
from adhere.cli.options import described, format_option, language_option, today
from adhere.cli.output import Page, print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say
from adhere.kernel.text import LANGUAGES, Language

if TYPE_CHECKING:
    from adhere.cli.choosing import Chosen
    from adhere.exchange.card_reading import ReadCard
    from adhere.exchange.card_section import Settings
    from adhere.exchange.model_card import WrittenCard

CONTACT_LIMIT = 300
"""Characters: an address or a link, no letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked of ``write``."""

    model_id: str | None
    out: Path | None
    dry_run: bool
    include: tuple[str, ...]
    include_nothing: bool
    replaced: tuple[str, ...]
    contact: str | None
    spoken: Language | None
    output: str


def command() -> click.Command:
    """Return the group with its two commands."""
    return Group("card", {"write": _write, "read": _read}, area="card")


def _write() -> click.Command:
    from adhere.cli.choosing import include_option, model_option

    @described("card.write")
    @click.argument("folder", metavar=say("metavar-folder"), type=Folder())
    @model_option()
    @click.option("--out", type=Folder(), metavar=say("card.metavar-file"), help=say("card.help-out"))
    @click.option("--dry-run", is_flag=True, help=say("card.help-dry-run"))
    @include_option()
    @click.option("--include-nothing", is_flag=True, help=say("card.help-include-nothing"))
    @click.option(
        "--replace", "replaced", metavar=say("card.metavar-key"), multiple=True, help=say("card.help-replace")
    )
    @click.option("--contact", metavar=say("card.metavar-contact"), help=say("card.help-contact"))
    @click.option("--card-lang", "spoken", type=click.Choice(LANGUAGES), help=say("card.help-card-lang"))
    @format_option("text", "json")
    @language_option()
    def write(folder: Path, **asked: Any) -> None:
        run_write(folder, Request(**asked))

    return write


def _read() -> click.Command:
    from adhere.cli.choosing import model_option

    @described("card.read")
    @click.argument("folder", metavar=say("metavar-folder"), type=Folder())
    @model_option()
    @format_option("text", "json")
    @language_option()
    def read(folder: Path, model_id: str | None, output: str) -> None:
        run_read(folder, model_id, output)

    return read


def run_write(path: Path, request: Request) -> None:
    """Write the facts into the card; exit 1 where the card was refused, 2 where it cannot be read or written."""
    from adhere.cli.choosing import chosen
    from adhere.cli.documents import put
    from adhere.exchange.card_section import Settings
    from adhere.exchange.model_card import settings_of, write_card

    if request.contact is not None and not _presentable(request.contact):
        refuse(say("card.bad-contact", limit=CONTACT_LIMIT))
    picked = chosen(path, today(), request.model_id)
    card = _card_of(picked)
    content = _content(card)
    settings = _settings(request, settings_of(content) or Settings(language=language()))
    written = write_card(
        content,
        picked.model.facts,
        settings,
        results=picked.results(),
        replaced=frozenset(request.replaced),
        opened=picked.opened(today()),
    )
    target = request.out or card
    changed = written.content != (content if request.out is None else None)
    if changed and not request.dry_run and not written.refused:
        put(target, written.content, source=request.out is None)
    _report(written, target, request, content, changed=changed and not written.refused)
    sys.exit(exit_status(written.findings))


def run_read(path: Path, model_id: str | None, output: str) -> None:
    """Compare what is written in the card with the facts of today; exit 1 where something is stale."""
    from adhere.cli.choosing import chosen
    from adhere.exchange.card_reading import read_card_back
    from adhere.law.store import Store

    picked = chosen(path, today(), model_id)
    card = _card_of(picked)
    found = read_card_back(
        _content(card), picked.model.facts, picked.results(), opened=picked.opened(today())
    )
    if output == "json":
        stands = [
            {
                "label": one.label,
                "written": one.written,
                "today": one.today,
                "stale": one.stale,
                "line": one.line,
            }
            for one in found.compared
        ]
        told = {"card": str(card), "compared": stands, "findings": findings_json(found.findings, language())}
        print_json(head("card-read", Store()) | told)
    else:
        _read_page(card, found).print()
    sys.exit(exit_status(found.findings))


def _settings(request: Request, before: Settings) -> Settings:
    """Return how the section is to be written: as asked, and else as it was."""
    from adhere.cli.choosing import included
    from adhere.exchange.card_section import Settings

    include = included(request.include) if request.include else before.include & _known()
    return Settings(
        language=request.spoken or before.language,
        include=frozenset() if request.include_nothing else include,
        contact=request.contact if request.contact is not None else before.contact,
    )


def _known() -> frozenset[str]:
    from adhere.exchange.disclosure import EVALUATIONS, exposures

    return frozenset((*exposures(), EVALUATIONS))


def _presentable(contact: str) -> bool:
    return 0 < len(contact.strip()) <= CONTACT_LIMIT and contact.isprintable()


def _card_of(picked: Chosen) -> Path:
    from adhere.models.modelfolder import CARD

    if picked.folder is None:
        refuse(say("card.no-artefacts", model=picked.model.id))
    return picked.folder / CARD


def _content(card: Path) -> bytes:
    """Return the bytes of a card, none where there is no card yet."""
    from adhere.intake.folder import regular
    from adhere.intake.reasons import disk_reason
    from adhere.models.folder import TEXT_LIMIT

    try:
        with regular(card) as file:
            content = file.read(TEXT_LIMIT + 1)
    except FileNotFoundError:
        return b""
    except OSError as error:
        refuse(say("card.not-read", path=card, reason=disk_reason(error)))
    if len(content) > TEXT_LIMIT:
        refuse(say("card.too-large", path=card, limit=TEXT_LIMIT))
    return content


def _report(written: WrittenCard, target: Path, request: Request, before: bytes, *, changed: bool) -> None:
    from adhere.law.store import Store

    diff = list(_diff(before, written.content, target.name)) if request.dry_run else []
    if request.output == "json":
        told: dict[str, Any] = {
            "card": str(target),
            "written": changed and not request.dry_run,
            "changed": changed,
            "keys": list(written.keys),
            "diff": diff if request.dry_run else None,
            "findings": findings_json(written.findings, language()),
        }
        print_json(head("card-write", Store()) | told)
        return
    for line in diff:
        click.echo(
            "".join(
                sign if sign.isprintable() or sign == "\t" else "\N{REPLACEMENT CHARACTER}" for sign in line
            )
        )
    outcome = "refused" if written.refused else "would" if request.dry_run else "done"
    tell(say(f"card.{outcome if changed or written.refused else 'unchanged'}", path=target))
    if written.keys and changed:
        tell(say("card.keys", keys=", ".join(written.keys)))
    if written.findings:
        page = Page()
        add_findings(page, written.findings, language())
        page.print()


def _diff(before: bytes, after: bytes, name: str) -> Iterator[str]:
    """Yield what would change, as a unified diff without line ends."""
    from difflib import unified_diff

    old, new = (text.decode("utf-8", "replace").splitlines() for text in (before, after))
    return unified_diff(old, new, name, name, lineterm="")


def _read_page(card: Path, found: ReadCard) -> Page:
    page = Page()
    page.title(str(card), "adhere card read")
    for one in found.compared:
        today_value = say("card.same") if not one.stale else one.today or say("card.nothing")
        page.blank()
        page.rows([(one.label, f"{one.written or say('card.nothing')}\n{today_value}")], (32, 46))
    add_findings(page, found.findings, language())
    return page
