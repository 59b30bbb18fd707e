# SPDX-License-Identifier: EUPL-1.2
"""What stands with entries so that long lists begin in an index: the name of a provider with what it adheres to, since when a model has a summary.

It is kept in the transaction that names the provider or registers the summary.
"""

from __future__ import annotations

from typing import Any

from adhere.portal.register.models import Adherence, RegisteredModel


def provider_named(instance: Any, created: bool, **_: Any) -> None:
    """Let what a provider adheres to be listed under the name it has now."""
    if not created:
        listed = Adherence.objects.filter(provider=instance.pk)
        listed.exclude(provider_name=instance.name).update(provider_name=instance.name)


def summary_registered(instance: Any, created: bool, **_: Any) -> None:
    """Let a model be known to have a summary from its first one on; a version of it ends where the next begins, so it has one ever after."""
    if created:
        RegisteredModel.objects.filter(pk=instance.model_id, summarised_since=None).update(
            summarised_since=instance.since
        )
