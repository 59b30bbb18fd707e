# SPDX-License-Identifier: EUPL-1.2
"""One broken or hostile input for each mistake, with the rule it must meet; the other inputs are read all the same."""

from __future__ import annotations

import bz2
import errno
import gzip
import io
import lzma
import os
import struct
import tarfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.engine.manifests.making import (
    ROWS,
    Read,
    Scratch,
    jsonl,
    parquet,
    response,
    table,
    tar,
    warc,
    write,
    zstd,
)

from adhere.engine.embedded import EngineError, open_session
from adhere.engine.manifests import converting, locating, staging
from adhere.engine.manifests.croissantfile import CroissantError, read_croissant
from adhere.engine.manifests.opening import open_inputs
from adhere.engine.manifests.streaming import BombError, BrokenError, expanded
from adhere.engine.manifests.tararchive import entries
from adhere.engine.manifests.warcrecords import record_rows


def cut(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


def encrypted(folder: Path) -> bytes:
    target = folder / "secret.parquet"
    with duckdb.connect() as connection:
        connection.execute("SET force_mbedtls_unsafe = 'true'")
        connection.execute("PRAGMA add_parquet_key('k', '0123456789abcdef')")
        connection.execute(
            f"COPY (SELECT 1 AS bytes) TO '{target}' (FORMAT parquet, ENCRYPTION_CONFIG {{footer_key: 'k'}})"
        )
    return target.read_bytes()


BIG = jsonl(ROWS) * 500
FILES: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "cut.parquet": (lambda folder: cut(parquet(folder / "x.parquet").read_bytes()), "ADH-CON-068"),
    "short.parquet": (lambda _: b"PAR1", "ADH-CON-068"),
    "hollow.parquet": (
        lambda folder: b"PAR1" + bytes(400) + parquet(folder / "x.parquet").read_bytes()[-8:],
        "ADH-CON-068",
    ),
    "secret.parquet": (encrypted, "ADH-CON-065"),
    "cut.jsonl.gz": (lambda _: cut(gzip.compress(BIG)), "ADH-CON-068"),
    "tail.csv.gz": (lambda _: gzip.compress(table()) + b"\x1f\x8b\x08more", "ADH-CON-068"),
    "cut.jsonl.zst": (lambda folder: cut(zstd(BIG + os.urandom(9000).hex().encode(), folder)), "ADH-CON-068"),
    "damaged.csv.gz": (lambda _: gzip.compress(table())[:40] + b"\0" * 40, "ADH-CON-068"),
    "bomb.jsonl.gz": (lambda _: gzip.compress(b'{"url": "' + b"x" * 80_000_000), "ADH-CON-067"),
    "bomb.csv.zst": (
        lambda folder: zstd(b"url,bytes\n" + b"http://a/,1\n" * 8_000_000, folder),
        "ADH-CON-067",
    ),
    "nested.jsonl.gz": (lambda _: gzip.compress(gzip.compress(jsonl())), "ADH-CON-069"),
    "old.arc": (lambda _: b"filedesc://x.arc 0.0.0.0 2014 text/plain 70\n", "ADH-CON-066"),
    "old.arc.gz": (lambda _: gzip.compress(b"filedesc://x.arc 0.0.0.0\n"), "ADH-CON-066"),
    "whole.json": (lambda _: b'[\n{"url": "http://a/"}\n]\n', "ADH-CON-070"),
    "pretty.json": (lambda _: b'{\n "url": "http://a/"\n}\n', "ADH-CON-070"),
    "empty.jsonl": (lambda _: b"\n\n", "ADH-CON-071"),
    "picture.png": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(100), "ADH-CON-072"),
    "wide.csv": (lambda _: table().decode().encode("utf-16"), "ADH-CON-072"),
    "other.jsonl.bz2": (lambda _: bz2.compress(jsonl()), "ADH-CON-072"),
    "other.jsonl.xz": (lambda _: lzma.compress(jsonl()), "ADH-CON-072"),
    "other.zip": (lambda _: b"PK\x03\x04" + bytes(40), "ADH-CON-072"),
    "names.csv": (lambda _: b"a,b\n1,2\n", "ADH-CON-074"),
    "two.csv": (lambda _: b"url,size,length\nhttp://a/,1,2\n", "ADH-CON-075"),
    "nested.jsonl": (lambda _: b'{"url": {"a": 1}, "bytes": 1}\n', "ADH-CON-076"),
    "duration.csv": (lambda _: b"url,duration\nhttp://a/,2\n", "ADH-CON-078"),
    "cut.warc": (lambda _: cut(warc(response("http://a/", b"x" * 4000))), "ADH-CON-068"),
    "garbage.warc": (lambda _: warc(response("http://a/", b"x")) + b"garbage\r\n\r\n", "ADH-CON-068"),
    "length.warc": (
        lambda _: warc(response("http://a/", b"x")).replace(b"Content-Length: ", b"Content-Length: -"),
        "ADH-CON-068",
    ),
    "cut.tar": (lambda _: tar(("a.jpg", bytes(9000)))[:6000], "ADH-CON-068"),
    "sum.tar": (
        lambda _: (
            tar(("a.jpg", b"x")).replace(b"a.jpg", b"b.jpg", 1)[:400] + b"\1" + tar(("a.jpg", b"x"))[401:]
        ),
        "ADH-CON-068",
    ),
    "tricks.tar": (
        lambda _: tar(("../../etc/passwd", b"x"), ("/abs.jpg", b"x"), ("c:/x.jpg", b"x"), ("ok.jpg", b"x")),
        "ADH-CON-087",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_meets_its_rule_and_no_other_is_lost(name: str, tmp_path: Path) -> None:
    make, rule = FILES[name]
    content = make(tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(content)
    write(folder / "good.jsonl", jsonl())
    read = Read(folder / name, folder / "good.jsonl", work=tmp_path / "work")

    assert read.rules.count(rule) == 1
    assert all(
        finding.wrong("nl") and "{" not in finding.wrong("nl") for finding in read.inputs.collected.findings
    )
    if read.inputs.ready:
        assert len(read.rows) >= len(ROWS)
        assert {row["url"] for row in ROWS} <= set(read.column("url"))


def test_links_devices_and_sparse_members_are_left_out(tmp_path: Path) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, kind in (
            ("l.jpg", tarfile.SYMTYPE),
            ("d.jpg", tarfile.CHRTYPE),
            ("p.jpg", tarfile.FIFOTYPE),
            ("h.jpg", tarfile.LNKTYPE),
        ):
            told = tarfile.TarInfo(name)
            told.type, told.linkname = kind, "../x"
            archive.addfile(told)
        sparse = tarfile.TarInfo("s.jpg")
        sparse.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.realsize": "1099511627776"}
        archive.addfile(sparse)
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        long = tarfile.TarInfo("x" * 300 + "/1.jpg")
        long.size = 3
        archive.addfile(long, io.BytesIO(b"abc"))
    read = Read(write(tmp_path / "a.tar", made.getvalue()), work=tmp_path / "work")

    assert read.column("bytes") == [3]
    (finding,) = read.inputs.collected.findings
    assert finding.values["count"] == 5


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_members_are_those_that_python_reads(form: int) -> None:
    members = [("e" * 90 + ".txt", b"1" * 513), ("d/" * 45 + "a.b.c", b""), ("k.jpg", b"3" * 1024)]
    content = tar(*members, form=form)
    found = [(one.path, one.size) for one in entries(iter([content[:700], content[700:]]), ".json")]
    assert found == [(name, len(inside)) for name, inside in members]


def test_a_file_that_is_replaced_while_it_is_read_is_told(tmp_path: Path) -> None:
    native, text = parquet(tmp_path / "a.parquet"), write(tmp_path / "a.jsonl", jsonl())
    inputs = open_inputs([native, text], work=tmp_path / "work")
    parquet(native, [*ROWS, ROWS[0]])
    os.utime(text, ns=(1, 1))
    with open_session(temporary=tmp_path) as session:
        inputs.relation(session)
        inputs.settle(session)

    assert [finding.rule.id for finding in inputs.collected.findings].count("ADH-CON-083") == 2
    assert list((tmp_path / "work").glob("*.parquet")) == []


def test_a_full_disk_is_told_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(converting, "index_origin", full)
    read = Read(
        write(tmp_path / "a.cdx", b"com,a)/ 20240102030405 http://a.com/ text/html 200 K - 0 f\n"),
        work=tmp_path / "work",
    )
    assert read.rules == ["ADH-CON-084"]
    assert list((tmp_path / "work").iterdir()) == []
    with duckdb.connect() as connection, pytest.raises(EngineError, match="could not be converted"):
        read.inputs.make(Scratch(connection))

    def refuse(*_: object) -> None:
        raise duckdb.IOException("Could not write file: No space left on device")

    monkeypatch.setattr(converting, "_copy", refuse)
    read = Read(write(tmp_path / "a.jsonl", jsonl()), work=tmp_path / "work")
    assert read.rules == ["ADH-CON-084"]


def test_what_was_converted_is_taken_up_again_and_halves_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [write(tmp_path / f"{name}.jsonl", jsonl()[: -name * 20] + b"\n") for name in (1, 2, 3)]
    calls: list[str] = []
    copy = converting._copy

    def killed(connection: object, origin: object, member: object, target: Path) -> None:
        calls.append(target.name)
        copy(connection, origin, member, target)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(converting, "_copy", killed)
    monkeypatch.setattr(converting, "AGAIN", 0)
    with pytest.raises(KeyboardInterrupt):
        Read(*files, work=tmp_path / "work")
    assert [one.suffix for one in (tmp_path / "work").iterdir()] == [".parquet"]

    read = Read(*files, work=tmp_path / "work")
    assert len(calls) == 4
    assert len(read.rows) == 6
    Read(*files, work=tmp_path / "work")
    assert len(calls) == 4


def test_who_interrupts_the_engine_is_not_made_to_wait_for_a_slower_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise duckdb.InterruptException

    monkeypatch.setattr(converting, "_copy", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Read(write(tmp_path / "a.jsonl", jsonl()), work=tmp_path / "work")


def test_a_converted_file_that_was_cut_off_is_made_anew(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", jsonl())
    Read(file, work=tmp_path / "work")
    (made,) = (tmp_path / "work").glob("*.parquet")
    made.write_bytes(made.read_bytes()[:50])

    assert len(Read(file, work=tmp_path / "work").rows) == len(ROWS)


def test_what_cannot_be_found_or_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    for name, rule in (
        ("gone.parquet", "ADH-CON-060"),
        ("pipe", "ADH-CON-060"),
        ("*.parquet", "ADH-CON-061"),
        ("empty", "ADH-CON-061"),
    ):
        assert Read(tmp_path / name, work=tmp_path / "work").rules == [rule]
    monkeypatch.setattr(locating, "MOST_FILES", 2)
    for number in range(4):
        write(tmp_path / "many" / f"{number}.jsonl", jsonl())
    read = Read(tmp_path / "many", work=tmp_path / "work")
    assert (read.rules, len(read.inputs.members)) == (["ADH-CON-062"], 2)


def test_one_file_named_twice_counts_once(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", jsonl())
    assert len(Read(file, tmp_path, str(tmp_path / "*.jsonl"), work=tmp_path.parent / "work").rows) == len(
        ROWS
    )


@pytest.mark.parametrize("compression", ["gzip", "zstd"])
@given(content=st.binary(max_size=300))
def test_no_compressed_bytes_make_expanding_raise_anything_else(compression: str, content: bytes) -> None:
    start = b"\x1f\x8b\x08\x00" if compression == "gzip" else b"\x28\xb5\x2f\xfd"
    try:
        for _ in expanded(io.BytesIO(start + content), compression):  # type: ignore[arg-type]
            pass
    except (BrokenError, BombError):
        pass


@settings(max_examples=300)
@given(st.binary(max_size=200), st.integers(0, 700), st.integers(1, 40))
def test_no_bytes_make_the_readers_of_archives_raise_anything_else(
    noise: bytes, place: int, size: int
) -> None:
    whole = tar(("a.jpg", b"x" * 100), ("a.json", b'{"url": "u"}'))
    records = warc(response("http://a/", b"x" * 50), ("revisit", {}, b""))
    for reader, content in ((lambda chunks: entries(chunks, ".json"), whole), (record_rows, records)):
        spoiled = content[:place] + noise + content[place + len(noise) :]
        try:
            for _ in reader(iter(spoiled[at : at + size * 16] for at in range(0, len(spoiled), size * 16))):
                pass
        except BrokenError:
            pass


@given(st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    st.sampled_from(["@type", "name", "license", "distribution", "recordSet", "field", "source", "extract", "column", "sha256"]), inner, max_size=4)))  # fmt: skip
def test_no_croissant_makes_its_reader_raise_anything_else(value: object) -> None:
    import json

    for said in (
        value,
        {"@type": "sc:Dataset", "recordSet": value, "distribution": value, "name": value, "license": value},
    ):
        with suppress(CroissantError):
            read_croissant(json.dumps(said).encode())


def test_a_number_that_a_header_claims_reserves_nothing() -> None:
    header = bytearray(tar(("a.jpg", b""))[:512])
    header[124:136] = b"\x80" + struct.pack(">11x")[:3] + (2**62).to_bytes(8, "big")
    header[148:156] = b"        "
    header[148:156] = f"{sum(header):06o}\0 ".encode()
    with pytest.raises(BrokenError):
        list(entries(iter([bytes(header)]), ".json"))
    with pytest.raises(BrokenError):
        list(record_rows([b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999999999999999\r\n\r\nx"]))


def test_staging_is_what_other_formats_go_through() -> None:
    assert set(staging._TEXTS) == {"jsonl", "cdxj", "cdx", "csv"}


def test_what_a_folder_holds_and_cannot_be_read_is_told(tmp_path: Path) -> None:
    folder, other = tmp_path / "in", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    write(folder / "a.jsonl", jsonl())
    write(other / "b.jsonl", jsonl())
    (folder / "gone.jsonl").symlink_to(tmp_path / "nowhere.jsonl")
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "away").symlink_to(other)
    (folder / "again").symlink_to(folder)
    found = open_inputs([folder], work=tmp_path / "work")

    told = [(one.rule.id, Path(one.place.file).name) for one in found.collected.findings]
    assert told == [("ADH-CON-096", "away"), ("ADH-CON-060", "gone.jsonl"), ("ADH-CON-060", "pipe.jsonl")]
    assert [one.located.name for one in found.members] == [str(folder / "a.jsonl")]


def test_what_may_hold_rows_and_is_not_read_is_wrong_in_a_folder_too(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "a.jsonl", jsonl())
    write(folder / "b.jsonl.xz", lzma.compress(jsonl()))
    write(folder / "notes.docx", b"PK\x03\x04" + bytes(40))
    found = open_inputs([folder], work=tmp_path / "work").collected

    assert [one.rule.id for one in found.findings] == ["ADH-CON-072", "ADH-CON-073"]
    assert "xz" in found.findings[0].wrong("nl")
    assert found.unread == (str(folder / "b.jsonl.xz"),)


def test_a_file_that_is_named_twice_counts_once_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = write(tmp_path / "a.jsonl", jsonl())
    (tmp_path / "linked.jsonl").symlink_to(file)
    read = Read("a.jsonl", file, tmp_path / "linked.jsonl", work=tmp_path / "work")

    assert read.rules == ["ADH-CON-097", "ADH-CON-097"]
    assert len(read.rows) == len(ROWS)


def test_of_many_files_with_the_same_columns_one_head_is_kept(tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path / "in" / f"{number}.jsonl", jsonl(ROWS * 100))
    write(tmp_path / "in" / "3.jsonl", b'{"href": "http://a/", "size": 1}\n' * 500)
    heads = [len(one.peek.head) for one in open_inputs([tmp_path / "in"], work=tmp_path / "work").members]

    assert heads[0] > 20_000
    assert heads[1:3] == [4_096, 4_096]
    assert heads[3] == 33 * 500
