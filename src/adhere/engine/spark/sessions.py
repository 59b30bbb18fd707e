# SPDX-License-Identifier: EUPL-1.2
"""A session of Apache Spark that reads the SQL of ``engine.dialects``: statements are translated, tables are views that are kept.

ANSI mode stays on, as Spark has it: a sum that does not fit raises and never wraps. Sessions and moments are in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from adhere.engine.dialects import translated
from adhere.engine.embedded.failures import EngineError, failure

if TYPE_CHECKING:
    from pathlib import Path

    from pyspark.sql import DataFrame, SparkSession  # type: ignore[import-not-found]

LOCAL = "local[*]"
LOCAL_PARTITIONS = "32"
"""Of a shuffle on one machine; a cluster has its own setting."""
BATCH = 50_000
REASON = 300
"""Characters of what Spark says that are shown."""
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
READERS = {"parquet": "parquet", "converted": "parquet", "csv": "csv", "jsonl": "json"}
"""The readers of Spark for the formats of manifests; ``converted`` is a manifest that was brought to Parquet."""

Translate = Callable[[str], str]
_PATTERN = re.compile(r"[*?\[\]{}\\]")
"""Signs in the name of a file that Spark would take for a pattern."""


class Cluster:
    """A session; names of tables are those of its own views, and statements are in SQL of DuckDB that ``translate`` brings to Spark's."""

    def __init__(self, spark: SparkSession, translate: Translate = translated) -> None:
        self.spark, self._translate = spark, translate
        self._kept: dict[str, DataFrame] = {}

    @property
    def version(self) -> str:
        """The version of Spark."""
        return str(self.spark.version)

    def read(
        self,
        name: str,
        uris: Sequence[str],
        form: str = "parquet",
        *,
        schema: str | None = None,
        places: tuple[str, str] | None = None,
        **options: str,
    ) -> None:
        """Give files a name as a table; ``schema`` is columns with their types, for formats that hold none.

        ``places`` are names for two more columns, of Parquet alone: the file of a row, as a percent-encoded URI, and the number of the row in it from 0.
        """
        reader = self.spark.read.format(READERS[form])
        if schema is not None:
            reader = reader.schema(schema)
        frame = reader.options(**options).load([_PATTERN.sub(r"\\\g<0>", uri) for uri in uris])
        if places is not None:
            hidden = frame.metadataColumn("_metadata")
            told = zip(("file_path", "row_index"), places, strict=True)
            frame = frame.select("*", *(hidden[field].alias(column) for field, column in told))
        frame.createOrReplaceTempView(name)

    def has_broken(self, table: str, columns: Sequence[str]) -> bool:
        """Whether columns of a table hold texts that are no UTF-8: Spark takes them as they are, and would give other figures than DuckDB."""
        frame = self.spark.table(table)
        lists = {one.name for one in frame.schema.fields if one.dataType.typeName() == "array"}
        wrong = " OR ".join(_not_text(name, is_list=name in lists) for name in columns)
        return bool(wrong) and not frame.where(wrong).isEmpty()

    def write(self, sql: str, folder: Path) -> None:
        """Write the rows of a statement as files of Parquet to a new folder, which all machines have to reach."""
        self._frame(sql).write.parquet(f"file:{folder}")

    def make(self, name: str, sql: str, *, step: str = "", size: int = 0) -> None:
        """Keep the rows of a statement under a name: in memory, on disk where that is full."""
        del step, size  # Spark tells how far it is itself
        from pyspark import StorageLevel  # type: ignore[import-not-found]  # noqa: PLC0415 - an extra

        self._keep(name, self._frame(sql).persist(StorageLevel.MEMORY_AND_DISK))

    def load(self, name: str, columns: Sequence[str], values: Iterable[tuple[Any, ...]]) -> None:
        """Keep rows under a name."""
        from pyspark.sql.types import (  # type: ignore[import-not-found]  # noqa: PLC0415
            IntegerType,
            StringType,
            StructField,
            StructType,
        )

        found = list(values)
        whole = [bool(found) and isinstance(found[0][at], int | None) for at in range(len(columns))]
        kinds = [IntegerType() if number else StringType() for number in whole]
        fields = [StructField(column, kind) for column, kind in zip(columns, kinds, strict=True)]
        self._keep(name, self.spark.createDataFrame(found, StructType(fields)))

    def _keep(self, name: str, frame: DataFrame) -> None:
        earlier = self._kept.pop(name, None)
        if earlier is not None:
            earlier.unpersist()
        self._kept[name] = frame
        frame.createOrReplaceTempView(name)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a statement, all at once: one job."""
        return [tuple(row) for row in self._frame(sql).collect()]

    def batches(self, sql: str) -> Iterator[Sequence[tuple[Any, ...]]]:
        """Yield the rows of a statement, so many at a time: a job for each partition, so that no list has to fit in the driver."""
        rows = self._frame(sql).toLocalIterator(prefetchPartitions=True)
        while batch := [tuple(row) for row in islice(rows, BATCH)]:
            yield batch

    def _frame(self, sql: str) -> DataFrame:
        return self.spark.sql(self._translate(sql))

    def forget(self) -> None:
        """Let go of every table."""
        for frame in self._kept.values():
            frame.unpersist()
        self._kept.clear()


@contextmanager
def open_cluster(
    master: str | None = None, memory: str | None = None, translate: Translate = translated
) -> Iterator[Cluster]:
    """Open a session on a master, on this machine where none is named; raise ImportError where Spark is not installed.

    ``memory`` is for the driver of a local session, which is all there is of it; a cluster has its own.
    """
    from pyspark.errors import PySparkException  # type: ignore[import-not-found]  # noqa: PLC0415 - an extra
    from pyspark.sql import SparkSession  # noqa: PLC0415

    address = master or LOCAL
    settings = SETTINGS | ({"spark.driver.memory": memory} if memory else {})
    if address.startswith("local"):
        settings |= {"spark.sql.shuffle.partitions": LOCAL_PARTITIONS}
    try:
        builder = SparkSession.builder.master(address).appName("adhere")
        spark = builder.config(map=settings).getOrCreate()
    except (PySparkException, RuntimeError, OSError) as error:
        raise _not_started(master, error) from error
    try:
        cluster = Cluster(spark, translate)
        yield cluster
        cluster.forget()
    except PySparkException as error:
        raise failure("ADH-CON-052", "Spark", reason=" ".join(str(error).split())[:REASON]) from error
    finally:
        spark.stop()


def _not_text(name: str, *, is_list: bool) -> str:
    column = f"`{name.replace('`', '``')}`"
    return f"exists({column}, x -> NOT is_valid_utf8(x))" if is_list else f"NOT is_valid_utf8({column})"


def _not_started(master: str | None, error: Exception) -> EngineError:
    reason = " ".join(str(error).split())[:REASON]
    return failure("ADH-CON-053", "Spark", master=master or LOCAL, reason=reason)
