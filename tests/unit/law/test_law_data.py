# SPDX-License-Identifier: EUPL-1.2
"""The packaged law holds together: every id that is named exists, every list is complete, every text is there twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import get_args

import pytest
from tests.unit.law.folders import PACKAGED
from tests.unit.law.situations import LAW, TODAY

from adhere.kernel import refs
from adhere.kernel.text import Text
from adhere.law.applicability import PROVIDER_SIDE
from adhere.law.citations import cite
from adhere.law.evaluation import CLOSED
from adhere.law.figures import figures
from adhere.law.library import file_of
from adhere.law.records import Norm, Operator
from adhere.models.registry import registry

ARTICLES = list(LAW.articles())
NORMS: dict[str, Norm] = {norm.id: norm for article in ARTICLES for norm in article.norms}
CHANGES = {change.id: change for article in ARTICLES for change in article.changes}


def norm_texts(norm: Norm) -> Iterator[Text]:
    yield from (text for text in (norm.content, norm.note, norm.period_from) if text is not None)


def test_every_id_is_used_once():
    ids = [
        *(norm.id for article in ARTICLES for norm in article.norms),
        *(change.id for article in ARTICLES for change in article.changes),
        *(answer.id for answer in LAW.answers),
        *(article.id for article in ARTICLES),
    ]
    assert [name for name, count in Counter(ids).items() if count > 1] == []


def test_atoms_and_criteria_are_defined_once():
    files = [PACKAGED / name for name in LAW.contents["criteria"]]
    ids = [
        name for file in files for name in re.findall(r'^id = "(.+)"$', file.read_text("utf-8"), re.MULTILINE)
    ]
    assert Counter(ids) == Counter([*LAW.atoms, *LAW.criteria])


def test_contents_lists_exactly_the_files_there_are():
    there = {file.relative_to(PACKAGED).as_posix() for file in PACKAGED.rglob("*.toml")}
    listed = list(LAW.files())
    assert (set(listed), len(listed)) == (there, len(there))


def test_every_file_is_named_after_the_article_it_holds():
    assert [file_of(article.id) for article in ARTICLES] == LAW.contents["articles"]


def test_on_models_lists_exactly_the_articles_that_decide_about_duties_of_providers():
    duties = {
        norm.id
        for norm in NORMS.values()
        if norm.kind == "duty" and norm.when and PROVIDER_SIDE & set(norm.holder)
    }
    deciding = [
        article.id
        for article in ARTICLES
        if any(
            norm.id in duties or (norm.kind == "exception" and duties & set(norm.disapplies))
            for norm in article.norms
        )
    ]
    assert LAW.contents["on_models"] == deciding


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_an_id_says_on_which_provision_a_record_rests_and_counts_up(article):
    numbers: dict[str, list[int]] = {}
    for norm in article.norms:
        place, _, number = norm.id.partition(":")[2].rpartition("-")
        numbers.setdefault(place, []).append(int(number))
        assert f"aia:{place}" == norm.provisions[0], norm.id
        assert norm.provisions[0].partition(".")[0] == article.id, norm.id
    assert all(sorted(counted) == list(range(1, len(counted) + 1)) for counted in numbers.values())


def test_every_criterion_that_a_record_hangs_on_exists():
    assert {norm.when for norm in NORMS.values() if norm.when} <= set(LAW.criteria)


def test_every_part_of_a_criterion_exists():
    parts = {
        part for criterion in LAW.criteria.values() for part in chain.from_iterable(criterion.parts.values())
    }
    assert parts <= {*LAW.atoms, *LAW.criteria}


def test_no_criterion_rests_on_itself():
    def depth(identifier: str, above: tuple[str, ...] = ()) -> int:
        assert identifier not in above, (*above, identifier)
        if identifier in LAW.atoms:
            return 0
        parts = chain.from_iterable(LAW.criteria[identifier].parts.values())
        return 1 + max(depth(part, (*above, identifier)) for part in parts)

    assert 1 < max(map(depth, LAW.criteria)) < 10


def test_every_atom_is_part_of_a_criterion():
    parts = set(
        chain.from_iterable(
            chain.from_iterable(criterion.parts.values()) for criterion in LAW.criteria.values()
        )
    )
    assert set(LAW.atoms) <= parts


def test_every_record_that_an_exception_takes_away_exists_and_is_named_once():
    for norm in NORMS.values():
        assert set(norm.disapplies) <= set(NORMS), norm.id
        assert len(set(norm.disapplies)) == len(norm.disapplies), norm.id
        assert norm.kind == "exception" or not norm.disapplies, norm.id


def test_an_exception_that_takes_duties_away_says_when():
    assert [norm.id for norm in NORMS.values() if norm.disapplies and not norm.when] == []


def test_the_grace_of_2027_covers_every_duty_of_chapter_v():
    duties = {
        norm.id
        for norm in NORMS.values()
        if norm.kind == "duty"
        and norm.when
        and PROVIDER_SIDE & set(norm.holder)
        and re.search(r"art-5[2-5]\.", norm.id)
    }
    assert len(duties) > 20
    assert set(NORMS["exception:art-111.3-1"].disapplies) == duties


def test_every_role_is_known():
    roles = {role for norm in NORMS.values() for role in (*norm.holder, *norm.addressee)}
    assert roles <= set(LAW.roles)


def test_every_amendment_and_successor_exists():
    for norm in NORMS.values():
        assert norm.amended_by is None or norm.amended_by in CHANGES, norm.id
        assert norm.replaced_by is None or norm.replaced_by in NORMS, norm.id


def test_every_change_has_an_act_that_was_in_force_and_brought_or_ended_a_wording():
    for change in CHANGES.values():
        assert LAW.acts[change.by].details["in_force"] <= change.on
        touched = [norm for norm in NORMS.values() if norm.amended_by == change.id]
        assert any(change.on in (norm.text_start, norm.end) for norm in touched), change.id


def test_a_wording_ends_where_its_successor_begins():
    for norm in NORMS.values():
        if norm.replaced_by:
            assert norm.end == NORMS[norm.replaced_by].text_start, norm.id


def test_a_wording_stands_before_it_ends_and_one_that_never_applied_ended_first():
    for norm in NORMS.values():
        assert norm.text_start is not None, norm.id
        assert norm.text_start <= norm.start, norm.id
        assert norm.end is None or norm.text_start < norm.end, norm.id
        assert norm.never_applied == (norm.end is not None and norm.end <= norm.start), norm.id


def test_every_fact_that_a_question_is_about_is_in_the_registry_with_a_fitting_type():
    fitting = {
        ">": {"quantity", "count"}, "is": {"truth"}, "equals": {"text", "choice"}, "stated": {"truth", "choice"},
        "includes-any": {"list"}, "one-of": {"choice"}, "before": {"date"}, "dated": {"date"}, "stated-by-date-asked": {"date"},
        "stated-on-or-after": {"date"},
        "on-or-before-date-asked": {"date"},
    }  # fmt: skip
    assert set(fitting) == set(get_args(Operator))
    for atom in LAW.atoms.values():
        kind = registry()[atom.fact]
        assert kind.type in fitting[atom.operator], atom.id
        assert atom.unit == (kind.unit if atom.operator == ">" else None), atom.id
        choices = atom.value if isinstance(atom.value, list) else [atom.value]
        assert kind.type != "choice" or set(choices) <= set(kind.choices), atom.id


def test_operators_that_take_silence_for_no_are_operators():
    assert set(CLOSED) <= set(get_args(Operator))


def test_every_provision_can_be_cited_in_both_languages():
    provisions = {
        *(place for norm in NORMS.values() for place in norm.provisions),
        *(place for change in CHANGES.values() for place in change.provisions),
        *(place for answer in LAW.answers for place in answer.provisions),
        *(record.provision for record in (*LAW.atoms.values(), *LAW.criteria.values())),
        *(figure.source for figure in figures()),
    }
    for provision in provisions:
        assert cite(provision).en != cite(provision).nl, provision


def test_questions_of_fact_rest_on_provisions_there_are_records_on():
    known = {place for norm in NORMS.values() for place in norm.provisions} | set(LAW.article_names)
    resting = {item.provision for item in (*LAW.atoms.values(), *LAW.criteria.values())}
    of_the_act = sorted(place for place in resting if place.startswith("aia:"))
    assert [
        place for place in of_the_act if not any(f"{one}.".startswith(f"{place}.") for one in known)
    ] == []


def test_every_text_is_there_in_both_languages_and_is_not_the_same():
    texts = [
        *(text for norm in NORMS.values() for text in norm_texts(norm)),
        *(change.content for change in CHANGES.values()),
        *(text for answer in LAW.answers for text in (answer.question, answer.answer)),
        *(text for atom in LAW.atoms.values() for text in (atom.question, atom.hint) if text is not None),
        *(criterion.name for criterion in LAW.criteria.values()),
    ]
    assert [text.en for text in texts if not text.en or not text.nl or text.en == text.nl] == []


def test_one_number_has_one_value_wherever_it_stands():
    figure = {figure.id: figure.value for figure in figures()}
    atoms = LAW.atoms
    assert Decimal(NORMS["threshold:art-51.2-1"].details["value"]) == figure["figure:systemic-risk-compute"]
    assert (
        Decimal(atoms["atom:cumulative-compute-above-threshold"].value)
        == figure["figure:systemic-risk-compute"]
    )
    assert Decimal(atoms["atom:forecast-above-threshold"].value) == figure["figure:systemic-risk-compute"]
    assert (
        Decimal(atoms["atom:compute-above-indicative-threshold"].value)
        == figure["figure:gpai-indicative-compute"]
    )
    assert atoms["atom:placed-before-obligations-applied"].value == NORMS["duty:art-53.1.a-1"].start
    assert NORMS["exception:art-111.3-1"].end == NORMS["deadline:art-111.3-2"].details["day"]


def test_periods_are_counted_in_units_the_calendar_knows():
    units = {"days", "business_days", "weeks", "months", "years"}
    for norm in NORMS.values():
        assert norm.period is None or (len(norm.period) == 1 and set(norm.period) <= units), norm.id
        assert (norm.period is None) == (norm.period_from is None), norm.id


def test_every_article_id_is_one_and_the_release_is_not_in_the_future():
    assert all(refs.parse(article.id).path == () for article in ARTICLES)
    assert LAW.release <= TODAY.strftime("%Y.%m.%d")
