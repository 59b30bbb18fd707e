# SPDX-License-Identifier: EUPL-1.2
"""One broken dossier per mistake, with the rule, the line and the words it must be told in."""

import os
from datetime import date
from pathlib import Path

import pytest

from adhere.dossier.countries import countries
from adhere.dossier.layout import NotADossierError
from adhere.dossier.portfolio import load
from adhere.dossier.rules import SAMPLE_LEFT, rules
from adhere.dossier.wording import form_of
from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding
from adhere.kernel.text import LANGUAGES
from adhere.models.registry import FactKind, registry

BROKEN = Path(__file__).parent / "broken"
ON = date(2026, 11, 22)

# file, rule, line, words in English, words in Dutch
EXPECTED = [
    ("a-list", "ADH-DOS-005", 1, "adhere.yaml cannot be a list", "adhere.yaml kan niet een lijst zijn"),
    ("alias", "ADH-DOS-015", 9, "name", "Ankers en aliassen"),
    ("anchor", "ADH-DOS-015", 9, "Anchors and aliases", "schrijf de waarde uit"),
    (
        "artefacts-missing",
        "ADH-DOS-011",
        8,
        "no-such-folder of model example",
        "no-such-folder van model example",
    ),
    ("bound-that-is-no-number", "ADH-DOS-005", 10, "low and high", "low en high"),
    ("bounds-the-wrong-way-round", "ADH-DOS-005", 10, "low: 2e24, high: 1e24", "low: 2e24, high: 1e24"),
    ("country-in-lower-case", "ADH-DOS-005", 4, "two capital letters", "twee hoofdletters"),
    ("country-norway", "ADH-DOS-018", 4, "established in NO", "gevestigd in NO"),
    ("day-that-does-not-exist", "ADH-DOS-007", 10, "2026-02-30 is none", "2026-02-30 is dat niet"),
    ("duplicate-key", "ADH-DOS-002", 11, "the first is on line 9", "de eerste staat op regel 9"),
    ("empty-file", "ADH-DOS-005", 1, "adhere.yaml cannot be empty", "adhere.yaml kan niet leeg zijn"),
    ("left-as-it-came", "ADH-DOS-069", 3, "still says name of", "nog steeds name of"),
    ("fraction-of-a-count", "ADH-DOS-005", 10, "a whole number", "een geheel getal"),
    ("infinite-number", "ADH-DOS-005", 10, "cannot be Infinity", "kan niet Infinity zijn"),
    ("missing-field", "ADH-DOS-006", 2, "provider.name is missing", "provider.name ontbreekt"),
    ("missing-format", "ADH-DOS-006", 1, "format is missing", "format ontbreekt"),
    (
        "missing-value-of-statement",
        "ADH-DOS-006",
        10,
        "context.maximum.value",
        "context.maximum.value ontbreekt",
    ),
    ("model-id-with-capitals", "ADH-DOS-005", 8, "lower case letters", "kleine letters"),
    ("models-as-a-list", "ADH-DOS-005", 7, "at least one model", "ten minste één model"),
    ("negative-number", "ADH-DOS-005", 10, "cannot be -4096", "niet negatief"),
    ("nested-too-deep", "ADH-DOS-014", 9, "nested deeper", "dieper genest"),
    ("no-artefacts", "ADH-DOS-012", 8, "names no folder", "noemt geen map"),
    ("no-date", "ADH-DOS-007", 10, "1 March 2026 is none", "moet een datum zijn"),
    ("no-date-of-signature", "ADH-DOS-007", 6, "stated.when must be a date", "yesterday is dat niet"),
    ("not-a-number", "ADH-DOS-005", 10, "cannot be NaN", "kan niet NaN zijn"),
    ("not-utf-8", "ADH-DOS-013", 9, "0xe9", "geen UTF-8"),
    ("number-beyond-reason", "ADH-DOS-005", 10, "cannot be 1e99999", "kan niet 1e99999 zijn"),
    ("number-with-separators", "ADH-DOS-005", 10, "without separators", "zonder scheidingstekens"),
    ("only-comments", "ADH-DOS-005", 1, "cannot be empty", "kan niet leeg zijn"),
    ("quote-never-closed", "ADH-DOS-001", 9, "a quote that is opened here", "wordt nergens gesloten"),
    ("syntax-error", "ADH-DOS-001", 9, "a colon followed by a space", "dubbele punt met een spatie"),
    ("tab", "ADH-DOS-001", 9, "a tab where only spaces", "een tab waar alleen spaties"),
    ("truth-in-words", "ADH-DOS-005", 10, "true or false", "true of false"),
    ("two-documents", "ADH-DOS-016", 10, "more than one document", "meer dan één document"),
    ("unknown-fact", "ADH-DOS-008", 10, "Did you mean parameters.total?", "Bedoelde u parameters.total?"),
    ("unknown-field", "ADH-DOS-004", 9, "Did you mean artefacts?", "Bedoelde u artefacts?"),
    ("unknown-field-of-provider", "ADH-DOS-004", 4, "established_in", "provider.country bestaat hier niet"),
    (
        "unknown-field-of-statement",
        "ADH-DOS-004",
        12,
        "value, unit, notion, who, when, why",
        "bestaat hier niet",
    ),
    ("unquoted-version", "ADH-DOS-003", 9, 'version: "1.10"', "dan is 1.10 hetzelfde als 1.1"),
    ("unsigned-statement", "ADH-DOS-017", 7, "lacks: who, when", "ontbreekt: who, when"),
    ("week-date", "ADH-DOS-007", 10, "2026-W01-1 is none", "jaar, maand en dag"),
    ("wrong-choice", "ADH-DOS-021", 10, "small-mid-cap", "kan niet enormous zijn"),
    ("wrong-choice-of-provider", "ADH-DOS-021", 4, "micro, small, medium", "Alleen deze zijn bekend"),
    ("wrong-format", "ADH-DOS-021", 1, "adhere/dossier/9", "adhere/dossier/1"),
    ("wrong-type", "ADH-DOS-005", 9, "models.example.name cannot be a list", "een tekst van"),
    ("wrong-unit", "ADH-DOS-020", 10, "counted in tokens, not in words", "uitgedrukt in tokens"),
    ("country-that-is-not-assigned", "ADH-DOS-022", 4, "XX is the code of no country", "ISO 3166-1"),
    ("country-uk", "ADH-DOS-022", 4, "Did you mean GB?", "Bedoelde u GB?"),
    ("country-union", "ADH-DOS-022", 4, "EU is the code of no country", "van geen enkel land"),
    ("empty-choice", "ADH-DOS-005", 10, "one of micro, small", "een van micro, small"),
    ("empty-date", "ADH-DOS-005", 10, "cannot be empty", "een datum als jaar, maand en dag"),
    ("list-in-a-list-for-a-date", "ADH-DOS-005", 10, "cannot be a list", "kan niet een lijst zijn"),
    ("no-models", "ADH-DOS-005", 7, "models cannot be empty", "ten minste één model"),
    ("size-that-does-not-follow", "ADH-DOS-023", 5, "make it large", "wijzen op groot"),
    ("staff-as-a-truth", "ADH-DOS-005", 4, "provider.staff cannot be true", "een geheel getal"),
    ("tag", "ADH-DOS-019", 10, "The tag !!python/name:os.system", "tussen aanhalingstekens"),
    ("tag-of-ones-own", "ADH-DOS-019", 10, "The tag !foo", "De tag !foo wordt niet gelezen"),
    ("truth-in-quotes", "ADH-DOS-005", 10, 'the text "true", in quotes', "tussen aanhalingstekens"),
    ("turnover-as-a-truth", "ADH-DOS-005", 4, "cannot be true", "niet negatief"),
    ("word-that-nothing-knows", "ADH-DOS-027", 10, "Did you mean language?", "Bedoelde u language?"),
    ("wrong-output", "ADH-DOS-027", 10, "cannot hold vidoe. Did you mean video?", "kan vidoe niet bevatten"),
]


def break_as(name: str, folder: Path) -> None:
    """Put the broken file in a folder; the one that is not UTF-8 stands here as UTF-8, so that everyone can read it."""
    text = (BROKEN / f"{name}.yaml").read_text(encoding="utf-8")
    (folder / "adhere.yaml").write_text(text, encoding="latin-1" if name == "not-utf-8" else "utf-8")


def found(folder: Path) -> list[Finding]:
    portfolio = load(folder, ON)
    everything = [*portfolio.findings, *(finding for model in portfolio.models for finding in model.findings)]
    return [finding for finding in everything if finding.rule.id.startswith("ADH-DOS")]


def said(finding: Finding, language: str) -> str:
    words = (finding.wrong, finding.why, finding.remedy)
    return " ".join(part(language) for part in words)  # type: ignore[arg-type]


def dossier(folder: Path, text: str) -> Path:
    (folder / "adhere.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("row", EXPECTED, ids=[row[0] for row in EXPECTED])
def test_a_mistake_is_told_with_its_line_in_both_languages(
    tmp_path: Path, row: tuple[str, str, int, str, str]
) -> None:
    name, rule, line, english, dutch = row
    break_as(name, tmp_path)
    told = [finding for finding in found(tmp_path) if (finding.rule.id, finding.place.line) == (rule, line)]
    assert len(told) == 1
    assert english.lower() in said(told[0], "en").lower()
    assert dutch.lower() in said(told[0], "nl").lower()
    assert "{" not in said(told[0], "en") + said(told[0], "nl")


@pytest.mark.parametrize("name", [row[0] for row in EXPECTED])
def test_one_mistake_gives_no_error_of_another_kind(tmp_path: Path, name: str) -> None:
    break_as(name, tmp_path)
    errors = {finding.rule.id for finding in found(tmp_path) if finding.rule.severity == "error"}
    expected = {row[1] for row in EXPECTED if row[0] == name}
    assert errors <= expected


def test_every_broken_file_has_a_row_and_every_row_a_file() -> None:
    assert sorted(path.stem for path in BROKEN.glob("*.yaml")) == sorted(row[0] for row in EXPECTED)


def test_every_rule_on_what_is_written_has_a_broken_file() -> None:
    on_facts_and_clocks = {"ADH-DOS-009", "ADH-DOS-010", *(f"ADH-DOS-03{digit}" for digit in "01234")}
    on_facts_and_clocks |= {f"ADH-DOS-02{digit}" for digit in "456"}
    on_adhere_yaml = {rule.id for rule in rules() if rule.id < "ADH-DOS-040"} | {SAMPLE_LEFT}
    assert on_adhere_yaml - on_facts_and_clocks == {row[1] for row in EXPECTED}


def test_several_mistakes_are_all_told_in_the_order_of_their_lines(tmp_path: Path) -> None:
    dossier(
        tmp_path,
        """\
format: adhere/dossier/1
providr:
  name: x
provider:
  established_in: norway
  size: huge
models:
  Bad-Id:
  good:
    version: 1.10
    artefact: x
    artefact: y
    statements:
      parameters.totl: 5
      market.placed_on: 1-2-2026
      parameters.total: {value: 12, unit: bytes, wen: 2}
      context.maximum: -5
      publication.weights: maybe
""",
    )
    errors = [
        (finding.rule.id, finding.place.line)
        for finding in found(tmp_path)
        if finding.rule.severity == "error"
    ]
    assert errors == [
        ("ADH-DOS-004", 2),
        ("ADH-DOS-006", 4),
        ("ADH-DOS-005", 5),
        ("ADH-DOS-021", 6),
        ("ADH-DOS-005", 8),
        ("ADH-DOS-003", 10),
        ("ADH-DOS-004", 11),
        ("ADH-DOS-002", 12),
        ("ADH-DOS-008", 14),
        ("ADH-DOS-007", 15),
        ("ADH-DOS-004", 16),
        ("ADH-DOS-005", 17),
        ("ADH-DOS-005", 18),
    ]


def test_what_is_right_is_still_used_beside_what_is_wrong(tmp_path: Path) -> None:
    dossier(
        tmp_path,
        """\
format: adhere/dossier/1
provider: {name: Example, size: huge, established_in: NL}
models:
  Bad-Id: {}
  good:
    statements:
      context.maximum: 4096
      vocabulary.size: many
""",
    )
    (model,) = load(tmp_path, ON).models
    assert model.id == "good"
    assert {"context.maximum", "provider.established_in"} <= {fact.id for fact in model.facts}
    assert "vocabulary.size" not in model.facts
    assert "provider.size" not in model.facts


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_windows_line_ends_and_a_byte_order_mark_are_fine(tmp_path: Path, change: object) -> None:
    text = "format: adhere/dossier/1\nprovider:\n  name: Example\nmodels:\n  example:\n    version: '1.10'\n"
    (tmp_path / "adhere.yaml").write_bytes(change(text).encode())  # type: ignore[operator]
    portfolio = load(tmp_path, ON)
    assert portfolio.findings == []
    assert portfolio.stated is not None
    assert portfolio.stated.models[0].entry.version == "1.10"


def test_a_model_without_anything_under_it_is_fine(tmp_path: Path) -> None:
    dossier(tmp_path, "format: adhere/dossier/1\nprovider: {name: Example}\nmodels:\n  example:\n")
    assert load(tmp_path, ON).findings == []


def test_what_two_models_share_is_told_once(tmp_path: Path) -> None:
    dossier(
        tmp_path,
        "format: adhere/dossier/1\nprovider: {name: X, established_in: NO}\nmodels:\n  one:\n  two:\n",
    )
    assert [finding.rule.id for finding in found(tmp_path)].count("ADH-DOS-018") == 1


@pytest.mark.parametrize("kind", registry().values(), ids=lambda kind: kind.id)
def test_a_value_without_sense_is_told_for_every_fact(tmp_path: Path, kind: FactKind) -> None:
    """A traceback here once came of a type of fact without words for its form."""
    for value in ("", "{value: }", "{value: [[1]]}", "{value: {low: {}}}", "[]", "{}"):
        dossier(
            tmp_path,
            "format: adhere/dossier/1\nprovider: {name: X}\n"
            f"models:\n  m:\n    statements:\n      {kind.id}: {value}\n",
        )
        errors = [finding for finding in found(tmp_path) if finding.rule.severity == "error"]
        assert errors, value
        assert all("{" not in said(finding, language) for finding in errors for language in LANGUAGES)


@pytest.mark.parametrize("kind", registry().values(), ids=lambda kind: kind.id)
def test_every_type_of_fact_has_a_form_in_both_languages(kind: FactKind) -> None:
    wanted = form_of(kind)
    assert wanted.nl not in ("", wanted.en)
    assert all(choice in wanted.en for choice in kind.choices)


def test_a_statement_with_an_unknown_word_is_not_used(tmp_path: Path) -> None:
    break_as("word-that-nothing-knows", tmp_path)
    (model,) = load(tmp_path, ON).models
    assert "modalities.generated" not in model.facts


def test_what_stands_behind_a_tag_is_used_as_it_stands(tmp_path: Path) -> None:
    break_as("tag-of-ones-own", tmp_path)
    (model,) = load(tmp_path, ON).models
    assert model.facts.value("model.name") == "model"


def test_a_size_signed_with_a_reason_is_shown_as_an_override_instead(tmp_path: Path) -> None:
    dossier(
        tmp_path,
        """\
format: adhere/dossier/1
provider: {name: X, staff: 12, turnover: 1e6, balance_sheet: 1e6}
models:
  m:
    statements:
      provider.size: {value: large, who: A. Person, when: 2026-03-01, why: linked enterprises count}
""",
    )
    told = {finding.rule.id for finding in found(tmp_path)}
    assert "ADH-DOS-010" in told
    assert "ADH-DOS-023" not in told


def test_every_country_of_the_law_may_be_stated() -> None:
    law = packaged("adhere.law", "data/territory.toml")
    members = {code for period in law["members"] for code in period["codes"]} | set(law["eea_efta"]["codes"])
    assert members <= countries()
    assert len(countries()) == 250  # 249 of ISO 3166-1, and EL


@pytest.mark.parametrize("named", ["", "adhere.yaml"])
def test_a_pipe_named_adhere_yaml_is_refused_before_it_is_opened(tmp_path: Path, named: str) -> None:
    os.mkfifo(tmp_path / "adhere.yaml")
    with pytest.raises(NotADossierError) as caught:
        load(tmp_path / named, ON)
    assert "een pipe" in caught.value.reason.nl


def test_a_link_to_nothing_named_adhere_yaml_is_no_bare_model_folder(tmp_path: Path) -> None:
    (tmp_path / "adhere.yaml").symlink_to("gone")
    with pytest.raises(NotADossierError):
        load(tmp_path, ON)


def test_a_wrong_value_is_repeated_no_further_than_a_line(tmp_path: Path) -> None:
    dossier(
        tmp_path,
        f"format: adhere/dossier/1\nprovider: {{name: X}}\nmodels:\n  m: {{statements: {{languages: {'x' * 9999}}}}}\n",
    )
    told = next(finding for finding in found(tmp_path) if finding.rule.id == "ADH-DOS-005")
    assert len(told.wrong("en")) < 200
