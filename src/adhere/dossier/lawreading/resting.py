# SPDX-License-Identifier: EUPL-1.2
"""What rests on a provision that was asked for: by id from an index, or with names and reasons from every room, for pages and programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from adhere.law.resting import resting

if TYPE_CHECKING:
    from adhere.law.resting import Cited, Resting
    from adhere.law.show import Shown

NO_PLACES = ("answer:", "atom:", "criterion:", "figure:")
"""How ids begin of what stands on a provision itself, and has nothing resting on it."""


def rests_in_short(asked: str, shown: Shown) -> tuple[Resting, ...]:
    """Return what rests on a provision by id, from the index."""
    from adhere.dossier.restingindex import indexed  # noqa: PLC0415 - a terminal needs the index alone

    if not _is_place(asked, shown):
        return ()
    cited, parts = indexed(shown.provision)
    return _without_own(resting(shown.provision, cited, shown.on, parts))


def rests_in_full(asked: str, shown: Shown, more: Iterable[Cited] = ()) -> tuple[Resting, ...]:
    """Return what rests on a provision with names and reasons; ``more`` is what else refers to it."""
    from adhere.codes.ground import parts  # noqa: PLC0415 - every room, which a terminal needs not
    from adhere.dossier.lawresting import cited  # noqa: PLC0415

    if not _is_place(asked, shown):
        return ()
    return _without_own(resting(shown.provision, (*cited(), *more), shown.on, parts()))


def _is_place(asked: str, shown: Shown) -> bool:
    """Whether a place in the law was asked for; what rests on a place in another document is among its parts."""
    return not shown.parts and not asked.startswith(NO_PLACES)


def _without_own(found: Iterable[Resting]) -> tuple[Resting, ...]:
    """Leave out exceptions that stand on the provision itself and so are among its records."""
    held = list(found)
    own = {one.id for one in held if one.group == "record" and one.reach != "above"}
    return tuple(one for one in held if one.group != "exception" or one.id not in own)
