# SPDX-License-Identifier: EUPL-1.2
"""A dossier as the commands on requests need it: its models and its requests; no model folder is read for that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.cli.loading import model_meant, models_meant, quit_unread
from adhere.cli.output import refuse
from adhere.cli.wording import say

if TYPE_CHECKING:
    from adhere.documentation.requests import Due
    from adhere.dossier.layout import StatedDossier
    from adhere.dossier.requestchecks import StandingRequest
    from adhere.dossier.requests import ReadRequest
    from adhere.kernel.calendar import Calendar


@dataclass(kw_only=True)
class Requested:
    """A dossier and the requests in it."""

    stated: StatedDossier

    @property
    def root(self) -> Path:
        """Its folder."""
        return self.stated.root

    @property
    def models(self) -> list[str]:
        """The ids of its models."""
        return [model.id for model in self.stated.models]

    def chosen(self, model_id: str | None) -> list[str]:
        """Return the models asked for: one, or all; exit 2 where there is none of that id."""
        return models_meant(self.models, model_id)

    def one(self, model_id: str | None) -> str:
        """Return the one model that is meant; exit 2 where it cannot be told which."""
        return model_meant(self.models, model_id)

    def standing(self, model: str, on: date) -> list[StandingRequest]:
        """Return the requests of a model that can be read, as they stand on a date."""
        from adhere.dossier.requestchecks import StandingRequest, standing_requests

        found = standing_requests(self.root, model, on, self.calendar)
        return [one for one in found if isinstance(one, StandingRequest)]

    def request(self, name: str, model_id: str | None) -> ReadRequest:
        """Return a request by the name of its file; exit 2 where there is none, or one for several models."""
        from adhere.dossier.requests import read_requests

        wanted = name.rpartition("/")[2].removesuffix(".yaml")
        every = [read for model in self.chosen(model_id) for read in read_requests(self.root, model)]
        found = [read for read in every if _name(read) == wanted]
        if not found:
            refuse(say("request.no-request", request=name, known=", ".join(map(_name, every)) or "-"))
        if len(found) > 1:
            refuse(say("loading.which-model", known=", ".join(self.models)))
        return found[0]

    def due(self, read: ReadRequest) -> Due:
        """Return the last day of a request."""
        from adhere.documentation.requests import Due, due

        if read.request is None:
            return Due(day=None, reasons=())
        return due(read.request, self.calendar)

    @cached_property
    def calendar(self) -> Calendar:
        """The working days where the provider is; only weekends where that is no Member State, or not stated."""
        from adhere.dossier.requestchecks import WEEKENDS
        from adhere.kernel.calendar import Calendar

        country = self.stated.dossier.provider.established_in if self.stated.dossier else None
        try:
            return Calendar.for_country(country) if country else WEEKENDS
        except ValueError:
            return WEEKENDS


def requested(path: Path) -> Requested:
    """Load a dossier, by its folder or its file; exit 2 where there is none, or only a model folder, and 1 where it has errors."""
    import os

    from adhere.dossier.file import FILE, NotADossierError
    from adhere.dossier.layout import read_dossier

    root = path.parent if path.name == FILE and not path.is_dir() else path
    if path.is_dir() and not os.path.lexists(root / FILE):
        refuse(say("loading.no-dossier", path=path))
    try:
        stated = read_dossier(root)
    except NotADossierError as error:
        refuse(say("no-dossier", path=error.path, reason=error.reason))
    quit_unread(stated)
    return Requested(stated=stated)


def _name(read: ReadRequest) -> str:
    return read.file.rpartition("/")[2].removesuffix(".yaml")
