# SPDX-License-Identifier: EUPL-1.2
"""Write the pages that list what the program knows: ``python tools/reference.py``, or ``--check`` to see whether they are fresh.

In ``docs/<language>``: facts.md, rules.md and commands.md; in ``docs/schemas``: the JSON Schema of adhere.yaml for editors.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from adhere.adherence import rules as adherence_rules
from adhere.codes import rules as code_rules
from adhere.content import rules as suffix_rules
from adhere.content.complaints import rules as complaint_rules
from adhere.content.reservations import rules as reservation_rules
from adhere.content.robots import rules as robots_rules
from adhere.content.summary import rules as summary_rules
from adhere.documentation import rules as documentation_rules
from adhere.dossier import rules as dossier_rules
from adhere.dossier.answerschema import answers_schema
from adhere.dossier.export import json_schema
from adhere.dossier.wording import form
from adhere.engine.audit import rules as audit_rules
from adhere.engine.crawls import rules as crawl_rules
from adhere.engine.embedded import failures as engine_rules
from adhere.engine.manifests import rules as manifest_rules
from adhere.exchange import rules as exchange_rules
from adhere.exchange.algoritmekader import rules as page_rules
from adhere.forms import rules as form_rules
from adhere.kernel.finding import Rule
from adhere.kernel.text import LANGUAGES, Language, text_of
from adhere.law.citations import cite
from adhere.law.layers import rules as layer_rules
from adhere.law.texts import rules as text_rules
from adhere.ledger import rules as ledger_rules
from adhere.models import rules as model_rules
from adhere.models.registry import FactKind, registry
from adhere.models.wording import wording
from adhere.monitoring import rules as monitoring_rules
from adhere.portal.api import rules as api_rules
from adhere.portal.requests import rules as request_rules
from adhere.portal.submissions import rules as submission_rules
from adhere.reporting import rules as report_rules
from adhere.risk import rules as risk_rules

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
COMMANDS = (
    "", "new", "read", "classify", "check", "draft", "status", "render", "issue", "verify", "submit", "diff", "history", "drift",
    "request", "request list", "request add", "request sent", "request calendar", "card", "card write", "card read", "export",
    "key", "key new", "key show", "key rotate", "key claim", "log", "log show", "log checkpoint", "log prove", "log timestamp",
    "code", "code show", "code coverage",
    "adherence", "adherence show", "adherence gap", "adherence matrix", "adherence new",
    "report", "report indicators", "report draft", "report check", "report render", "report issue", "report export", "report import",
    "monitor", "monitor code", "monitor signatory", "monitor report", "monitor adequacy", "monitor standards",
    "risk", "risk show", "risk matrix", "risk new", "risk clocks", "risk incidents",
    "law", "law show", "law search", "law changes", "law import", "law fetch", "law compare", "law align", "law layers",
    "law amend",
    "law requirements", "law requirements show", "law requirements export", "law requirements read", "law site",
    "content", "content inspect", "content domains", "content summarise", "content sources", "content compare", "content robots",
    "content audit", "content lookup", "content complaints", "content crawls",
)  # fmt: skip
AREAS: dict[str, tuple[Callable[[], tuple[Rule, ...]], ...]] = {
    "LAW": (text_rules.rules, layer_rules.rules, page_rules.rules),
    "DOS": (dossier_rules.rules,),
    "MOD": (model_rules.rules,),
    "FRM": (form_rules.rules,),
    "DOC": (documentation_rules.rules, exchange_rules.rules),
    "LOG": (ledger_rules.rules,),
    "COD": (code_rules.rules,),
    "RSK": (risk_rules.rules,),
    "ADH": (adherence_rules.rules,),
    "REP": (report_rules.rules,),
    "MON": (monitoring_rules.rules,),
    "CON": (
        robots_rules.rules,
        reservation_rules.rules,
        suffix_rules.rules,
        engine_rules.rules,
        manifest_rules.rules,
        summary_rules.rules,
        audit_rules.rules,
        complaint_rules.rules,
        crawl_rules.rules,
    ),
    "SUB": (submission_rules.rules,),
    "API": (api_rules.rules,),
    "REQ": (request_rules.rules,),
}


def main(arguments: list[str]) -> int:
    """Write every page, or with ``--check`` say which are not as they would be written."""
    pages = dict(_pages())
    stale = [path for path, content in pages.items() if not _is(path, content)]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not up to date: run python tools/reference.py")
        return int(bool(stale))
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages[path], encoding="utf-8")
    print(f"{len(pages)} pages, {len(stale)} written")
    return 0


def _is(path: Path, content: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == content


def _pages() -> Iterator[tuple[Path, str]]:
    for language in LANGUAGES:
        for name, lines in (("facts", _facts), ("rules", _rules), ("commands", _commands)):
            yield DOCS / language / f"{name}.md", _page(name, lines(language), language)
    schema = json.dumps(json_schema(), indent=2, ensure_ascii=False)
    yield DOCS / "schemas" / "adhere-dossier.schema.json", f"{schema}\n"
    answers = json.dumps(answers_schema(), indent=2, ensure_ascii=False)
    yield DOCS / "schemas" / "adhere-answers.schema.json", f"{answers}\n"


def _page(name: str, lines: Iterator[str], language: Language) -> str:
    head = [
        "<!-- SPDX-License-Identifier: EUPL-1.2 -->",
        f"# {_say(name, 'title', language)}",
        "",
        _say(name, "intro", language),
        "",
        text_of(WORDS["generated"]).in_(language),
        "",
    ]
    return "\n".join([*head, *lines]).rstrip() + "\n"


def _say(page: str, name: str, language: Language) -> str:
    return text_of(WORDS[page][name]).in_(language)


# Facts.


def _facts(language: Language) -> Iterator[str]:
    yield from (f"## {_say('facts', 'table', language)}", "")
    yield from (_say("facts", "head", language), "|---|---|---|---|---|")
    for kind in registry().values():
        yield f"| `{kind.id}` | {_cell(kind.label.in_(language))} | {_type(kind)} | {_unit(kind, language)} | {_who(kind, language)} |"
    yield from ("", f"## {_say('facts', 'types-title', language)}", "")
    yield from (_say("facts", "types-head", language), "|---|---|")
    for name in dict.fromkeys(kind.type for kind in registry().values()):
        how = _say("facts", name, language) if name in WORDS["facts"] else form(name).in_(language)
        yield f"| {name} | {_cell(how)} |"


def _type(kind: FactKind) -> str:
    return ", ".join(f"`{choice}`" for choice in kind.choices) or kind.type


def _unit(kind: FactKind, language: Language) -> str:
    if kind.unit is None:
        return ""
    spoken = wording("units").get(kind.unit)
    said = spoken.in_(language) if spoken else kind.unit
    return f"`{kind.unit}`" if said == kind.unit else f"`{kind.unit}` ({said.strip('()')})"


def _who(kind: FactKind, language: Language) -> str:
    return wording("suppliers")[kind.who].in_(language)


# Rules.


def _rules(language: Language) -> Iterator[str]:
    for area, rules in AREAS.items():
        yield from (f"## {_say('rules', area, language)}", "")
        for rule in (rule for package in rules for rule in package()):
            yield from _rule(rule, language)


def _rule(rule: Rule, language: Language) -> Iterator[str]:
    provision = f", {cite(rule.provision).in_(language)}" if rule.provision else ""
    yield from (f"### {rule.id}", "")
    yield from (f"*{_say('rules', rule.severity, language)}{provision}*", "")
    yield from (_cell(rule.wrong.in_(language)), "")
    yield f"- {_say('rules', 'why', language)}: {_cell(rule.why.in_(language))}"
    yield from (f"- {_say('rules', 'remedy', language)}: {_cell(rule.remedy.in_(language))}", "")


def _cell(text: str) -> str:
    """Keep signs that Markdown would read as its own, in running text and in tables."""
    for sign in "\\|<>*_":
        text = text.replace(sign, f"\\{sign}")
    return text


# Commands.


def _commands(language: Language) -> Iterator[str]:
    for command in COMMANDS:
        shown = " ".join(f"adhere {command}".split())
        asked = f"{shown} --help" + (" --lang nl" if language == "nl" else "")
        yield from (f"## {shown}", "", "```console", f"$ {asked}", *_help(command, language), "```", "")


def _help(command: str, language: Language) -> list[str]:
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    asked = [sys.executable, "-m", "adhere", *command.split(), "--help", "--lang", language]
    done = subprocess.run(asked, env=environment, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.rstrip().splitlines()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
