# SPDX-License-Identifier: EUPL-1.2
"""SQL is translated only where every function in it means the same in both engines."""

from __future__ import annotations

import pytest

from adhere.engine.dialects import DialectError, translated
from adhere.engine.domains import definition

RELATION = "SELECT url, bytes, modality FROM manifest"


@pytest.mark.parametrize(
    "sql",
    [
        definition.largest(RELATION),
        definition.whole(RELATION),
        definition.authorities(RELATION, 10),
        definition.authorities(RELATION, 2**64),
        definition.odd("authority"),
        definition.sites("authority", 6),
        definition.totals(),
        definition.listing(10),
        definition.ranked("listed", ["text"]),
    ],
)
def test_the_definition_is_portable(sql):
    assert translated(sql).startswith("SELECT")


def test_a_backslash_stays_one_for_the_expression():
    assert r"\\z" in translated(definition.hosts("authority"))


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("SELECT split_part(url, '/', 3) FROM m", "SplitPart"),
        ("SELECT string_split(url, '/')[3] FROM m", "Split"),
        ("SELECT hash(url) FROM m", "hash"),
        ("SELECT lower(quantile_disc(b, 0.9)) FROM m", "PercentileDisc"),
        ("SELECT starts_with(url, 'http') FROM m", "StartsWith"),
    ],
)
def test_another_function_is_refused(sql, named):
    with pytest.raises(DialectError, match=named):
        translated(sql)
