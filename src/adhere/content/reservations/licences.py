# SPDX-License-Identifier: EUPL-1.2
"""Links to licences and terms: information, not a reservation. HTML link type ``license``, RFC 8288 ``Link``, and ``License:`` of RSL.

Terms behind a link were not read here: whether they reserve is unknown. A Creative Commons licence permits under conditions, and those stand
beside Article 4 of Directive (EU) 2019/790.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from adhere.content.reservations.page import LICENCE, Link
from adhere.content.reservations.rules import SAME_RULE_LIMIT, finding
from adhere.content.reservations.signals import Reservation, Verdict
from adhere.content.robots.groups import OtherLine
from adhere.content.robots.reading import RobotsFile
from adhere.kernel.finding import Finding

LINE, REL, FIELD = "license", LICENCE, "link"
RSL_TYPE = "application/rsl+xml"
FIELD_LENGTH = 8_192
_LINK = re.compile(r"<([^<>]{1,2000})>([^<]{0,2000})")
_REL = re.compile(r"""rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))""", re.IGNORECASE)


def of_links(links: Iterable[Link]) -> tuple[Reservation, ...]:
    """Return what the links of a page say."""
    return tuple(_informing(link.address, RSL_TYPE in link.type, "link") for link in links if REL in link.rel)


def of_headers(headers: Mapping[str, tuple[str, ...]]) -> tuple[Reservation, ...]:
    """Return what the fields Link of an answer say."""
    return tuple(
        _informing(address, RSL_TYPE in parameters.lower(), "Link")
        for value in headers.get(FIELD, ())
        for address, parameters in _LINK.findall(value[:FIELD_LENGTH])
        if (rel := _REL.search(parameters)) and REL in (rel[1] or rel[2] or "").lower().split()
    )


def of_robots(file: RobotsFile) -> tuple[tuple[Reservation, ...], tuple[Finding, ...]]:
    """Return what the lines License of a robots.txt say, and those that lead nowhere."""
    lines = [line for line in file.other_lines if line.name == LINE]
    whole = [line for line in lines if _is_whole(line)]
    wrong = [line for line in lines if not _is_whole(line)][:SAME_RULE_LIMIT]
    return (
        tuple(
            Reservation(
                signal="rsl",
                verdict=Verdict.UNKNOWN,
                where=file.file,
                line=line.number,
                words=f"License: {line.value}"[:200],
                policy=line.value,
            )
            for line in whole
        ),
        tuple(finding("ADH-CON-028", file.file, line.number) for line in wrong),
    )


def _is_whole(line: OtherLine) -> bool:
    return line.value.startswith(("https://", "http://"))


def _informing(address: str, is_rsl: bool, where: str) -> Reservation:
    return Reservation(
        signal="rsl" if is_rsl else "licence-link",
        verdict=Verdict.UNKNOWN,
        where=where,
        words=f"rel=license {address}"[:200],
        policy=address,
    )
