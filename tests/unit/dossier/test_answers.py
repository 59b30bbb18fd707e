# SPDX-License-Identifier: EUPL-1.2
"""Answers files: what people answer is read with its line, and every mistake is told with its line, the rest kept."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adhere.dossier import attachments
from adhere.dossier.answerparts import WRAPPER
from adhere.dossier.answers import Signature, read_answers
from adhere.dossier.rules import rules
from adhere.dossier.stated import StatedAnswers
from adhere.forms.answers import Record
from adhere.forms.form import Part
from adhere.forms.library import form, known_forms
from adhere.kernel.finding import Finding
from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text, plain

HEAD = 'format: adhere/answers/1\nform: mdf\nstated: {who: "A. Person", when: 2026-11-02}\nanswers:\n'
FIRST = 5
"""The line of the first answer."""
SIGNED = Signature(who="B. Person", when=date(2026, 11, 1))


def write(root: Path, name: str, content: str | bytes) -> Path:
    path = root / "models" / "example" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def answered(root: Path, answers: str, head: str = HEAD, name: str = "mdf.yaml") -> StatedAnswers:
    indented = "".join(f"  {line}\n" for line in answers.splitlines())
    write(root, name, head + indented)
    return read_answers(root, "example")


def only(found: StatedAnswers, rule: str) -> Finding:
    assert [finding.rule.id for finding in found.findings] == [rule]
    (finding,) = found.findings
    for language in ("en", "nl"):
        told = finding.wrong(language) + finding.why(language) + finding.remedy(language)
        assert "{" not in told
    return finding


def test_raw_values_are_answers_with_who_when_and_line(tmp_path: Path) -> None:
    found = answered(tmp_path, "intended_uses: |\n  One.\n\n  - two\ninput_modalities: [text, images]\n")

    assert found.findings == []
    uses = found.by_form["mdf"]["intended_uses"]
    assert uses.value.en.startswith("One.")
    assert (uses.place.file, uses.place.line) == ("models/example/mdf.yaml", FIRST)
    assert (uses.sources[0].who, uses.sources[0].when) == ("A. Person", "2026-11-02")
    assert (
        uses.sources[0].sha256
        == hashlib.sha256((tmp_path / "models/example/mdf.yaml").read_bytes()).hexdigest()
    )
    assert uses.basis is Basis.DECLARED
    assert found.by_form["mdf"]["input_modalities"].value == ("text", "images")


def test_an_answer_may_be_written_out(tmp_path: Path) -> None:
    write(tmp_path, "evidence/report.pdf", b"report")
    found = answered(
        tmp_path,
        "training_compute:\n  value: 3.8e25\n  evidence: [evidence/report.pdf]\n"
        "  who: C. Person\n  when: 2026-11-03\n  why: measured\n  public: true\n",
    )
    answer = found.by_form["mdf"]["training_compute"]

    assert found.findings == []
    assert answer.value == Quantity.exactly("3.8e25", "FLOP")
    (evidence,) = answer.evidence
    assert (evidence.file, evidence.size) == ("models/example/evidence/report.pdf", 6)
    assert evidence.sha256 == hashlib.sha256(b"report").hexdigest()
    source = answer.sources[0]
    assert (source.who, source.when, source.why) == ("C. Person", "2026-11-03", "measured")
    assert answer.public


def test_an_interval_a_record_and_a_band_are_values(tmp_path: Path) -> None:
    found = answered(
        tmp_path,
        "training_compute: {low: 3.1e23, high: 4.4e23}\ndata_points: {unit_definition: tokens, training: 1.5e13}\n"
        "total_model_size: {band: 100B-500B}\n".replace(
            "100B-500B", form("mdf").field("total_model_size").bands[5].id
        ),
    )
    answers = found.by_form["mdf"]

    assert found.findings == []
    assert (str(answers["training_compute"].value.low), answers["training_compute"].value.value) == (
        "3.1E+23",
        None,
    )
    assert isinstance(answers["data_points"].value, Record)
    assert answers["total_model_size"].band == form("mdf").field("total_model_size").bands[5].id


def test_a_text_may_stand_in_a_file_per_language(tmp_path: Path) -> None:
    write(tmp_path, "texts/en.md", "Words.\n")
    write(tmp_path, "texts/nl.md", "Woorden.\n")
    found = answered(
        tmp_path,
        "training_design: {file: {en: texts/en.md, nl: texts/nl.md}}\ndata_scope: {file: texts/en.md}\n",
    )
    answers = found.by_form["mdf"]

    assert found.findings == []
    assert answers["training_design"].value == Text("Words.", "Woorden.")
    assert answers["data_scope"].value == plain("Words.")
    assert [source.file for source in answers["training_design"].sources] == [
        "models/example/mdf.yaml",
        "models/example/texts/en.md",
        "models/example/texts/nl.md",
    ]


def test_not_applicable_keeps_its_reason(tmp_path: Path) -> None:
    found = answered(tmp_path, "required_hardware: {not_applicable: Only behind an API.}\n")

    assert found.findings == []
    assert found.by_form["mdf"]["required_hardware"].not_applicable == plain("Only behind an API.")


def test_who_and_when_of_the_dossier_count_where_the_file_has_none(tmp_path: Path) -> None:
    write(tmp_path, "mdf.yaml", "format: adhere/answers/1\nform: mdf\nanswers: {model_name: Example}\n")
    found = read_answers(tmp_path, "example", signature=SIGNED)

    assert found.findings == []
    assert found.by_form["mdf"]["model_name"].sources[0].who == "B. Person"


def test_every_form_has_its_file_and_an_incident_a_name_of_its_own(tmp_path: Path) -> None:
    for name in known_forms():
        if form(name).per == "model":
            write(tmp_path, f"{name}.yaml", f"format: adhere/answers/1\nform: {name}\nanswers: {{}}\n")
    head = "format: adhere/answers/1\nform: serious-incident\nanswers: {}\n"
    write(tmp_path, "serious-incident-march.yaml", head)
    write(tmp_path, "watch.yaml", "not: answers\n")
    found = read_answers(tmp_path, "example")

    assert found.findings == []
    assert found.forms["serious-incident-march"].id == "serious-incident"
    assert set(found.by_form) == {
        *(n for n in known_forms() if n != "serious-incident"),
        "serious-incident-march",
    }


def test_an_empty_answer_is_no_answer(tmp_path: Path) -> None:
    found = answered(tmp_path, "model_name:\n")

    assert (found.findings, found.by_form["mdf"], found.wrong["mdf"]) == ([], {}, frozenset())


def test_no_folder_has_no_answers(tmp_path: Path) -> None:
    assert read_answers(tmp_path, "example") == StatedAnswers()


# Mistakes.


@pytest.mark.parametrize(
    ("answers", "rule", "line", "words"),
    [
        ("relase_date: 2026-03-01", "ADH-DOS-043", 0, "Did you mean release_date?"),
        ("model_name: {value: x, whom: y}", "ADH-DOS-004", 0, "answers.model_name.whom"),
        ("model_name: {value: x, file: y}", "ADH-DOS-050", 0, "value, file"),
        ("total_model_size: {band: large, not_applicable: x}", "ADH-DOS-050", 0, "not_applicable, band"),
        ("model_name: {who: x}", "ADH-DOS-051", 0, "holds no value"),
        ("total_model_size: {file: texts/a.md}", "ADH-DOS-053", 0, "names a text file"),
        ("model_name: {file: texts/none.md}", "ADH-DOS-045", 0, "texts/none.md"),
        ("model_name: {file: ../../../x}", "ADH-DOS-044", 0, "outside"),
        ("model_name: {file: /etc/hostname}", "ADH-DOS-044", 0, "outside"),
        ('model_name: {file: "a\\0b"}', "ADH-DOS-044", 0, "outside"),
        ("model_name: {file: 3}", "ADH-DOS-005", 0, "answers.model_name.file"),
        ("model_name: {value: x, evidence: evidence/gone.pdf}", "ADH-DOS-048", 0, "evidence/gone.pdf"),
        ("model_name: {value: x, evidence: [../../..]}", "ADH-DOS-044", 0, "outside"),
        ("model_name: {value: x, evidence: {a: b}}", "ADH-DOS-005", 0, "answers.model_name.evidence"),
        ("model_name: {value: x, evidence: [3]}", "ADH-DOS-005", 0, "answers.model_name.evidence.0"),
        ("model_name: {value: x, when: 2 May}", "ADH-DOS-007", 0, "2 May is none"),
        ("model_name: {value: x, when: 2026-02-30}", "ADH-DOS-007", 0, "2026-02-30"),
        ("model_name: {value: x, who: [y]}", "ADH-DOS-005", 0, "answers.model_name.who"),
        ("model_name: {value: x, public: yes}", "ADH-DOS-005", 0, "cannot be yes"),
        ("model_name: x\nmodel_name: y", "ADH-DOS-002", 1, "the first is on line 5"),
        ("release_date: 1 March 2026", "ADH-FRM-007", 0, "1 March 2026"),
        ("release_date: {value: soon}", "ADH-FRM-007", 0, "soon"),
    ],
)
def test_a_mistake_is_told_on_its_line(
    tmp_path: Path, answers: str, rule: str, line: int, words: str
) -> None:
    found = answered(tmp_path, answers)
    finding = only(found, rule)

    assert (finding.place.file, finding.place.line) == ("models/example/mdf.yaml", FIRST + line)
    assert words in finding.wrong("en")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("", "ADH-DOS-005"),
        ("- a list\n", "ADH-DOS-005"),
        ("answers: {\n", "ADH-DOS-001"),
        (b"form: \xff\n", "ADH-DOS-013"),
        ("a: &x 1\n", "ADH-DOS-015"),
        ("a: 1\n---\nb: 2\n", "ADH-DOS-016"),
        ("[" * 100, "ADH-DOS-014"),
        (" " * 1_100_000, "ADH-DOS-014"),
        ("form: mdf\nanswers: {}\n", "ADH-DOS-006"),
        ("format: adhere/answers/1\nanswers: {}\n", "ADH-DOS-006"),
        ("format: adhere/answers/2\nform: mdf\n", "ADH-DOS-021"),
        ("format: adhere/answers/1\nform: summary\n", "ADH-DOS-021"),
        ("format: adhere/answers/1\nform: mdf\nanswer: {}\n", "ADH-DOS-004"),
        ("format: adhere/answers/1\nform: mdf\nanswers: [a]\n", "ADH-DOS-005"),
        ("format: adhere/answers/1\nform: mdf\nstated: A. Person\n", "ADH-DOS-005"),
        ("format: adhere/answers/1\nform: mdf\nstated: {who: x, when: y}\n", "ADH-DOS-007"),
        ("format: adhere/answers/1\nform: mdf\nanswers: {model_name: x}\n", "ADH-DOS-052"),
    ],
)
def test_a_mistake_in_the_file_itself_is_told(tmp_path: Path, content: str | bytes, rule: str) -> None:
    write(tmp_path, "mdf.yaml", content)

    only(read_answers(tmp_path, "example"), rule)


@pytest.mark.parametrize("name", ["mdff.yaml", "mdf.yml", "mdf-one.yaml", "answers.yaml"])
def test_a_file_named_after_no_form_is_told(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, "format: adhere/answers/1\nform: mdf\n")

    assert name in only(read_answers(tmp_path, "example"), "ADH-DOS-041").wrong("en")


def test_a_file_that_is_no_file_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "models" / "example").mkdir(parents=True)
    os.mkfifo(tmp_path / "models" / "example" / "mdf.yaml")

    only(read_answers(tmp_path, "example"), "ADH-DOS-040")


def test_what_is_right_is_kept_beside_what_is_wrong(tmp_path: Path) -> None:
    found = answered(
        tmp_path, "model_name: Example\nrelease_date: soon\nnothing: 1\ntraining_compute: 3.8e25\n"
    )

    assert set(found.by_form["mdf"]) == {"model_name", "training_compute"}
    assert found.wrong["mdf"] == {"release_date"}
    assert [finding.place.line for finding in found.findings] == [6, 7]


def test_unsigned_answers_are_told_once_per_file(tmp_path: Path) -> None:
    head = "format: adhere/answers/1\nform: mdf\nanswers:\n"
    names = ("model_name", "intended_uses", "data_scope")
    finding = only(answered(tmp_path, "\n".join(f"{name}: x" for name in names), head), "ADH-DOS-052")

    assert all(name in finding.wrong("en") for name in names)


# Files that answers name.


def test_a_link_that_leads_out_of_the_dossier_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.md"
    outside.write_text("secret")
    root = tmp_path / "dossier"
    write(root, "texts/inner.md", "inner")
    (root / "models/example/texts/out.md").symlink_to(outside)
    (root / "models/example/texts/in.md").symlink_to(root / "models/example/texts/inner.md")

    only(answered(root, "model_name: {file: texts/out.md}"), "ADH-DOS-044")
    only(answered(root, "model_name: {value: x, evidence: texts/out.md}"), "ADH-DOS-044")
    found = answered(root, "model_name: {file: texts/in.md}")
    assert found.by_form["mdf"]["model_name"].value == plain("inner")


def test_a_text_must_be_utf_8_and_of_a_size_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.md", b"one\n\xe9\n")
    finding = only(answered(tmp_path, "model_name: {file: a.md}"), "ADH-DOS-046")
    assert (finding.place.file, finding.place.line) == ("models/example/a.md", 2)

    monkeypatch.setattr(attachments, "TEXT_LIMIT", 10)
    write(tmp_path, "a.md", "a" * 11)
    assert "a.md" in only(answered(tmp_path, "model_name: {file: a.md}"), "ADH-DOS-047").wrong("en")


def test_evidence_is_read_in_parts_and_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "CHUNK", 3)
    write(tmp_path, "evidence/a.bin", b"0123456789")
    found = answered(tmp_path, "model_name: {value: x, evidence: [evidence/a.bin, ./evidence/a.bin]}")

    (evidence,) = found.by_form["mdf"]["model_name"].evidence
    assert (evidence.sha256, evidence.size) == (hashlib.sha256(b"0123456789").hexdigest(), 10)


def test_vanished_evidence_stays_with_the_answer_without_a_digest(tmp_path: Path) -> None:
    found = answered(tmp_path, "model_name: {value: x, evidence: evidence/a.bin}")

    (evidence,) = found.by_form["mdf"]["model_name"].evidence
    assert (evidence.file, evidence.sha256) == ("models/example/evidence/a.bin", None)


def test_no_part_of_a_form_has_the_name_of_a_field_of_an_answer() -> None:
    def names(parts: tuple[Part, ...]) -> set[str]:
        return {name for part in parts for name in (part.id, *names(part.parts))}

    for form_id in known_forms():
        for asked in form(form_id).fields:
            assert not names(asked.parts) & set(WRAPPER)
            assert not {option.id for option in asked.options} & set(WRAPPER)


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.decimals(allow_nan=False, allow_infinity=False).map(float)
    | st.text(max_size=12)
    | st.sampled_from(["2026-03-01", "N/A", "text", "1e400", "../x", "evidence/a"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*WRAPPER, "en", "nl", "low", "high", "training", "name"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)
FIELDS = [(form_id, asked.id) for form_id in known_forms() for asked in form(form_id).fields]


@settings(max_examples=150, deadline=None)
@example([(("mdf", "provider_legal_name"), {"file": "\ud800"})])
@given(st.lists(st.tuples(st.sampled_from(FIELDS), ODD), min_size=1, max_size=6))
def test_whatever_is_answered_nothing_is_raised_and_every_finding_can_be_read(
    given_answers: list[tuple[tuple[str, str], object]],
) -> None:
    with TemporaryDirectory() as scratch:
        root = Path(scratch)
        for form_id in {form_id for (form_id, _), _ in given_answers}:
            answers = {name: raw for (one, name), raw in given_answers if one == form_id}
            head = {
                "format": "adhere/answers/1",
                "form": form_id,
                "stated": {"who": "A", "when": "2026-11-02"},
            }
            name = "serious-incident-x" if form_id == "serious-incident" else form_id
            write(root, f"{name}.yaml", json.dumps(head | {"answers": answers}))
        found = read_answers(root, "example")

        for key, answers in found.by_form.items():
            assert not answers.keys() & found.wrong.get(key, frozenset())
        for finding in found.findings:
            assert finding.place.file.startswith("models/example/")
            for language in ("en", "nl"):
                assert finding.wrong(language)
                assert finding.remedy(language)


def test_every_rule_on_answers_and_results_is_met_by_a_test() -> None:
    tests = "".join(
        (Path(__file__).parent / f"test_{name}.py").read_text() for name in ("answers", "documentation")
    )

    assert [
        rule.id for rule in rules() if "ADH-DOS-040" <= rule.id < "ADH-DOS-060" and rule.id not in tests
    ] == []
