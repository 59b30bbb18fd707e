# SPDX-License-Identifier: EUPL-1.2
"""Every column of every table is exact: held against plain Python over messy rows, with a new seed every time."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.unit.engine.manifests.making import jsonl, parquet, write

from adhere.content.figures import MEASURES, MODALITIES, Share
from adhere.engine.embedded import open_session
from adhere.engine.figures import computing
from adhere.engine.figures.computing import compute_tables
from adhere.engine.figures.tables import Tables
from adhere.engine.manifests.opening import Inputs, open_inputs

TYPES = {
    "url": pa.string(), "fetch_time": pa.timestamp("us"), **dict.fromkeys(MEASURES, pa.int64()),
    **dict.fromkeys(("language", "modality", "source", "licence"), pa.string()),
}  # fmt: skip
LANGUAGES = {
    "nl": "nl",
    "eng": "en",
    "English": "en",
    "en_us": "en-US",
    "deu,eng": "de",
    "": None,
    "und": None,
    "tlh": "tlh",
    "no such tongue": "no such tongue",
}
KINDS = {"text": "text", "Images": "image", "audio": "audio", "smell": None, "": None}
START = datetime(1989, 12, 1)  # noqa: DTZ001 - as a manifest has it


def computed(folder: Path, *files: Path) -> tuple[Tables, Inputs]:
    inputs = open_inputs([str(file) for file in files], work=folder / "work")
    with open_session(temporary=folder) as session:
        found = compute_tables(session, inputs)
        inputs.settle(session, counted=found.sound)
        return found, inputs


def messy(draw: random.Random) -> dict[str, Any]:
    def maybe(value: Any) -> Any:
        return None if draw.random() < 0.1 else value

    return {
        "url": maybe(draw.choice(["http://a/", "", "data:x"])),
        "fetch_time": maybe(
            START + timedelta(seconds=draw.randrange(3_600_000_000), microseconds=draw.randrange(10**6))
        ),
        "bytes": maybe(draw.choice([0, -1, 2**62, draw.randrange(10**6)])),
        "tokens": maybe(draw.randrange(-2, 1000)),
        "images": maybe(draw.randrange(3)),
        "milliseconds": maybe(2**61),
        "language": maybe(draw.choice(list(LANGUAGES))),
        "modality": maybe(draw.choice(list(KINDS))),
        "source": maybe(draw.choice(["own", "", "Ünï", "x\ty"])),
        "licence": maybe(draw.choice(["unknown", "mit", ""])),
    }


def test_every_column_of_every_table_is_that_of_plain_python(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(2**32)
    draw = random.Random(seed)
    rows = [messy(draw) for _ in range(3000)]
    told, inputs = computed(
        tmp_path,
        parquet(tmp_path / "a.parquet", rows[:2000], **TYPES),
        parquet(tmp_path / "b.parquet", rows[2000:], **TYPES),
    )

    plain = [_plain(row) for row in rows]
    assert _line(told.total, told.first, told.last) == _expected(plain), seed
    for found, keys in (
        (told.sources, ("modality", "source")), (told.languages, ("modality", "language")),
        (told.months, ("source", "month")), (told.licences, ("source", "licence")),
    ):  # fmt: skip
        groups = _grouped(plain, lambda row, keys=keys: tuple(row[key] for key in keys))
        assert [tuple(getattr(line, key) for key in keys) for line in found] == sorted(groups, key=_order), (
            seed
        )
        assert {
            tuple(getattr(line, key) for key in keys): _line(line.amount, line.first, line.last)
            for line in found
        } == {key: _expected(group) for key, group in groups.items()}, seed
        assert all(
            getattr(line, other) is None
            for line in found
            for other in {"modality", "source", "language", "licence", "month"} - set(keys)
        )
    assert told.unknown_languages == ("no such tongue",)
    assert sum(record.malformed for record in inputs.records) == sum(row["wrong"] for row in plain), seed
    assert [record.rows for record in inputs.records] == [2000, 1000]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as it has to count, by rules written down once more."""
    moment = row["fetch_time"]
    inside = moment is not None and datetime(1990, 1, 1) <= moment < datetime(2100, 1, 1)  # noqa: DTZ001
    found = {name: row[name] if row[name] is not None and row[name] >= 0 else None for name in MEASURES}
    found |= {
        "moment": moment.replace(tzinfo=UTC) if inside else None,
        "month": f"{moment:%Y-%m}" if inside else None,
    }
    found |= {"language": LANGUAGES.get(row["language"]), "modality": KINDS.get(row["modality"])}
    found |= {name: row[name] or None for name in ("source", "licence")}
    negative = any(row[name] is not None and row[name] < 0 for name in MEASURES)
    return found | {
        "wrong": not row["url"]
        or (moment is not None and not inside)
        or negative
        or row["modality"] == "smell"
    }


def _grouped(
    rows: Iterable[dict[str, Any]], key: Callable[[dict[str, Any]], Any]
) -> dict[Any, list[dict[str, Any]]]:
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _expected(rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    sums = [
        (sum(row[name] or 0 for row in rows), sum(row[name] is not None for row in rows)) for name in MEASURES
    ]
    moments = [row["moment"] for row in rows if row["moment"]]
    return len(rows), *sums, min(moments, default=None), max(moments, default=None)


def _line(amount: Any, first: datetime | None, last: datetime | None) -> tuple[Any, ...]:
    return (
        amount.documents,
        *((getattr(amount, name).total, getattr(amount, name).known) for name in MEASURES),
        first,
        last,
    )


def _order(key: tuple[str | None, ...]) -> list[tuple[bool, int, str]]:
    return [(part is None, MODALITIES.index(part) if part in MODALITIES else 9, part or "") for part in key]


def test_the_same_rows_as_text_give_the_same_tables(tmp_path: Path) -> None:
    draw = random.Random(random.SystemRandom().randrange(2**32))
    rows = [messy(draw) for _ in range(500)]
    texts = [row | {"fetch_time": row["fetch_time"] and row["fetch_time"].isoformat()} for row in rows]
    native, _ = computed(tmp_path, parquet(tmp_path / "a.parquet", rows, **TYPES))
    text, _ = computed(tmp_path, write(tmp_path / "a.jsonl.gz", jsonl(texts)))

    assert (
        text.total.bytes.known <= native.total.bytes.known
    )  # numbers of nineteen digits are no sizes in a text
    for name in ("sources", "languages", "months", "licences"):
        assert [_without_large(one) for one in getattr(native, name)] == [
            _without_large(one) for one in getattr(text, name)
        ]


def _without_large(one: Share) -> tuple[Any, ...]:
    return (
        one.modality,
        one.source,
        one.language,
        one.licence,
        one.month,
        one.amount.documents,
        one.amount.tokens,
        one.amount.images,
        one.first,
        one.last,
    )


@pytest.mark.parametrize("column", ["source", "language", "licence"])
def test_a_column_of_names_is_cut_to_its_largest_and_told(
    column: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(computing, "MOST", 2)
    values = ["aa"] * 3 + ["bb"] * 2 + ["cc", "dd", "dd", None]
    told, inputs = computed(
        tmp_path,
        parquet(tmp_path / "a.parquet", [{"url": "u", "bytes": 1, column: value} for value in values]),
    )

    table = {"source": told.sources, "language": told.languages, "licence": told.licences}[column]
    assert [(getattr(one, column), one.amount.documents, one.amount.bytes.total) for one in table] == [
        ("aa", 3, 3),
        ("bb", 2, 2),
        (None, 4, 4),
    ]
    assert (told.total.documents, told.total.bytes.total) == (9, 9)
    assert [finding.rule.id for finding in inputs.collected.findings] == ["ADH-CON-086"]


def test_a_language_that_is_none_is_told_with_the_inputs_beside(tmp_path: Path) -> None:
    parquet(tmp_path / "a.parquet", [{"url": "u", "language": "?!"}, {"url": "u", "language": "nl"}])
    write(tmp_path / "notes.txt", b"words\n")
    told, inputs = computed(tmp_path.parent, tmp_path)
    assert [one.language for one in told.languages] == ["?!", "nl"]
    assert sorted(finding.rule.id for finding in inputs.collected.findings) == ["ADH-CON-073", "ADH-CON-085"]


def test_nothing_at_all_gives_noughts(tmp_path: Path) -> None:
    told, _ = computed(tmp_path, parquet(tmp_path / "a.parquet", [{"url": None}]))
    assert (told.total.documents, told.total.bytes.known, told.first) == (1, 0, None)
