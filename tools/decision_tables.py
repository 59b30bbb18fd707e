# SPDX-License-Identifier: EUPL-1.2
"""Write the pages that lawyers review: ``python tools/decision_tables.py``, or ``--check`` to see whether they are up to date.

From the law data: ``docs/law/tables/<article>.<language>.md``, one page per article that decides about duties of providers
of models, and a page of concepts. From tests/golden/cases.toml: ``docs/law/golden-cases.<language>.md``.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from adhere.kernel.calendar import Period, Unit
from adhere.kernel.text import LANGUAGES, Language, Text, text_of
from adhere.law.applicability import Applicability
from adhere.law.citations import cite
from adhere.law.decisions import DecisionTable, of_criterion, of_duty
from adhere.law.library import Law
from adhere.law.records import Article, Norm

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "law"
DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
CASES = tomllib.loads((ROOT / "tests" / "golden" / "cases.toml").read_text(encoding="utf-8"))
CONCEPTS = frozenset(DATA["concepts"])
LAW = Law()
ON = date.fromisoformat(LAW.release.replace(".", "-"))
APPLICABILITY = Applicability(LAW, ON)
PROVISIONS = {norm.id: norm.provisions[0] for article in LAW.articles() for norm in article.norms}
DAY = timedelta(days=1)


def main(arguments: list[str]) -> int:
    """Write every page, or with ``--check`` say which are not as they would be written."""
    pages = dict(_pages())
    stale = [
        path for path, content in pages.items() if not path.exists() or path.read_text("utf-8") != content
    ]
    left_over = sorted(set(PAGES.rglob("*.md")) - set(pages))
    if "--check" in arguments:
        for path in [*stale, *left_over]:
            print(
                f"docs/law/{path.relative_to(PAGES)} is not up to date: run python tools/decision_tables.py"
            )
        return 1 if stale or left_over else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages[path], encoding="utf-8")
    for path in left_over:
        path.unlink()
    print(f"{len(pages)} pages, {len(stale)} written, {len(left_over)} removed")
    return 0


def _pages() -> Iterator[tuple[Path, str]]:
    for language in LANGUAGES:
        for article in LAW.articles_on_models():
            yield _path(article.id.partition(":")[2], language), _text(_article(article, language))
        yield _path("concepts", language), _text(_concepts(language))
        yield _path("index", language), _text(_index(language))
        yield PAGES / f"golden-cases.{language}.md", _text(_golden(language))


def _path(name: str, language: Language) -> Path:
    return PAGES / "tables" / f"{name}.{language}.md"


def _text(lines: Iterator[str]) -> str:
    return "\n".join(("<!-- SPDX-License-Identifier: EUPL-1.2 -->", *lines)).rstrip() + "\n"


def _say(name: str, language: Language, **values: object) -> str:
    return text_of(DATA["words"][name]).filled(values).in_(language)


def _day(day: date, language: Language) -> str:
    return f"{day.day} {DATA[language]['months'][day.month - 1]} {day.year}"


def _period(start: date, end: date | None, language: Language) -> str:
    """From the first day that counts to the last; ``end`` is the first that does not."""
    if end is None:
        return _say("from", language, start=_day(start, language))
    return _say("from-until", language, start=_day(start, language), end=_day(end - DAY, language))


def _cited(provisions: Iterator[str] | tuple[str, ...], language: Language) -> str:
    return "; ".join(dict.fromkeys(cite(provision).in_(language) for provision in provisions))


# Pages of articles.


def _article(article: Article, language: Language) -> Iterator[str]:
    name = cite(article.id).in_(language)
    yield from (f"# {name[0].upper()}{name[1:]}: {article.title.in_(language)}", "")
    yield from (_say("generated", language, release=LAW.release), "")
    yield from (_say("how-to-read", language), "")
    for duties in _groups(article):
        yield from _group(duties, language)
    for exception in (norm for norm in article.norms if norm.kind == "exception" and norm.in_force(ON)):
        yield from _exception(exception, language)


def _groups(article: Article) -> list[list[Norm]]:
    """The duties of an article, those together that hang on the same criterion and exceptions."""
    groups: dict[tuple[str, ...], list[Norm]] = {}
    for duty in APPLICABILITY.duties:
        if duty in article.norms:
            exceptions = (norm.id for norm in APPLICABILITY.exceptions_to(duty))
            groups.setdefault((str(duty.when), *exceptions), []).append(duty)
    return list(groups.values())


def _group(duties: list[Norm], language: Language) -> Iterator[str]:
    heading = _cited(tuple(duty.provisions[0] for duty in duties), language)
    yield from (f"## {heading[0].upper()}{heading[1:]}", "")
    yield from (f"### {_say('owed', language)}", "")
    for duty in duties:
        yield from _duty(duty, language)
    yield from ("", f"### {_say('when', language)}", "")
    yield from (*_tree(str(duties[0].when), language), "")
    yield from (f"### {_say('exceptions', language)}", "")
    exceptions = APPLICABILITY.exceptions_to(duties[0])
    for exception in exceptions:
        yield f"- **{cite(exception.provisions[0]).in_(language)}** (`{exception.id}`). {_applies(exception, language)}"
        yield from _tree(str(exception.when), language, depth=1)
    yield from ([] if exceptions else [_say("no-exception", language)])
    period = _period(*_stands(duties, exceptions), language)
    yield from ("", f"### {_say('table', language, period=period)}", "")
    yield from _table(of_duty(APPLICABILITY, duties[0], CONCEPTS), "applies", language)


def _duty(duty: Norm, language: Language) -> Iterator[str]:
    yield f"- **{cite(duty.provisions[0]).in_(language)}** (`{duty.id}`). {duty.content.in_(language)}"
    details = [_say("by", language, holder=_roles(duty.holder, language))]
    details += [_say("to", language, addressee=_roles(duty.addressee, language))] if duty.addressee else []
    details += [_say("on-request", language)] if duty.on_request else []
    if duty.period and duty.period_from:
        ((unit, count),) = duty.period.items()
        period = Period(count=count, unit=Unit(unit.replace("business_", "working ")))
        details.append(_say("within", language, period=period.label, event=duty.period_from))
    yield f"  {' '.join((*details, _applies(duty, language)))}"
    if duty.note:
        yield f"  {_say('mind', language)} {duty.note.in_(language)}"


def _roles(roles: tuple[str, ...], language: Language) -> str:
    return "; ".join(LAW.roles[role].in_(language) for role in roles)


def _applies(norm: Norm, language: Language) -> str:
    return _say("applies-from", language, period=_period(norm.start, norm.end, language))


def _stands(duties: list[Norm], exceptions: tuple[Norm, ...]) -> tuple[date, date | None]:
    """The days around the release on which nothing of a group changes."""
    norms = (*duties, *exceptions)
    ends = [norm.end for norm in norms if norm.end]
    return max(norm.start for norm in norms), min(ends, default=None)


def _exception(exception: Norm, language: Language) -> Iterator[str]:
    heading = cite(exception.provisions[0]).in_(language)
    yield from (f"## {heading[0].upper()}{heading[1:]} (`{exception.id}`)", "")
    yield from (f"{exception.content.in_(language)} {_applies(exception, language)}", "")
    if exception.note:
        yield from (f"{_say('mind', language)} {exception.note.in_(language)}", "")
    yield from (f"### {_say('takes-away', language)}", "")
    for duty in exception.disapplies:
        yield f"- {cite(PROVISIONS[duty]).in_(language)} (`{duty}`)"
    yield from ([] if exception.disapplies else [_say("takes-nothing", language)])
    if exception.when:
        yield from ("", f"### {_say('holds-when', language)}", "")
        yield from (*_tree(exception.when, language), "")
        if exception.when not in CONCEPTS:
            yield from _table(of_criterion(LAW, exception.when, CONCEPTS), "holds", language)
    yield ""


# Concepts, trees and tables.


def _concepts(language: Language) -> Iterator[str]:
    yield from (f"# {_say('concepts', language)}", "", _say("generated", language, release=LAW.release), "")
    yield from (_say("how-to-read", language), "")
    for concept in DATA["concepts"]:
        criterion = LAW.criteria[concept]
        yield from (f"## … {criterion.name.in_(language)} ({cite(criterion.provision).in_(language)})", "")
        yield from (*_tree(concept, language, own=True), "")
        yield from _table(of_criterion(LAW, concept, CONCEPTS), "holds", language)


def _tree(identifier: str, language: Language, depth: int = 0, *, own: bool = False) -> Iterator[str]:
    """A criterion as nested lists of questions; ``own`` takes a concept apart instead of pointing to its page."""
    indent = "  " * depth
    if identifier in LAW.atoms:
        yield f"{indent}- {_question(identifier, language)}"
        return
    criterion = LAW.criteria[identifier]
    if list(criterion.parts) == ["all"] and len(criterion.parts["all"]) == 1:
        yield from _tree(criterion.parts["all"][0], language, depth)
        return
    name = f"{indent}- … {criterion.name.in_(language)} ({cite(criterion.provision).in_(language)})"
    if identifier in CONCEPTS and not own:
        yield f"{name}: [{_say('see-concepts', language)}](concepts.{language}.md)"
        return
    for number, (how, parts) in enumerate(criterion.parts.items()):
        said = _say(how, language)
        yield f"{name}: {said}" if number == 0 else f"{indent}- … {_say('and', language, how=said)}"
        for part in parts:
            yield from _tree(part, language, depth + 1)


def _question(atom: str, language: Language) -> str:
    record = LAW.atoms[atom]
    return f"{record.question.in_(language)} ({cite(record.provision).in_(language)}; `{record.fact}`)"


def _table(table: DecisionTable, outcome: str, language: Language) -> Iterator[str]:
    letters = {name: chr(ord("A") + number) for number, name in enumerate(table.columns)}
    for name, letter in letters.items():
        yield f"- **{letter}**: {_asked(name, language)}"
    yield from ("", f"| {' | '.join((*letters.values(), _say(outcome, language)))} |")
    yield f"|{'---|' * (len(letters) + 1)}"
    for row in table.rows:
        answers = dict(row.answers)
        cells = [
            _say("yes" if answers[name] else "no", language) if name in answers else "" for name in letters
        ]
        outcome_cell = f"**{_say('yes' if row.outcome else 'no', language)}**"
        yield f"| {' | '.join((*cells, outcome_cell))} |"
    yield ""


def _asked(name: str, language: Language) -> str:
    if name in LAW.atoms:
        return _question(name, language)
    criterion = LAW.criteria[name]
    return f"… {criterion.name.in_(language)} ({cite(criterion.provision).in_(language)}; {_say('see-concepts', language)})"


def _index(language: Language) -> Iterator[str]:
    yield from (f"# {_say('index', language)}", "", _say("generated", language, release=LAW.release), "")
    yield from (_say("index-text", language), "")
    for article in LAW.articles_on_models():
        name = f"{cite(article.id).in_(language)}: {article.title.in_(language)}"
        yield f"- [{name[0].upper()}{name[1:]}]({article.id.partition(':')[2]}.{language}.md)"
    yield f"- [{_say('concepts', language)}](concepts.{language}.md)"
    yield f"- [{_say('golden', language)}](../golden-cases.{language}.md)"


# Golden cases.


def _golden(language: Language) -> Iterator[str]:
    yield from (f"# {_say('golden', language)}", "", _say("golden-generated", language), "")
    yield from (_say("golden-text", language), "", f"## {_say('ordinary', language)}", "")
    yield text_of(CASES["ordinary"]["text"]).in_(language)
    for number, case in enumerate(CASES["case"], 1):
        yield from ("", f"## {number}. `{case['id']}`", "", text_of(case["situation"]).in_(language), "")
        yield from (f"**{_say('outcome', language)}** {text_of(case['outcome']).in_(language)}", "")
        yield from (
            f"| {_say('verdicts', language)} |",
            "|---|---|---|---|",
            f"| {_verdicts(case, language)} |",
            "",
        )
        yield from (f"**{_say('duties', language)}** {_duties(case, language)}.", "")
        yield f"{_say('rests-on', language)} {_cited(tuple(case['provisions']), language)}."


def _verdicts(case: dict[str, Any], language: Language) -> str:
    order = ("general_purpose", "presumed", "systemic_risk", "exempt")
    return " | ".join(_say(case["expected"][name], language) for name in order)


def _duties(case: dict[str, Any], language: Language) -> str:
    lists = {"apply": "applies", "apart-from": "not_applying", "not-known": "not_known"}
    parts = [
        _say(name, language, places=Text(*(_places(case[key], each) for each in LANGUAGES)))
        for name, key in lists.items()
        if case.get(key)
    ]
    return "; ".join(parts) if case["applies"] else "; ".join((_say("nothing-applies", language), *parts))


def _places(provisions: list[str], language: Language) -> str:
    return ", ".join(cite(f"aia:{provision}").in_(language) for provision in provisions)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
