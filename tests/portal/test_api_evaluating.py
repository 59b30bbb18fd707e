# SPDX-License-Identifier: EUPL-1.2
"""Programs of the office read evaluations and reviews, those of a provider its questions and keys; it puts models and summaries in the register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.portal.asking import Provider
from tests.portal.test_api import ROOT
from tests.portal.test_api_cases import Program, rules, tomorrow

from adhere.portal.api.acts import ACTS
from adhere.portal.submissions.intake import take

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(office: Any) -> Program:
    return Program(office)


@pytest.fixture
def owner(supplier: Provider) -> Program:
    return Program(supplier.player)


def test_an_evaluation_and_reviews_are_read_as_on_their_pages(supplier: Provider, desk: Program, owner: Program) -> None:  # fmt: skip
    content = supplier.dossier.report(supplier.organisation.name, measures={"T-1.1": {"status": "implemented"}}, at="2026-11-21T08:00:00Z")  # fmt: skip
    number = str(take(content, supplier.organisation, by=supplier.player.person).submission.pk)
    desk.post(f"/desk/submissions/{number}/find", {"measure": "T-1.1", "text": "Thin."})
    desk.post(f"/desk/providers/{supplier.organisation.slug}/ask?about={number}", {"text": "Why?", "due": tomorrow()})  # fmt: skip
    told = desk.get(f"/desk/submissions/{number}").json()
    assert (told["state"], told["found"][0]["measure"], told["unreadable"]) == ("at-work", "T-1.1", False)
    assert {one["rule"] for one in told["noted"]} >= {"ADH-SUB-041", "ADH-SUB-042"}
    (asked_,) = owner.get("/questions").json()["rows"]
    assert (asked_["text"], asked_["submission"]) == ("Why?", number)
    assert told["questions"] == [asked_]
    assert owner.get(f"/desk/submissions/{number}").status_code == 403
    reviews = {one["code"]: one for one in desk.get("/desk/reviews").json()["rows"]}
    assert any(one["reason"] == "age" for one in reviews["gpai-2025"]["reasons"])
    assert owner.get("/desk/reviews").status_code == 403
    assert desk.get("/desk/reviews?on=2026-01-01").status_code == 422


def test_models_and_summaries_are_put_in_the_register_and_keys_only_read(supplier: Provider, owner: Program, player: Callable[..., Any]) -> None:  # fmt: skip
    facts = {"name": "Nieuw 7B", "version": "1", "known_as": "nieuw-7b", "systemic_risk": "no", "open_source": "unknown"}  # fmt: skip
    path = f"/submissions/of/{supplier.organisation.slug}/models"
    assert rules(owner.post(path, facts | {"systemic_risk": "perhaps", "withdrawn_on": "soon"})) == {"systemic_risk": "ADH-API-012", "withdrawn_on": "ADH-API-012"}  # fmt: skip
    slug = owner.post(path, facts).json()["id"]
    assert Client().get(f"{ROOT}/models/{slug}").json()["systemic_risk"] is False
    again = owner.post(path, facts)
    assert rules(again) == {"form": "ADH-API-012"}
    assert owner.post(f"/submissions/models/{slug}", facts | {"placed_on": "2026-05-04"}).status_code == 200
    link = {"version": "1", "link": "https://voorbeeld.example/summary"}
    assert owner.post(f"/submissions/models/{slug}/summary", link).status_code == 200
    pdf = SimpleUploadedFile("s.pdf", b"%PDF-1.7 a summary")
    answer = Client().post(f"{ROOT}/submissions/models/{slug}/summary", {"version": "2", "file": pdf}, **owner.headers)  # fmt: skip
    assert answer.status_code == 200, answer.content
    told = Client().get(f"{ROOT}/models/{slug}").json()
    assert [one["version"] for one in told["summaries"]] == ["2", "1"]
    stranger = Program(player("provider", "head"))
    assert stranger.post(f"/submissions/models/{slug}", facts).status_code == 403
    (key,) = owner.get("/submissions/keys").json()["rows"]
    assert key["key_id"] == supplier.dossier.key.public.id
    assert stranger.get("/submissions/keys").json()["rows"] == []
    assert not any(name.startswith("manage-keys") or "key" in name for name in ACTS), "no token manages keys"
