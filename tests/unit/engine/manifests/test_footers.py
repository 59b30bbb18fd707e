# SPDX-License-Identifier: EUPL-1.2
"""What the footers of Parquet files prove of sizes is taken from them; where one proves nothing, sizes are looked at, and the list is the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.madeup.addresses import rows
from tests.unit.engine.domains.plainly import said

from adhere.engine.domains import embedded
from adhere.engine.domains.request import Request
from adhere.engine.domains.suffixlist import read_suffixes
from adhere.engine.embedded import open_session
from adhere.engine.manifests.footers import Sizes
from adhere.engine.manifests.opening import open_inputs

BIG = 2**62


@pytest.fixture(scope="module")
def session():
    with open_session("1GB", 1) as found:
        yield found


def _written(path: Path, sizes: list[int | None] | pa.Array, **how: object) -> Path:
    urls = [f"https://d{place % 7}.example/{place}" for place in range(len(sizes))]
    pq.write_table(pa.table({"url": urls, "bytes": sizes}), path, **how)
    return path


@pytest.mark.parametrize(
    ("sizes", "how", "right"),
    [
        ([5, 0, 9], {}, Sizes(3, 9)),
        ([5, 0, 9, 11, 3], {"row_group_size": 2}, Sizes(5, 11)),
        ([BIG, 1], {}, Sizes(2, BIG)),
        (pa.array([3, 4], pa.int16()), {}, Sizes(2, 4)),
        ([5, None, 9], {}, None),
        ([5, 7, 9, None], {"row_group_size": 3}, None),
        ([5, -1], {}, None),
        ([5, 6], {"write_statistics": False}, None),
        (pa.array([5.0, 6.0]), {}, None),
        (pa.array(["5", "6"]), {}, None),
        (pa.array([5, 6], pa.uint64()), {}, None),
        (pa.array([], pa.int64()), {}, None),
    ],
)
def test_what_a_footer_proves_of_sizes(session, tmp_path, sizes, how, right):
    inputs = open_inputs([_written(tmp_path / "a.parquet", sizes, **how)])
    assert inputs.sizes(session) == right


def test_of_several_files_all_have_to_prove_it(session, tmp_path):
    first, second = _written(tmp_path / "a.parquet", [1, 2]), _written(tmp_path / "b.parquet", [7, 3, 4])
    assert open_inputs([first, second]).sizes(session) == Sizes(5, 7)
    assert open_inputs([tmp_path]).sizes(session) == Sizes(5, 7)
    (tmp_path / "c.csv").write_text("url,bytes\nhttps://d1.example/x,3\n")
    assert open_inputs([first, tmp_path / "c.csv"], work=tmp_path / "work").sizes(session) is None
    _written(tmp_path / "b.parquet", [7, None])
    assert open_inputs([first, second]).sizes(session) is None


@pytest.mark.parametrize("folder", ["bytes=4611686018427387904", "BYTES=7/x=1"])
def test_what_folders_say_in_place_of_the_file_is_not_proven_by_it(session, tmp_path, folder):
    (tmp_path / folder).mkdir(parents=True)
    inputs = open_inputs([_written(tmp_path / folder / "a.parquet", [1] * 8)])
    assert inputs.sizes(session) is None
    relation = inputs.relation(session, light=True)
    ((least, most, total),) = session.rows(f"SELECT min(bytes), max(bytes), sum(bytes) FROM ({relation})")
    ranked = embedded.rank(session, Request(relation=relation, suffixes=read_suffixes()))
    assert least == most == int(folder.partition("=")[2].partition("/")[0])
    assert ranked.bytes == total == 8 * least


def test_a_column_that_the_engine_calls_otherwise_is_not_taken_for_another(session, tmp_path):
    urls, sizes = ["https://a.example/"] * 4, {"Foo": [1] * 4, "foo": [BIG] * 4, "foo_1": [2] * 4}
    table = pa.Table.from_arrays([pa.array(one) for one in (urls, *sizes.values())], ["url", *sizes])
    pq.write_table(table, tmp_path / "a.parquet")
    for name, right in (("Foo", 1), ("foo_1", BIG), ("foo_1_1", 2)):
        mapped = f"columns: {{url: url, bytes: {name}}}"
        (tmp_path / "map.yaml").write_text(
            f"format: adhere/content-mapping/1\ninputs:\n  - files: '*'\n    {mapped}\n"
        )
        inputs = open_inputs([tmp_path / "a.parquet"], tmp_path / "map.yaml")
        ((largest,),) = session.rows(f"SELECT max(bytes) FROM ({inputs.relation(session)})")
        assert inputs.sizes(session) == Sizes(4, largest) == Sizes(4, right)


@pytest.mark.parametrize("largest", [9, BIG])
def test_a_list_is_the_same_with_and_without(session, tmp_path, largest):
    urls = [
        (url, place % 9 if place else largest, kind)
        for place, (url, _, kind) in enumerate(rows(4, 300))
        if url is not None
    ]
    table = pa.table(dict(zip(("url", "bytes", "modality"), map(list, zip(*urls, strict=True)), strict=True)))
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=100)
    inputs = open_inputs([tmp_path / "a.parquet"])
    request = Request(
        relation=inputs.relation(session, light=True), suffixes=read_suffixes(), sizes=inputs.sizes(session)
    )
    assert request.sizes == Sizes(len(urls), largest)
    assert said(embedded.rank(session, request)) == said(embedded.rank(session, replace(request, sizes=None)))


@pytest.mark.parametrize("wrong", [b"parquet-cpp-arrow", b"\x19\x18\x05bytes"])
def test_a_footer_with_a_text_that_is_no_utf_8_costs_no_row(session, tmp_path, wrong):
    """Who wrote the file, and the name of a column beside its statistics: the engine reads rows by such a footer, but tells nothing of it."""
    found = _written(tmp_path / "a.parquet", [5, 0, 9])
    content = found.read_bytes()
    place = content.rindex(wrong) + len(wrong) - 1
    found.write_bytes(content[:place] + b"\xff" + content[place + 1 :])
    sound = _written(tmp_path / "b.parquet", [1])

    inputs = open_inputs([found, sound])
    inputs.make(session)
    ((rows, size),) = session.rows(f"SELECT count(*), sum(bytes) FROM ({inputs.relation(session)})")
    assert (rows, size) == (4, 15)
    assert [one.rows for one in inputs.settle(session)] == [3, 1]
    assert not inputs.collected.findings
