# SPDX-License-Identifier: EUPL-1.2
"""How many bits a packed weight has: as the configuration says, checked against the tensors that stand beside it.

gptq and awq: https://github.com/AutoGPTQ/AutoGPTQ, https://github.com/mit-han-lab/llm-awq; compressed-tensors:
https://github.com/vllm-project/compressed-tensors. Three bits are 32/3 weights in a container, not 10.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from adhere.models.weights.groups import Group
from adhere.models.weights.hints import Bits, Hints
from adhere.models.weights.targets import matches

CONTAINERS = {"I32": 32, "I8": 8, "U8": 8}
_NONE: frozenset[str] = frozenset()


def leaf_of(pattern: str) -> tuple[str, str]:
    """Return the module and the leaf of a tensor; what hangs under a weight belongs to the leaf."""
    place = pattern.find(".weight.")
    if place < 0:
        place = pattern.rfind(".")
    return (pattern[:place], pattern[place + 1 :]) if place >= 0 else ("", pattern)


class Modules:
    """The groups of a set by module and leaf."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups: dict[str, dict[str, list[Group]]] = {}
        for group in groups:
            module, leaf = leaf_of(group.pattern)
            self._groups.setdefault(module, {}).setdefault(leaf, []).append(group)

    def names(self) -> Iterable[str]:
        """The modules."""
        return self._groups

    def dtypes(self, module: str, leaf: str) -> frozenset[str]:
        """Return the element types that tensors of this module and leaf have; none where there are none."""
        groups = self._groups.get(module, {}).get(leaf)
        return frozenset(group.dtype for group in groups) if groups else _NONE

    def elements(self, module: str, leaf: str) -> int:
        """Return the stored elements of all tensors of this module and leaf."""
        return sum(group.elements * group.count for group in self._groups.get(module, {}).get(leaf, ()))

    def shape(self, module: str, leaf: str) -> tuple[int, ...] | None:
        """Return the shape they share; None where they differ or are not there."""
        shapes = {group.shape for group in self._groups.get(module, {}).get(leaf, ())}
        return shapes.pop() if len(shapes) == 1 else None


def bits_of(group: Group, layout: str, modules: Modules, hints: Hints) -> Fraction | None:
    """Return the weights one stored element holds; None where that is not known or the tensors say otherwise."""
    module, _ = leaf_of(group.pattern)
    container = CONTAINERS[group.dtype]
    if layout == "compressed-tensors":
        return _compressed(group, module, modules, hints)
    said = hints.bits[0].bits if len(hints.bits) == 1 else None
    seen = _from_zero_points(module, container, modules)
    bits = seen if said is None else said
    agreed = bits and (seen is None or seen == bits)
    return Fraction(container, bits) if agreed and bits else None


def _from_zero_points(module: str, container: int, modules: Modules) -> int | None:
    """Return the bits that follow from zero points, packed like the weights, against scales, which are not packed."""
    zeros, scales = modules.elements(module, "qzeros"), modules.elements(module, "scales")
    if not zeros or not scales:
        return None
    exact = Fraction(container * zeros, scales)
    bits = round(exact)
    return bits if abs(exact - bits) < Fraction(1, 20) else 0  # 0: modules of different bits under one name


def _compressed(group: Group, module: str, modules: Modules, hints: Hints) -> Fraction | None:
    container = CONTAINERS[group.dtype]
    if not hints.bits and container == 8 and modules.dtypes(module, "weight_global_scale"):
        return Fraction(2)  # NVFP4: the only layout with a global scale over packed bytes
    rule = _rule_for(module, hints.bits)
    if rule is None or rule.bits > container:
        return None
    factor = Fraction(container, rule.bits)
    return factor if container % rule.bits == 0 or _dense(group, factor, rule, module, modules) else None


def _rule_for(module: str, rules: Sequence[Bits]) -> Bits | None:
    """Return the rule that a configuration has for a module; None where several differ or it cannot be said."""
    if len({rule.bits for rule in rules}) <= 1:
        return rules[0] if rules else None
    fitting = []
    for rule in rules:
        answers = [matches(target, module) for target in rule.targets] or [True]
        if True in answers:
            fitting.append(rule)
        elif None in answers:
            return None
    return fitting[0] if len({rule.bits for rule in fitting}) == 1 else None


def _dense(group: Group, factor: Fraction, rule: Bits, module: str, modules: Modules) -> bool:
    """Return whether values run on across containers: the scales, one for every group of columns, tell."""
    scales = modules.shape(module, "weight_scale")
    if rule.group_size is None or scales is None or not scales or not group.shape:
        return False
    columns = group.shape[-1] * factor
    return columns.denominator == 1 and -(-int(columns) // rule.group_size) == scales[-1]
