# SPDX-License-Identifier: EUPL-1.2
"""Energy measured by CodeCarbon, ``emissions.csv``: the last row of each run, because rows run up within a run.

Format: https://mlco2.github.io/codecarbon/output.html (38 columns, fewer in older versions). ``energy_consumed`` is in
kWh and is already multiplied by the ``pue`` column, whose default is 1.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity, decimal_text
from adhere.kernel.text import Text
from adhere.models.compute.intervals import total
from adhere.models.compute.notes import note
from adhere.models.compute.shown import joined
from adhere.models.facts import Fact, Value
from adhere.models.folder import Folder, TooLargeError, read_text_bytes
from adhere.models.reading import Reading

NAME = "emissions.csv"
RANK = 20
LIMIT = 8 * 1024 * 1024
MOST_FINDINGS = 20
"""Of one kind per file: a file with a thousand bad rows is one mistake."""
SMALLEST, LARGEST = Decimal("1e-30"), Decimal("1e15")
"""kWh or kg: less than one operation takes, and more than the world uses in a year."""
REQUIRED = ("run_id", "energy_consumed")
WHOLE_MACHINE = ("", "machine")
_NUMBERS = ("energy_consumed", "gpu_energy", "emissions", "pue")
_MISSING = {"gpu_energy": None, "emissions": None, "pue": Decimal(1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The last row of one run: energy in kWh (PUE applied), emissions in kg CO2e, None where the column is missing."""

    id: str
    line: int
    project: str
    energy: Decimal
    gpu_energy: Decimal | None
    emissions: Decimal | None
    pue: Decimal
    tracking_mode: str
    gpu_model: str


@dataclass(slots=True)
class _Log:
    """One file as it is read: its runs, of each the last row, and how many rows were lost."""

    file: str
    sha256: str
    reading: Reading
    runs: dict[str, Run] = field(default_factory=dict)
    rejected: int = 0

    def reject(self, rule: str, line: int, **values: object) -> None:
        self.rejected += 1
        if self.rejected <= MOST_FINDINGS:
            self.reading.report(rule, Place(file=self.file, line=line), **values)


def read_codecarbon(folder: Folder) -> Reading:
    """Return energy and emissions of training from the topmost ``emissions.csv`` of a folder."""
    reading = Reading()
    names = [name for name in folder.entries() if name.rsplit("/", 1)[-1] == NAME]
    if not names:
        return reading
    log = _read(folder, min(names, key=lambda name: (name.count("/"), name)), reading)
    if log is not None and log.runs:
        _report(log)
        _add_facts(log)
    return reading


def _read(folder: Folder, name: str, reading: Reading) -> _Log | None:
    try:
        content = read_text_bytes(folder, name, LIMIT)
        text = content.decode("utf-8-sig")
    except TooLargeError:
        reading.report("ADH-MOD-239", Place(file=name), limit=LIMIT)
        return None
    except (OSError, UnicodeDecodeError) as error:
        reading.report("ADH-MOD-235", Place(file=name), problem=str(error)[:120])
        return None
    log = _Log(file=name, sha256=hashlib.sha256(content).hexdigest(), reading=reading)
    try:
        _rows(text, log)
    except csv.Error as error:
        log.rejected += 1
        reading.report("ADH-MOD-235", Place(file=name), problem=str(error)[:120])
    return log


def _rows(text: str, log: _Log) -> None:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = [column.strip() for column in next(rows, [])]
    missing = [column for column in REQUIRED if column not in header]
    if missing:
        log.reject("ADH-MOD-236", 1, columns=", ".join(missing))
        return
    for row in rows:
        if not row:
            continue
        if len(row) != len(header):
            log.reject("ADH-MOD-237", rows.line_num, found=len(row), expected=len(header))
            continue
        run = _run(dict(zip(header, row, strict=True)), rows.line_num, log)
        if run:
            log.runs[run.id] = run


def _run(row: Mapping[str, str], line: int, log: _Log) -> Run | None:
    numbers: dict[str, Decimal | None] = dict(_MISSING)
    for column in _NUMBERS:
        text = row.get(column, "").strip()
        if not text and column in _MISSING:
            continue
        numbers[column] = _number(text)
        if numbers[column] is None:
            log.reject("ADH-MOD-238", line, column=column, value=text[:40] or '""')
            return None
    energy, pue = numbers["energy_consumed"], numbers["pue"]
    if energy is None or pue is None:
        return None
    return Run(
        id=row["run_id"],
        line=line,
        project=row.get("project_name", "").strip()[:80],
        energy=energy,
        gpu_energy=numbers["gpu_energy"],
        emissions=numbers["emissions"],
        pue=pue,
        tracking_mode=row.get("tracking_mode", "").strip()[:40],
        gpu_model=row.get("gpu_model", "").strip()[:200],
    )


def _report(log: _Log) -> None:
    projects = sorted({run.project for run in log.runs.values()})
    if len(projects) > 1:
        shown = ", ".join(projects[:5])
        log.reading.report("ADH-MOD-225", Place(file=log.file), count=len(projects), projects=shown)
    for run in list(log.runs.values())[:MOST_FINDINGS]:
        at = Place(file=log.file, line=run.line)
        if run.tracking_mode not in WHOLE_MACHINE:
            log.reading.report("ADH-MOD-223", at, mode=run.tracking_mode)
        if not run.gpu_energy:
            log.reading.report("ADH-MOD-224", at, run=run.id[:40])
    for pue in sorted({run.pue for run in log.runs.values()}):
        rule = "ADH-MOD-222" if pue == 1 else "ADH-MOD-221"
        log.reading.report(rule, Place(file=log.file, at="column pue"), pue=decimal_text(pue))


def _add_facts(log: _Log) -> None:
    runs = tuple(log.runs.values())
    partial = bool(log.rejected) or any(
        run.tracking_mode not in WHOLE_MACHINE or not run.gpu_energy for run in runs
    )
    pue = ", ".join(decimal_text(pue) for pue in sorted({run.pue for run in runs}))
    projects = ", ".join(sorted({run.project for run in runs})[:5])
    energy = total("kWh", (Quantity.exactly(run.energy, "kWh") for run in runs))
    said = note("metered-energy", runs=len(runs), projects=projects, pue=pue)
    value = _bounded(energy, partial=partial)
    _add(log, "energy.training", value, column="energy_consumed", basis=Basis.MEASURED, said=said)
    known = [run.emissions for run in runs if run.emissions is not None]
    if len(known) == len(runs):
        emitted = total("kgCO2e", (Quantity.exactly(emission, "kgCO2e") for emission in known))
        said = note("metered-emissions", runs=len(runs))
        value = _bounded(emitted, partial=partial)
        _add(log, "emissions.training", value, column="emissions", basis=Basis.ESTIMATED, said=said)
    models = tuple(dict.fromkeys(run.gpu_model for run in runs if run.gpu_model))
    if models:
        said = note("metered-hardware")
        named = ", ".join(models)
        _add(log, "compute.training.hardware", named, column="gpu_model", basis=Basis.MEASURED, said=said)


def _add(log: _Log, fact_id: str, value: Value, *, column: str, basis: Basis, said: Text) -> None:
    bound = isinstance(value, Quantity) and value.high is None
    source = Source(file=log.file, at=f"column {column}", method="codecarbon-log", sha256=log.sha256)
    log.reading.facts.append(
        Fact(
            id=fact_id,
            value=value,
            basis=basis,
            sources=(source,),
            rank=RANK,
            note=joined([said, note("metered-bound")]) if bound else said,
        )
    )


def _bounded(quantity: Quantity, *, partial: bool) -> Quantity:
    """Return a sum as it is, or as a lower bound where part of what ran was not measured."""
    return Quantity(unit=quantity.unit, low=quantity.low) if partial else quantity


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and (number == 0 or SMALLEST <= number < LARGEST) else None
