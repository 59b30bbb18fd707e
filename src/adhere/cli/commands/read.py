# SPDX-License-Identifier: EUPL-1.2
"""``adhere read``: what the files of a model say, each fact with its place."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from adhere.cli.contracts import ALWAYS, facts_json, findings_json, head
from adhere.cli.findings import add_findings, exit_status
from adhere.cli.options import described, format_option, language_option, today
from adhere.cli.output import Page, print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say
from adhere.kernel.finding import Finding
from adhere.kernel.text import Language
from adhere.models.facts import Fact, Facts


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("read")
    @click.argument("folder", metavar=say("metavar-folder"), type=Folder())
    @click.option("--hash", "hash_weights", is_flag=True, help=say("help-hash"))
    @format_option("text", "json")
    @language_option()
    def read(folder: Path, output: str, *, hash_weights: bool) -> None:
        run(folder, output, hash_weights=hash_weights)

    return read


def run(path: Path, output: str, *, hash_weights: bool) -> None:
    """Read a model folder and print what it says; exit 1 where something is wrong with it."""
    from adhere.intake.modelfolder import read_model_folder
    from adhere.intake.reasons import disk_reason
    from adhere.law.store import Store
    from adhere.models.modelfolder import complete, disagreements

    try:
        result = read_model_folder(path, hash_weights=hash_weights)
    except OSError as error:
        refuse(say("no-folder", path=path, reason=disk_reason(error)))
    facts = Facts.of(result.reading.facts)
    findings = [*result.reading.findings, *disagreements(facts).findings]
    findings += complete(facts, result.shape, today()).findings
    if output == "json":
        document = head("read", Store())
        print_json(
            document
            | {"facts": facts_json(facts, language()), "findings": findings_json(findings, language())}
        )
    else:
        _text(path, facts, findings, language()).print()
    sys.exit(exit_status(findings))


def _text(path: Path, facts: Facts, findings: list[Finding], spoken: Language) -> Page:
    from adhere.models.registry import registry

    page = Page()
    page.title(path.resolve().name, "adhere read")
    for fact_id, kind in registry().items():
        fact = facts.get(fact_id)
        if fact is not None:
            _add_fact(page, kind.label.in_(spoken), fact, facts.witnesses(fact_id)[1:], spoken)
    missing = [registry()[fact_id].label.in_(spoken) for fact_id in ALWAYS if fact_id not in facts]
    if missing:
        page.heading(say("not-found"))
        page.paragraph("; ".join(missing) + ".")
    add_findings(page, findings, spoken)
    return page


def _add_fact(page: Page, label: str, fact: Fact, others: tuple[Fact, ...], spoken: Language) -> None:
    from adhere.models.reasons import source_text, value_text
    from adhere.models.wording import wording

    basis = wording("basis")[fact.basis.value].in_(spoken)
    places = ", ".join(dict.fromkeys(source_text(source).in_(spoken) for source in fact.sources[:3]))
    said = [value_text(fact.value).in_(spoken), f"{basis}: {places}" if places else basis]
    if fact.note:
        said.append(fact.note.in_(spoken))
    for other in others:
        place = source_text(other.sources[0]) if other.sources else ""
        said.append(say("also", value=value_text(other.value), place=place))
    page.blank()
    page.rows([(label, "\n".join(said))], (32, 46))
