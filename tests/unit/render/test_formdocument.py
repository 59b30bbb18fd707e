# SPDX-License-Identifier: EUPL-1.2
"""A form as a document: the order and labels of the form, what is missing in sight, and to each recipient what is theirs."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.unit.forms.sample import FORM, RISK, answer, filled, read, signed

from adhere.forms.answers import Evidence, Filled
from adhere.forms.completeness import State
from adhere.forms.form import RECIPIENTS, Recipient
from adhere.forms.views import View, view
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.text import LANGUAGES, Language, Text
from adhere.kernel.truth import Truth
from adhere.render.document import Document, Entry, Heading, Items, Note, Paragraph, Table
from adhere.render.formdocument import Header, form_document
from adhere.render.jsonfile import json_bytes

SECRET = "evidence/secret-plan.pdf"
ANSWERS = {
    "name": read("name", "Voorbeeld-8B"),
    "uses": answer(
        "uses", not_applicable=Text("The licence forbids it.", "De licentie verbiedt het."), sources=signed()
    ),
    "modalities": read("modalities", ["text", "images"]),
    "max_size": read("max_size", {"text": "8k tokens", "images": "4 MB"}),
    "size": read("size", "8.03e9", sources=signed()),
    "compute": answer(
        "compute",
        read("compute", "3.84e25").value,
        line=None,
        basis=Basis.ESTIMATED,
        sources=(Source(file="config.json", method="json", at="key hidden_size"),),
        note=Text("The log says 3.91e25 FLOP.", "Het logboek zegt 3,91e25 FLOP."),
    ),
    "remarks": read(
        "remarks",
        "First.\n\n- one\n- two",
        evidence=(Evidence(file=SECRET, sha256="ab" * 32), Evidence(file="gone.txt", sha256=None)),
    ),
}


def header(recipient: Recipient = "office", **changed: object) -> Header:
    told: dict[str, object] = {
        "model": "Voorbeeld 8B",
        "version": "1.0",
        "number": 3,
        "at": "2026-11-22T05:10:00Z",
        "provider": "Voorbeeld B.V. (example)",
        "example": True,
        "recipient": recipient,
    }
    return Header(**{**told, **changed})  # type: ignore[arg-type]


def made(
    recipient: Recipient = "office", language: Language = "en", one: Filled | None = None, **changed: object
) -> Document:
    shown = view(one or filled(ANSWERS, wrong=frozenset({"collected"})), recipient)
    return form_document(shown, header(recipient, **changed), language)


def entry(document: Document, row: str) -> Entry:
    return next(block for block in document.blocks if isinstance(block, Entry) and block.anchor == row)


def said(document: Document) -> str:
    return repr(replace(document, data={}))


def test_entries_stand_in_the_order_of_the_form_under_its_sections():
    document = made()
    shown = view(filled(ANSWERS), "office")
    asked = [row.row.id for row in shown.rows if row.state is not State.NOT_ASKED]
    assert [block.anchor for block in document.blocks if isinstance(block, Entry)] == asked
    assert [block.text for block in document.blocks if isinstance(block, Heading)] == [
        "Main",
        "Systemic risk",
    ]
    assert {block.code for block in document.blocks if isinstance(block, Entry)} == set(asked)


@pytest.mark.parametrize("recipient", RECIPIENTS[:3])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_row_of_a_recipient_is_left_out(recipient: Recipient, language: Language):
    document = made(recipient, language)
    shown = view(filled(ANSWERS, wrong=frozenset({"collected"})), recipient)
    entries = {block.anchor for block in document.blocks if isinstance(block, Entry)}
    notes = " ".join(block.text for block in document.blocks if isinstance(block, Note))
    assert [
        row.row.id
        for row in shown.rows
        if row.row.id not in entries and row.row.label.in_(language) not in notes
    ] == []


def test_what_is_missing_is_said_and_asked_for():
    blocks = entry(made(), "released").blocks
    assert [block.role for block in blocks if isinstance(block, Paragraph)] == ["state", "source"]
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].text.startswith("Missing.")
    assert blocks[1] == Paragraph(text="Asked: asked released", role="source")


def test_what_cannot_be_read_is_said_to_be_wrong():
    first = entry(made(), "collected").blocks[0]
    assert isinstance(first, Paragraph)
    assert first.text.startswith("Wrong.")


def test_not_applicable_comes_with_its_reason_and_nothing_else():
    blocks = entry(made("downstream"), "uses").blocks
    assert blocks == (Paragraph(text="Not applicable: The licence forbids it.", role="remark"),)


def test_a_section_that_is_not_asked_is_named_and_not_silently_left_out():
    document = made(one=filled(ANSWERS, risk=Truth.NO))
    notes = [
        block for block in document.blocks if isinstance(block, Note) and block.label == "Not asked here"
    ]
    assert "Risks" in notes[-1].text
    assert RISK.partition(":")[2] not in notes[-1].text


def test_the_head_says_what_measure_1_1_asks_for():
    told = dict(made().header)
    assert told["Document version number"] == "3"
    assert told["Date last updated"] == "22 November 2026"
    assert told["Model"] == "Voorbeeld 8B, version 1.0"
    assert made().date == "2026-11-22"


def test_what_is_not_issued_says_so_and_is_of_the_last_day_anything_was_stated():
    document = made(number=None, at=None)
    told = dict(document.header)
    assert told["Document version number"] == "not issued; as the dossier stands"
    assert (told["Date last updated"], document.date) == ("2 November 2026", "2026-11-02")
    empty = made(number=None, at=None, one=filled({}))
    assert empty.date is None
    assert dict(empty.header)["Date last updated"] == "nothing in it is dated"


def test_a_day_that_is_none_is_passed_over():
    odd = answer("name", Text("x", "x"), sources=(Source(file="x", method="stated", when="yesterday"),))
    assert made(number=None, at=None, one=filled({"name": odd})).date is None


def test_marks_say_what_is_an_example_and_what_is_confidential():
    assert made().marks == (
        "EXAMPLE: no real provider or model",
        "CONFIDENTIAL: Article 78 of the AI Act applies",
    )
    assert made("public", example=False).marks == ()


def test_files_and_bases_go_to_those_the_provider_accounts_to():
    assert SECRET in said(made("office"))
    assert "Basis: declared" in said(made("authority"))
    assert "no longer there" in said(made("office"))
    for recipient in ("downstream", "public"):
        document = made(recipient)  # type: ignore[arg-type]
        for hidden in (SECRET, "config.json", "Basis", "A. Person", "3.91e25"):
            assert hidden not in said(document)
            assert hidden not in json.dumps(document.data)


def test_a_coarse_row_is_not_undone_by_what_stands_around_it():
    for document in (made("authority"), made("downstream")):
        for figure in ("3.84", "3.91", "8.03"):
            assert figure not in said(document)
            assert figure not in json.dumps(document.data)


def test_what_contradicts_is_told_to_the_office_alone():
    shown = view(filled(ANSWERS), "authority")
    rows = tuple(
        replace(row, state=State.CONTRADICTING, remark=Text("The log says 3.9e25.", "")) for row in shown.rows
    )
    told = {
        name: said(form_document(View(form=FORM, model="x", recipient=name, rows=rows), header(name), "en"))
        for name in RECIPIENTS
    }  # type: ignore[arg-type]
    assert [name for name, text in told.items() if "3.9e25" in text] == ["office"]
    assert all("In contradiction." in text for text in told.values())


def test_a_dutch_document_gives_the_official_label_too():
    document = made(language="nl")
    assert entry(document, "name").label == "Name (nl)"
    assert entry(document, "name").official == "Name"
    assert entry(made(language="en"), "name").official == ""


def test_answers_keep_their_paragraphs_lists_and_tables():
    document = made()
    assert entry(document, "remarks").blocks[:2] == (Paragraph(text="First."), Items(items=("one", "two")))
    table = entry(document, "max_size").blocks[0]
    assert isinstance(table, Table)
    assert table.rows == (("Text", "8k tokens"), ("Images", "4 MB"))
    assert table.instead == ("Text: 8k tokens", "Images: 4 MB")


def test_many_sources_are_counted_rather_than_listed():
    sources = tuple(Source(file=f"f{number}.json", method="json") for number in range(9))
    shown = entry(made(one=filled({"name": answer("name", Text("x", "x"), sources=sources)})), "name").blocks[
        -1
    ]
    assert isinstance(shown, Paragraph)
    assert shown.text.endswith("f3.json; and 5 more.")


def test_the_json_is_the_view_with_its_head():
    data = json.loads(json_bytes(made()))
    assert (data["format"], data["form"], data["for"], data["model"]) == (
        "adhere/form/1",
        "sample",
        "office",
        "example",
    )
    assert data["issue"] == {"number": 3, "at": "2026-11-22T05:10:00Z"}
    rows = {row["row"]: row for row in data["rows"]}
    assert rows["size_exact"]["value"]["value"] == "8.03e9"
    assert rows["released"]["state"] == "missing"
    assert rows["uses"]["remark"]["en"] == "Not applicable: The licence forbids it."
    assert rows["remarks"]["evidence"][0] == {"file": SECRET, "sha256": "ab" * 32, "size": None}
    assert sum(data["states"].values()) == len(data["rows"])


def test_no_plain_digest_of_a_file_goes_to_those_who_may_not_see_what_it_holds():
    """Whoever knows the rest of a small file can try figures until the digest fits."""
    for recipient in ("authority", "downstream", "public"):
        document = made(recipient)
        assert "ab" * 32 not in json_bytes(document).decode()
        assert "ab" * 32 not in str(document.blocks)
    assert SECRET in str(made("authority").blocks)
    assert "ab" * 32 in str(made("office").blocks)


def test_the_json_of_others_holds_no_ground():
    rows = json.loads(json_bytes(made("downstream")))["rows"]
    assert {"basis", "facts", "sources", "evidence"} & set(rows[0]) == set()


def test_a_law_release_is_named_where_it_is_known():
    told = made(law_release="2026.11.22", law_digest="ff")
    assert dict(told.header)["Law"] == "release 2026.11.22 of the law data"
    assert told.data["law_digest"] == "ff"
    assert "law_digest" not in made().data


def test_an_answer_without_a_place_is_a_draft_and_said_to_be():
    drafted = answer("name", Text("x", "x"), line=None)
    assert "nobody has confirmed it" in said(made(one=filled({"name": drafted})))
    assert "nobody has confirmed it" not in said(made("downstream", one=filled({"name": drafted})))


def test_a_model_without_a_name_leaves_no_gap() -> None:
    found = form_document(
        view(filled(ANSWERS), "public"), header("public", model="", version=None, provider=""), "en"
    )
    assert dict(found.header)["Model"] == "not stated"
    assert ", ," not in found.running
    assert "by not stated" in found.description
