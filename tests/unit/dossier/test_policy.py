# SPDX-License-Identifier: EUPL-1.2
"""The copyright policy: drafted from what people keep, silent on what nobody stated, and shorter for the public."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.repository import ROOT
from tests.unit.dossier.upkept import DOSSIER, write

from adhere.content.reservations.signals import signals
from adhere.dossier.documentation import documented
from adhere.dossier.portfolio import load
from adhere.forms.answers import Filled, Record
from adhere.forms.library import form
from adhere.forms.views import view

EXAMPLE = ROOT / "examples" / "content" / "rightsholders"
ON = date(2026, 11, 22)
FORM = "copyright-policy"


def filled(root: Path, on: date = ON) -> Filled:
    portfolio = load(root, on)
    return documented(portfolio.models[0], portfolio, None, on, [FORM]).filled[FORM]


def dossier(root: Path, files: dict[str, str]) -> Path:
    write(root / "adhere.yaml", DOSSIER)
    (root / "model").mkdir()
    for name, text in files.items():
        write(root / name, text)
    return root


def test_crawlers_contact_procedure_and_signature_are_drafted_from_the_dossier():
    found = filled(EXAMPLE).answers
    assert set(found) == {"signatory", "crawlers", "robots", "contact_point", "procedure"}
    assert found["signatory"].value is True
    (crawler,) = found["crawlers"].value  # type: ignore[misc]
    assert isinstance(crawler, Record)
    assert crawler.parts["token"].en == "VoorbeeldBot"  # type: ignore[union-attr]
    assert found["procedure"].value.nl.endswith("Een antwoord volgt binnen 30 dagen na ontvangst.")  # type: ignore[union-attr]
    assert found["robots"].place is None
    assert found["contact_point"].place is not None


def test_an_empty_dossier_drafts_nothing(tmp_path: Path):
    assert filled(dossier(tmp_path, {})).answers == {}


ADHERENCE = (
    "format: adhere/adherence/1\ncode: gpai-2025\nextent: chapters\nchapters: [{chapter}]\nfrom: 2026-03-16\n"
)


def test_who_signed_other_chapters_did_not_sign_this_one(tmp_path: Path):
    root = dossier(tmp_path, {"adherence/gpai-2025.yaml": ADHERENCE.format(chapter="T")})
    assert filled(root).answers["signatory"].value is False
    write(root / "adherence" / "gpai-2025.yaml", ADHERENCE.format(chapter="C"))
    assert filled(root).answers["signatory"].value is True


def test_before_its_first_day_an_adherence_says_nothing(tmp_path: Path):
    root = dossier(tmp_path, {"adherence/gpai-2025.yaml": ADHERENCE.format(chapter="C")})
    assert "signatory" not in filled(root, date(2026, 3, 1)).answers


def test_the_public_sees_a_summary_without_who_is_responsible():
    rows = {
        recipient: {row.row.id for row in view(filled(EXAMPLE), recipient).rows}
        for recipient in ("office", "public")
    }
    assert rows["office"] - rows["public"] == {"responsibility"}


def test_protocols_are_the_signals_that_reserve():
    options = [one.id for one in form(FORM).field("protocols").options]
    assert options == [*(one.id for one in signals().values() if one.effect == "reserves"), "other"]


def test_what_people_wrote_leads(tmp_path: Path):
    text = "format: adhere/answers/1\nform: copyright-policy\nstated: {who: A, when: 2026-10-01}\nanswers:\n  protocols: [robots, tdmrep-file]\n  signatory: false\n"
    files = {
        "adherence/gpai-2025.yaml": ADHERENCE.format(chapter="C"),
        "models/example/copyright-policy.yaml": text,
    }
    found = filled(dossier(tmp_path, files)).answers
    assert found["protocols"].value == ("robots", "tdmrep-file")
    assert found["signatory"].value is False
