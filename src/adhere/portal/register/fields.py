# SPDX-License-Identifier: EUPL-1.2
"""Fields of the registers that follow from others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _Characters = models.CharField[Any, str]
else:
    _Characters = models.CharField


class ProviderName(_Characters):
    """The name of the provider of a row, as it is whenever the row is kept; an index cannot follow the way to another table."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Take the name the provider has."""
        del add
        name: str = getattr(model_instance, "provider").name  # noqa: B009 - only models with a provider have this field
        setattr(model_instance, self.attname, name)
        return name
