# SPDX-License-Identifier: EUPL-1.2
"""Each function of DuckDB that is called by its place in the stable table stands there, in the version that is installed."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
from pathlib import Path

import pytest
from tests.unit.engine.native.functions_in_c import needs_a_compiler

from adhere.engine.embedded import open_session
from adhere.engine.native import building
from adhere.engine.quoting import literal

HEADER = (building.SOURCE / "engine.h").read_text()
PLACES = {
    name: int(place) for name, place in re.findall(r"^ {4}(DUCKDB_[A-Z_]+) = (\d+),$", HEADER, re.MULTILINE)
}
USED = {
    name
    for file in building.SOURCE.iterdir()
    for name in re.findall(r"ENGINE\((DUCKDB_[A-Z_]+)", file.read_text())
}


def test_what_is_called_has_a_place_and_all_places_fit_in_the_table():
    assert set(PLACES) == USED
    assert f"    PLACES = {max(PLACES.values()) + 1}\n" in HEADER


@needs_a_compiler
def test_each_function_stands_at_its_place(monkeypatch, tmp_path):
    import _duckdb

    library = ctypes.CDLL(_duckdb.__file__, mode=os.RTLD_NOLOAD | os.RTLD_NOW)
    unnamed = [name.lower() for name in PLACES if not hasattr(library, name.lower())]
    if unnamed:
        pytest.skip(f"NOT TESTED: this build of DuckDB does not say where these are: {', '.join(unnamed)}")
    for source in (building.SOURCE / "engine.h", Path(__file__).with_name("places") / "places.c"):
        shutil.copy(source, tmp_path)
    monkeypatch.setattr(building, "SOURCE", tmp_path)
    file = tmp_path / "places.duckdb_extension"
    with open_session("1GB", 1) as session:
        ((platform,),) = session.rows("PRAGMA platform")
        assert building.build(file, platform)
        session.run(f"LOAD {literal(file)}")
        places = ctypes.CDLL(str(file))
        places.function_at.restype = ctypes.c_void_p
        found = {name: places.function_at(place) for name, place in PLACES.items()}
    right = {name: ctypes.cast(getattr(library, name.lower()), ctypes.c_void_p).value for name in PLACES}
    assert found == right
