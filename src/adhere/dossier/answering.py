# SPDX-License-Identifier: EUPL-1.2
"""Where people answer an open question: the fact they fill in, and whether it is a field of the provider.

Whether a provider is in the Union (Article 54) follows from its country, so the country is asked until it is known.
"""

from __future__ import annotations

from adhere.dossier.wording import under_provider
from adhere.kernel.text import Text, plain
from adhere.law.questions import Question
from adhere.models.facts import Facts

FIELDS_OF_PROVIDER = (
    "name",
    "established_in",
    "representative_appointed",
    "size",
    "staff",
    "turnover",
    "balance_sheet",
)
"""The fields under ``provider``, as in ``schema.Provider``, which takes long to import."""


def answered_by(question: Question, facts: Facts) -> str:
    """Return the id of the fact to state; where a country that is known settles nothing, the question itself."""
    country = "provider.established_in"
    return country if question.fact == f"{country}_union" and country not in facts else question.fact


def field_of_provider(fact_id: str) -> str | None:
    """Return the field under ``provider`` that holds a fact, or None where it is stated per model."""
    holder, _, name = fact_id.partition(".")
    return name if holder == "provider" and name in FIELDS_OF_PROVIDER else None


def under(fact_id: str) -> Text:
    """Return, with a space before it, under what a fact is filled in where that is not the model, or nothing."""
    name = field_of_provider(fact_id)
    return under_provider(name) if name else plain("")
