# SPDX-License-Identifier: EUPL-1.2
"""A report on a code whose files the portal lost: that is told as what it is, to programs and on the page, and the report is taken in later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.portal.coded import CODE, version
from tests.portal.test_intake import Sender, counts

from adhere.portal import codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def sender(player: Callable[..., Any]) -> Sender:
    return Sender(player("provider", "head", name="Voorbeeld B.V. (example)"))


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "Aan het verslag is niets mis"), ("en", "Nothing is wrong with the report")],
)
def test_a_report_on_a_code_whose_files_are_lost_is_no_fault_of_the_report(
    sender: Sender, office: Any, media: Path, language: str, words: str
) -> None:
    files = media / (digest := version(office).sha256)[:2] / digest
    content = sender.dossier.report(sender.organisation.name, code=CODE)
    files.rename(media / "away")
    codes._read.cache_clear()  # another worker, or the same one after a restart
    before = counts()
    for query in ("", "?sandbox=1"):
        answer = sender.send(content, query, HTTP_ACCEPT_LANGUAGE=language)
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:adhere:problem:gone")
        assert answer.headers["Retry-After"]
        assert words in answer.json()["detail"]
    form = {"pack": SimpleUploadedFile("p.json", content)}
    page = f"/{language}/submissions/of/{sender.organisation.slug}/hand-in/"
    for more in ({}, {"sandbox": "on"}):
        form["pack"].seek(0)
        answer = sender.player.client.post(page, form | more)
        assert (answer.status_code, words in answer.content.decode()) == (503, True)
    assert counts() == before, "a fault of the portal is no refusal of the report"
    (media / "away").rename(files)
    assert sender.send(content).status_code == 201
