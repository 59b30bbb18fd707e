# SPDX-License-Identifier: EUPL-1.2
"""Adherences as people write them: every mistake is told with its line, in both languages, and what is right still counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.adherence.stating import LAW, NOT_KNOWN, ON, ORDINARY, SYSTEMIC, model
from tests.unit.codes.small import HEAD, PARTS
from tests.unit.dossier.upkept import dossier, write

from adhere.adherence.rules import rule as adherence_rule
from adhere.adherence.rules import rules as adherence_rules
from adhere.adherence.scope import ModelCase
from adhere.dossier import adherencestanding
from adhere.dossier.adherence import MEASURES, MOST, read_adherence, read_adherences
from adhere.dossier.adherencechecks import findings_on_all
from adhere.dossier.adherencestanding import Desk, StandingAdherence
from adhere.dossier.checks import check
from adhere.dossier.portfolio import load
from adhere.dossier.rules import rules as dossier_rules
from adhere.kernel.finding import Finding
from adhere.kernel.text import LANGUAGES

NAME = "adherence/gpai-2025.yaml"
SHOWN = "Read and signed (example).\n"
DIGEST = sha256(SHOWN.encode()).hexdigest()
WHOLE = f"""\
format: adhere/adherence/1
code: gpai-2025
extent: full
from: 2026-03-16
until: 2027-03-16
withdrawn: {{on: 2027-01-01, why: "Another code (example)"}}
models: [example]
measures:
  T-1.1:
    status: implemented
    evidence: [{{file: evidence/shown.md, sha256: "{DIGEST}", effective: 2026-04-01, expires: 2027-01-01}}]
  T-1.2: {{status: planned, planned_for: 2026-12-31}}
  T-1.3: {{status: not-applicable, why: "Nothing is kept (example)"}}
  C-1.1:
    status: alternative
    alternative: "A policy of the group (example)"
    evidence: [{{file: evidence/shown.md, sha256: "{DIGEST}"}}]
  C-1.2:
    status: partial
    evidence: [{{file: evidence/shown.md, sha256: "{DIGEST}"}}]
  C-1.3: {{status: not-started, models: [example]}}
  C-1.4: {{status: implemented, how: "Filters", owner: "A. Person"}}
"""
MISTAKES = [
    # what replaces what, and which rule tells it on which line
    ("extent: full", "extent: chapters\nchapters: [T, X]", "ADH-ADH-001", 4),
    ("  C-1.4:", "  C-1.9:", "ADH-ADH-002", 22),
    ("extent: full", "extent: chapters", "ADH-ADH-003", 3),
    ("extent: full", "extent: full\nchapters: [T]", "ADH-ADH-004", 4),
    ("until: 2027-03-16", "until: 2026-03-16", "ADH-ADH-005", 5),
    ("on: 2027-01-01", "on: 2026-01-01", "ADH-ADH-006", 6),
    ("on: 2027-01-01", "on: 2027-03-16", "ADH-ADH-006", 6),
    ("models: [example]\nmeasures", "models: [exampel]\nmeasures", "ADH-ADH-008", 7),
    ("models: [example]}", "models: [other]}", "ADH-ADH-008", 21),
    (", planned_for: 2026-12-31", "", "ADH-ADH-009", 12),
    ('    alternative: "A policy of the group (example)"\n', "", "ADH-ADH-010", 14),
    (', why: "Nothing is kept (example)"', "", "ADH-ADH-011", 13),
    ("expires: 2027-01-01", "expires: 2026-04-01", "ADH-ADH-012", 11),
    ("from: 2026-03-16", "from: 2025-03-16", "ADH-ADH-017", 4),
    ("extent: full", "extent: chapters\nchapters: [T]\nfull_code_interest: true", "ADH-ADH-018", 5),
    ("from: 2026-03-16\n", "", "ADH-ADH-019", 4),
    (f'sha256: "{DIGEST}", effective', f'sha256: "{"ab" * 32}", effective', "ADH-ADH-020", 11),
    (f', sha256: "{DIGEST}", effective', ", effective", "ADH-ADH-021", 11),
    ("expires: 2027-01-01", "expires: 2026-11-01", "ADH-ADH-022", 11),
    ("format: adhere", "format: adhere", "ADH-ADH-030", 12),
    ("format: adhere", "format: adhere", "ADH-ADH-031", 22),
    ("format: adhere", "format: adhere", "ADH-ADH-032", 18),
    ("format: adhere", "format: adhere", "ADH-ADH-033", 14),
    ("format: adhere", "format: adhere", "ADH-ADH-034", 13),
    # the file as such
    ("from: 2026-03-16", "from: in March", "ADH-DOS-007", 4),
    ("until: 2027-03-16", "until: never", "ADH-DOS-007", 5),
    ("effective: 2026-04-01", "effective: spring", "ADH-DOS-007", 11),
    ("extent: full", "extent: most", "ADH-DOS-021", 3),
    ("extent: full\n", "", "ADH-DOS-063", 1),
    ("code: gpai-2025\n", "", "ADH-DOS-063", 1),
    ("status: planned", "status: done", "ADH-DOS-021", 12),
    ("  C-1.3: {", "  C-1.3: 7 #", "ADH-DOS-064", 21),
    ("  C-1.3: {status: not-started, models: [example]}", "  C-1.3:", "ADH-DOS-063", 21),
    ("  C-1.4:", "  C-1.3:", "ADH-DOS-002", 22),
    ("extent: full", "extent: full\nfull_code_interest: perhaps", "ADH-DOS-064", 4),
    ("extent: full", "extend: full", "ADH-DOS-004", 3),
    ("how: ", "who: ", "ADH-DOS-004", 22),
    ("models: [example]\nmeasures", "models: example\nmeasures", "ADH-DOS-064", 7),
    ("models: [example]\nmeasures", "models: [example, example]\nmeasures", "ADH-DOS-102", 7),
    ("evidence/shown.md, sha", "../shown.md, sha", "ADH-DOS-064", 11),
    ("evidence/shown.md, sha", "/etc/passwd, sha", "ADH-DOS-064", 11),
    ("evidence/shown.md, sha", "evidence/link.md, sha", "ADH-DOS-103", 11),
    ("evidence/shown.md, sha", "evidence/gone.md, sha", "ADH-DOS-104", 11),
    ("evidence/shown.md, sha", "evidence, sha", "ADH-DOS-104", 11),
    ("evidence/shown.md, sha", "evidence/large.md, sha", "ADH-DOS-105", 11),
    (f'"{DIGEST}", effective', '"abc", effective', "ADH-DOS-064", 11),
    ("gpai-2025\n", "gpai-2026\n", "ADH-DOS-106", 2),
    ("gpai-2025\n", "codes/none\n", "ADH-DOS-106", 2),
    ("gpai-2025\n", "codes/broken\n", "ADH-DOS-107", 2),
    ("adhere/adherence/1", "adhere/adherence/2", "ADH-DOS-021", 1),
]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a dossier with evidence of every kind, and codes of one's own; no file of evidence may have more than 1,000 bytes."""
    folder = tmp_path / "dossier"
    write(folder / "evidence/shown.md", SHOWN)
    write(folder / "evidence/large.md", "x" * 1001)
    write(tmp_path / "outside.md", SHOWN)
    (folder / "evidence/link.md").symlink_to(tmp_path / "outside.md")
    write(folder / "codes/broken/code.toml", "format = 1\n")
    write(folder / "codes/own/code.toml", HEAD)
    write(folder / "codes/own/parts.toml", PARTS)
    monkeypatch.setattr(adherencestanding, "EVIDENCE_LIMIT", 1000)
    return folder


def found(root: Path, *models: ModelCase, on: date = ON) -> list[Finding]:
    """Return everything found on the adherences of a dossier; every text of it is whole in both languages."""
    desk = Desk(root, models or (model(ORDINARY),), LAW, on)
    findings = list(findings_on_all(root, desk.all(), (), LAW, on))
    for one in findings:
        said = "".join(one.wrong(spoken) + one.why(spoken) + one.remedy(spoken) for spoken in LANGUAGES)
        assert "{" not in said, said
    return findings


def told(root: Path, *models: ModelCase) -> list[tuple[str, int | None]]:
    return [(one.rule.id, one.place.line) for one in found(root, *models)]


def standing(root: Path, *models: ModelCase) -> StandingAdherence:
    (one,) = Desk(root, models or (model(ORDINARY),), LAW, ON).all()
    assert isinstance(one, StandingAdherence)
    return one


def test_an_adherence_is_read_whole(root: Path) -> None:
    write(root / NAME, WHOLE)
    assert read_adherence(root, NAME).findings == ()
    stated = standing(root).adherence
    assert (stated.code, stated.extent, stated.models) == ("gpai-2025", "full", ("example",))
    assert (stated.since, stated.until, stated.end) == (
        date(2026, 3, 16),
        date(2027, 3, 16),
        date(2027, 1, 1),
    )
    assert len(stated.implementations) == 7
    first = stated.of("T-1.1")
    assert first is not None
    assert [(one.file, one.sha256, one.expires) for one in first.evidence] == [
        ("evidence/shown.md", DIGEST, date(2027, 1, 1))
    ]


def test_what_is_shown_and_what_is_not(root: Path) -> None:
    write(root / NAME, WHOLE)
    one = standing(root)
    states = {
        name: one.standing(name).label for name in ("T-1.1", "T-1.2", "T-1.3", "C-1.1", "C-1.2", "C-1.4")
    }
    assert states == {
        "T-1.1": "shown",
        "T-1.2": "unmet",
        "T-1.3": "not-applicable",
        "C-1.1": "alternative",
        "C-1.2": "partly",
        "C-1.4": "unknown",
    }
    assert one.kept("shown") == {"T-1.1"}
    assert one.kept("bound") == {f"T-1.{number}" for number in (1, 2, 3)} | {f"C-1.{n}" for n in range(1, 6)}


@pytest.mark.parametrize(("before", "after", "rule", "line"), MISTAKES)
def test_a_mistake_is_told_on_its_line(root: Path, before: str, after: str, rule: str, line: int) -> None:
    assert before in WHOLE
    write(root / NAME, WHOLE.replace(before, after, 1))
    assert (rule, line) in told(root)


def test_without_a_mistake_nothing_is_an_error(root: Path) -> None:
    write(root / NAME, WHOLE)
    assert [one.rule.id for one in found(root) if one.rule.severity == "error"] == []


def test_each_measure_that_is_not_shown_is_told_once_with_what_could_show_it(root: Path) -> None:
    write(root / NAME, WHOLE)
    measures = [one for one in found(root) if "measure" in one.values]
    named = [str(one.values["measure"]) for one in measures]
    assert named == ["T-1.2", "T-1.3", "C-1.1", "C-1.2", "C-1.3", "C-1.4", "C-1.5"]
    last = measures[-1]
    assert (last.rule.id, last.place.line) == ("ADH-ADH-031", 8)
    assert "register of complaints" in last.remedy("en")
    assert "klachtenregister" in last.remedy("nl")


def test_what_is_not_known_to_bind_is_told_once_per_chapter(root: Path) -> None:
    write(root / NAME, WHOLE)
    hanging = [one for one in found(root, model(NOT_KNOWN)) if one.rule.id == "ADH-ADH-035"]
    assert [(one.values["id"], one.values["count"]) for one in hanging] == [("T", 3), ("S", 32)]


def test_a_limit_to_article_53_is_held_against_what_the_model_is(root: Path) -> None:
    write(root / NAME, WHOLE.replace("extent: full", "extent: article-53"))
    assert ("ADH-ADH-013", 3) in told(root, model(SYSTEMIC))
    assert ("ADH-ADH-014", 3) in told(root, model(NOT_KNOWN))
    assert not {"ADH-ADH-013", "ADH-ADH-014"} & {rule for rule, _ in told(root)}


def test_a_chapter_by_choice_needs_named_models(root: Path) -> None:
    chosen = WHOLE.replace("extent: full", "extent: chapters\nchapters: [S]")
    write(root / NAME, chosen)
    assert "ADH-ADH-015" not in {rule for rule, _ in told(root)}
    write(root / NAME, chosen.replace("models: [example]\nmeasures", "measures"))
    assert ("ADH-ADH-015", 3) in told(root)


def test_a_measure_for_a_model_that_does_not_adhere(root: Path) -> None:
    write(root / NAME, WHOLE.replace("models: [example]}", "models: [other]}"))
    assert ("ADH-ADH-016", 21) in told(root, model(ORDINARY), model(ORDINARY, "other"))


@pytest.mark.parametrize(
    ("changed", "overlap"),
    [
        ({}, True),
        ({"from: 2026-03-16": "from: 2026-12-31"}, True),
        (
            {"from: 2026-03-16": "from: 2027-01-01", "on: 2027": "on: 2028", "until: 2027": "until: 2029"},
            False,
        ),
        ({"models: [example]\nmeasures": "models: [other]\nmeasures"}, False),
        ({"models: [example]\nmeasures": "measures"}, True),
        ({"code: gpai-2025": "code: codes/own"}, False),
    ],
)
def test_adherences_to_one_code_do_not_overlap(root: Path, changed: dict[str, str], overlap: bool) -> None:
    second = WHOLE
    for before, after in changed.items():
        assert before in second
        second = second.replace(before, after)
    write(root / NAME, WHOLE)
    write(root / "adherence/later.yaml", second)
    models = model(ORDINARY), model(ORDINARY, "other")
    places = [one.place.file for one in found(root, *models) if one.rule.id == "ADH-ADH-007"]
    assert places == (["adherence/later.yaml"] if overlap else [])


def test_a_folder_named_in_two_ways_is_one_code(root: Path) -> None:
    write(root / "adherence/a.yaml", WHOLE.replace("gpai-2025", "codes/own"))
    write(root / "adherence/b.yaml", WHOLE.replace("gpai-2025", "./codes/own/"))
    assert "ADH-ADH-007" in {rule for rule, _ in told(root)}


def test_a_code_of_ones_own_binds_as_it_says(root: Path) -> None:
    write(root / NAME, WHOLE.partition("measures:")[0].replace("gpai-2025", "codes/own"))
    one = standing(root)
    assert (one.code.id, {bound.why for bound in one.scope.bindings}) == ("example", {"signed"})
    assert {rule for rule, _ in told(root)} == {"ADH-ADH-031"}


def test_nothing_that_binds_no_more_is_asked_for(root: Path) -> None:
    write(root / NAME, WHOLE)
    rules = {one.rule.id for one in found(root, on=date(2027, 2, 1))}
    assert not {name for name in rules if name >= "ADH-ADH-030"}


def test_more_files_and_measures_than_are_read_are_told(tmp_path: Path) -> None:
    many = "".join(f"  A-{number}.1: {{status: not-started}}\n" for number in range(MEASURES + 1))
    write(tmp_path / NAME, WHOLE.partition("  T-1.1")[0] + many)
    (found,) = read_adherences(tmp_path)
    assert [one.rule.id for one in found.findings] == ["ADH-DOS-101"]
    for number in range(MOST + 1):
        write(tmp_path / f"adherence/{number}.yaml", "format: adhere/adherence/1\n")
    assert [one.rule.id for one in list(read_adherences(tmp_path))[-1].findings] == ["ADH-DOS-100"]


def test_an_end_that_cannot_be_read_makes_no_adherence_without_end(root: Path) -> None:
    write(root / NAME, WHOLE.replace("until: 2027-03-16", "until: some day"))
    assert read_adherence(root, NAME).adherence is None


def stated(text: str, root: Path) -> Iterator[str]:
    """Yield the rules on adherence that a check of a whole dossier meets, with this in its adhere.yaml."""
    dossier(root)
    path = root / "adhere.yaml"
    write(path, path.read_text("utf-8") + text)
    checked = check(load(root, ON), LAW, ON, documentation=True)
    yield from (one.rule.id for one in checked.findings if one.rule.id == "ADH-ADH-024")


def test_adhere_yaml_may_not_say_more_than_the_adherences(root: Path) -> None:
    write(root / NAME, WHOLE)
    assert list(stated("      code.adhered_to: true\n", root)) == []
    write(root / NAME, WHOLE.replace("from: 2026-03-16", "from: 2026-12-01"))
    assert list(stated("      code.adhered_to: true\n", root)) == ["ADH-ADH-024"]


@pytest.mark.parametrize(
    ("extent", "article_53", "article_55"),
    [
        ("extent: full", True, True),
        ("extent: article-53", True, False),
        ("extent: article-53\nfull_code_interest: true", True, True),
        ("extent: chapters\nchapters: [T, C]", True, False),
        ("extent: chapters\nchapters: [S]", False, True),
        ("extent: chapters\nchapters: [T]", None, False),
    ],
)
def test_what_an_adherence_says_is_a_fact_that_nobody_states_again(
    root: Path, extent: str, article_53: bool | None, article_55: bool
) -> None:
    dossier(root)
    write(root / NAME, f"format: adhere/adherence/1\ncode: gpai-2025\n{extent}\nfrom: 2026-03-16\n")
    (model,) = load(root, ON).models
    assert model.facts.value("code.adhered_to") is article_53
    assert model.facts.value("code.adhered_to.article_55") is article_55
    (before,) = load(root, date(2026, 3, 15)).models
    assert before.facts.value("code.adhered_to") is False


def test_an_adherence_to_another_kind_of_code_says_nothing_of_articles_53_and_55(root: Path) -> None:
    dossier(root)
    write(
        root / NAME, "format: adhere/adherence/1\ncode: disinformation-2025\nextent: full\nfrom: 2026-03-16\n"
    )
    (model,) = load(root, ON).models
    assert model.facts.value("code.adhered_to") is None


def test_a_dossier_without_adherences_asks_for_nothing(tmp_path: Path) -> None:
    assert list(stated("      code.adhered_to: true\n", tmp_path)) == []


@settings(max_examples=30)
@given(st.text(st.characters(exclude_characters="{"), max_size=200))
def test_no_text_makes_reading_fail(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("dossier")
    for before in ("example", "T-1.1", "evidence/shown.md", "2026-03-16", "gpai-2025\n"):
        write(folder / NAME, WHOLE.replace(before, text.encode(errors="replace").decode(), 1))
        found(folder)


def test_rules_are_in_order_and_each_is_met_by_a_test() -> None:
    ids = [one.id for one in adherence_rules()]
    assert ids == sorted(set(ids))
    assert all(adherence_rule(one.id) == one for one in adherence_rules())
    here = Path(__file__).read_text("utf-8")
    own = [one.id for one in dossier_rules() if "ADH-DOS-100" <= one.id <= "ADH-DOS-107"]
    assert len(own) == 8
    assert [name for name in (*ids, *own) if f'"{name}"' not in here] == []
