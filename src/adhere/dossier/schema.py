# SPDX-License-Identifier: EUPL-1.2
"""The schema of ``adhere.yaml``: what may stand in it, as pydantic models at the edge.

``docs/en/dossier.md`` describes it; ``adhere-dossier.schema.json`` is exported from here for editors.
"""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

# No other package may change what a dossier means, and looking for one that would costs a twentieth of a check
# (https://docs.pydantic.dev/latest/concepts/plugins/).
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from adhere.kernel.notation import day_of

FORMAT = "adhere/dossier/1"


def _no_truth(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError(f"{value} is no number")  # noqa: TRY004 - pydantic collects ValueError
    return value


Truth = Annotated[bool, Field(strict=True)]
Day = Annotated[date, BeforeValidator(day_of)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 code, such as NL")]
Number = Annotated[Decimal, BeforeValidator(_no_truth), Field(ge=0, max_digits=60)]
Version = Annotated[str, Field(min_length=1, max_length=100, description='in quotes, such as "1.10"')]
Name = Annotated[str, Field(min_length=1, max_length=500)]
ModelId = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9._-]{0,99}$", description="permanent; lower case, digits, dots and dashes"
    ),
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Signature(_Strict):
    """Who states something, and when."""

    who: Name
    when: Day


class Interval(_Strict):
    """A quantity of which only the bounds are known; leave out the bound that is not."""

    low: Number | None = None
    high: Number | None = None


class Statement(_Strict):
    """One fact as a person states it; who, when and why are needed where a file says otherwise."""

    value: Truth | int | Decimal | str | list[str] | Interval
    unit: Name | None = None
    notion: Literal["parameter-updates", "cumulative"] | None = None
    who: Name | None = None
    when: Day | None = None
    why: Name | None = None


class Provider(_Strict):
    """The provider: natural or legal person that places the models on the market under its own name (Article 3(3))."""

    name: Name
    established_in: Country | None = None
    representative_appointed: Truth | None = None
    size: Literal["micro", "small", "medium", "small-mid-cap", "large"] | None = None
    staff: int | None = Field(default=None, ge=0, strict=True)
    turnover: Number | None = None
    balance_sheet: Number | None = None


class ModelEntry(_Strict):
    """One model: where its files are, and what is stated of it, by fact id."""

    name: Name | None = None
    version: Version | None = None
    artefacts: Name | None = Field(
        default=None, description="folder with the files of the model, relative to adhere.yaml"
    )
    statements: dict[str, Any] | None = Field(
        default=None, description="what people state, by fact id; docs/en/facts.md lists them"
    )


class Dossier(_Strict):
    """The whole of ``adhere.yaml``."""

    format: Literal["adhere/dossier/1"]
    example: Truth = False
    provider: Provider
    stated: Signature | None = Field(
        default=None, description="who stands behind statements without who and when of their own"
    )
    models: dict[ModelId, ModelEntry | None] = Field(min_length=1)
