# SPDX-License-Identifier: EUPL-1.2
"""What is new in a register as a feed: Atom, RFC 4287 (https://www.rfc-editor.org/rfc/rfc4287)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from adhere.portal.languages import current
from adhere.portal.register.asof import as_of
from adhere.portal.register.lists import REGISTERS, Register
from adhere.portal.register.models import Standard
from adhere.portal.register.standards import state_of
from adhere.portal.wording import say

if TYPE_CHECKING:
    _Feed = Feed[Any, Register]
else:
    _Feed = Feed
LATEST = 50
FED = ("codes", "signatories", "models", "summaries", "publications", "standards")


class RegisterFeed(_Feed):
    """The latest rows of one register."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *_: Any, **named: Any) -> Register:
        """Return the register asked for."""
        if named["name"] not in FED:
            raise Http404
        self.on = as_of(request)
        return REGISTERS[named["name"]]

    def title(self, register: Register) -> str:
        return say(f"register.{register.name}")

    def link(self, register: Register) -> str:
        return reverse("register:list", args=[register.name])

    def items(self, register: Register) -> Any:
        return register.rows(self.on).order_by("-since", "-pk")[:LATEST]

    def item_title(self, row: Any) -> str:
        title = getattr(row, f"title_{current()}", None)
        if isinstance(row, Standard):
            return f"{row.name}: {title}"
        return str(title or getattr(row, "name", None) or getattr(row, "provider", None) or row.model)

    def item_description(self, row: Any) -> str:
        if isinstance(row, Standard):
            return state_of(row).in_(current())
        return " ".join(
            str(getattr(row, name)) for name in ("code", "chapter", "version") if getattr(row, name, "")
        )

    def item_link(self, row: Any) -> str:
        kinds = {
            "RegisteredModel": ("model", "slug"),
            "Summary": ("summary", "pk"),
            "Publication": ("publication", "pk"),
            "Standard": ("standard", "slug"),
        }
        view = kinds.get(type(row).__name__)
        if view is not None:
            return reverse(f"register:{view[0]}", args=[getattr(row, view[1])])
        if hasattr(row, "family"):
            return reverse("register:code", args=[row.code]) + f"#{row.pk}"
        return reverse("register:provider", args=[row.provider.slug]) + f"#{row.pk}"

    def item_updateddate(self, row: Any) -> datetime:
        moment: datetime = row.since
        return moment
