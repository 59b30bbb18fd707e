# SPDX-License-Identifier: EUPL-1.2
"""A model folder on disk to facts and findings: the disk and the YAML that ``models`` may not know."""

from __future__ import annotations

from pathlib import Path

from adhere.intake.folder import DiskFolder
from adhere.intake.reasons import yaml_reason
from adhere.intake.tree import HARMLESS, parse
from adhere.models.modelfolder import FrontMatter, ModelReading, read_model

FENCE = b"---"
UNCLOSED = "front matter is not closed"


def read_model_folder(path: Path, *, hash_weights: bool = False) -> ModelReading:
    """Read a model folder; raise NotADirectoryError or FileNotFoundError where there is none."""
    if not path.is_dir():
        raise NotADirectoryError(str(path)) if path.exists() else FileNotFoundError(str(path))
    folder = DiskFolder(path)
    result = read_model(folder, front_matter, name=path.resolve().name, hash_weights=hash_weights)
    result.reading.findings[:0] = folder.reading.findings
    return result


def front_matter(content: bytes) -> FrontMatter:
    """Return the YAML between the two fences at the top of a card; a card without any has none."""
    lines = content.removeprefix(b"\xef\xbb\xbf").splitlines()
    if not lines or lines[0].strip() != FENCE:
        return FrontMatter()
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == FENCE), None)
    if end is None:
        return FrontMatter(problem=yaml_reason(UNCLOSED), problem_line=1)
    tree = parse(b"".join(line + b"\n" for line in lines[1:end]))
    mistake = next((found for found in tree.mistakes if found.fault not in HARMLESS), None)
    mistake = mistake or next(iter(tree.mistakes), None)
    return FrontMatter(
        values=tree.value if isinstance(tree.value, dict) and not tree.fatal else None,
        lines={str(place[0]): line + 1 for place, line in tree.lines.items() if len(place) == 1},
        problem=yaml_reason(f"{mistake.fault}: {mistake.detail}") if mistake else None,
        problem_line=mistake.line + 1 if mistake else None,
    )
