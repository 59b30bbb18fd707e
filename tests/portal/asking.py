# SPDX-License-Identifier: EUPL-1.2
"""What the tests of requests share: a provider with a model and an issue, and who asks for more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.portal.packs import Dossier

from adhere.portal.register.models import RegisteredModel
from adhere.portal.requests.models import Request
from adhere.portal.submissions import keys
from adhere.portal.submissions.intake import take
from adhere.portal.submissions.models import KnownAs


class Provider:
    """A provider with a model in the register, a key, and an issue the portal holds by its public pack."""

    def __init__(self, player: Any) -> None:
        self.player, self.organisation, self.client = player, player.organisation, player.client
        self.dossier = Dossier()
        keys.register(self.organisation, self.dossier.claim(self.organisation.slug), by=player.person)
        self.model = self.make("voorbeeld-8b")
        self.held = self.dossier.form(recipient="office")
        take(self.held, self.organisation, by=player.person)

    def make(self, name: str) -> RegisteredModel:
        made = RegisteredModel.objects.create(
            slug=f"{self.organisation.slug}-{name}", name=name, provider=self.organisation
        )
        KnownAs.objects.create(provider=self.organisation, name=name, model=made)
        return made

    def pack(self, recipient: str = "downstream") -> bytes:
        return next(self.dossier.folder.rglob(f"packs/{recipient}.json")).read_bytes()

    def answer(
        self, request: Request, kind: str = "answered", content: bytes | None = None, **fields: Any
    ) -> Any:
        form = {"kind": kind, "seen": request.answers.count(), **fields}
        if content is not None:
            form["pack"] = SimpleUploadedFile("../../pack.json", content)
        return self.client.post(f"/en/requests/{request.pk}/answer/", form)


@pytest.fixture
def supplier(player: Callable[..., Any]) -> Provider:
    return Provider(player("provider", "head", name="Voorbeeld B.V. (example)"))


@pytest.fixture
def downstream(player: Callable[..., Any]) -> Any:
    return player("downstream", "writer")


def ask(asker: Any, model: RegisteredModel, language: str = "en", **fields: Any) -> Any:
    form = {"asker": str(asker.organisation.pk), "purpose": "To build a system.", **fields}
    return asker.client.post(f"/{language}/requests/models/{model.slug}/ask/", form)


def asked(asker: Any, supplier: Provider, **fields: Any) -> Request:
    assert ask(asker, supplier.model, **fields).status_code == 302
    return Request.objects.latest("event")


def demand(asker: Any, model: RegisteredModel, **fields: Any) -> Any:
    form = {
        "asker": str(asker.organisation.pk),
        "ground": "aia:art-91",
        "purpose": "To see whether the provider complies.",
        "scope": "The documentation of Article 53(1)(a).",
        "due": (timezone.localdate() + timedelta(days=30)).isoformat(),
        **fields,
    }
    return asker.client.post(f"/en/requests/models/{model.slug}/article-91/", form)


def text(answer: Any) -> str:
    return answer.content.decode()
