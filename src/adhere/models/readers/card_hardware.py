# SPDX-License-Identifier: EUPL-1.2
"""Names of accelerators as model cards write them, with the variant where it is given.

The hardware of training is among the computational resources of Annex XI, section 1, point 2(d) to Regulation (EU)
2024/1689.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MODEL = (
    r"GB[23]00|GH200|B[123]00|H20|H100|H200|H800|A10G?|A16|A30|A40|A100|A800|V100|P100|L4|L40S?|T4|RTX[ -]?\w{4,5}|"
    r"MI ?\d{3}[AX]?|Gaudi[ -]?[23]|Trainium ?\d?|Ascend[ -]?910[BC]?|910B|TPU[ -]?v\d[a-z]{0,2}"
)
_VARIANT = r"(?:[ -](?:SXM\d?|PCIe|NVL|HBM\d?e?|\d{2,3} ?GB)){0,3}"
NAME = rf"(?:{_MODEL}){_VARIANT}"
_NAMED = re.compile(rf"\b(?:{_MODEL})(?=s?\b){_VARIANT}")
_LABEL = re.compile(
    r"(?:training )?(?:hardware|gpus?|accelerators?)(?: type| used| model)?|hardware used for training"
)
_HEADING = re.compile(r"^(?:training )?(?:hardware|compute infrastructure)(?! require)", re.IGNORECASE)
_COUNTED = re.compile(rf"\d[\d,]* ?x? ?(?:NVIDIA |AMD )?{NAME}", re.IGNORECASE)
_NOT_TRAINED_ON = re.compile(
    r"inference|\bserv(?:e|ing)|deploy|\bfits?\b|reserve|additional|requires? (?:at least|a )|can be run|"
    r"\brun(?:s|ning)? on|tested|compatib|\bsupport|generat|fine-?tun|evaluat",
    re.IGNORECASE,
)


def named(sentence: str) -> Iterator[tuple[str, int]]:
    """Yield the accelerators named in a sentence, each with its offset."""
    for match in _NAMED.finditer(sentence):
        yield match[0].strip(), match.start()


def model_of(hardware: str) -> str:
    """Return the accelerator without its variant, to tell whether two names can be one: ``A100 PCIe`` is ``a100``."""
    match = re.match(_MODEL, hardware)
    return re.sub(r"[ -]", "", match[0] if match else hardware).casefold()


def trained_on(sentence: str, headings: tuple[str, ...], label: str, *, told: bool) -> bool:
    """Whether the hardware a sentence names is what the model was trained on; ``told``: it speaks of training."""
    if _NOT_TRAINED_ON.search(sentence):
        return False
    if told or _LABEL.fullmatch(label):
        return True
    return bool(_COUNTED.match(sentence)) and any(_HEADING.search(heading) for heading in headings)
