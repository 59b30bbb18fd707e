# SPDX-License-Identifier: EUPL-1.2
"""What means the same: every record has words in both languages, and says nothing twice."""

from __future__ import annotations

from collections import Counter
from datetime import date

from adhere.kernel.data import packaged
from adhere.law.searching.concepts import DATA, TABLES, concepts, longest, said_stems, sayings
from adhere.law.searching.words import PACKAGE, terms

RECORDS = packaged(PACKAGE, DATA)["concept"]


def test_the_table_is_dated_and_every_record_has_words_in_both_languages():
    assert isinstance(packaged(PACKAGE, DATA)["as_of"], date)
    for record in RECORDS:
        assert set(record) - {"from"} == {table for tables in TABLES.values() for table in tables}
        for tables in TABLES.values():
            said = [said for table in tables for said in record[table]]
            assert record[tables[0]]
            assert [one for one, times in Counter(said).items() if times > 1] == []


def test_every_saying_leads_to_its_concepts():
    for language, tables in TABLES.items():
        for place, record in enumerate(RECORDS):
            for said in (said for table in tables for said in record[table]):
                stems = terms(said, language)
                assert place in sayings(language)[stems], said
                assert len(stems) <= longest(language)
                assert set(stems) <= said_stems(language)


def test_a_term_that_the_act_has_since_a_day_is_not_known_before():
    (later,) = (one for one in concepts() if one.since)
    assert later.since is not None
    assert [later.known(day) for day in (date(2026, 7, 26), later.since)] == [False, True]
