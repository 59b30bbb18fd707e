# SPDX-License-Identifier: EUPL-1.2
"""How weights are stored: which tensors are parameters, how many each stored element holds, and what to leave out.

Layouts of transformers' quantisation methods (https://huggingface.co/docs/transformers/quantization/overview). What
stands beside a tensor decides, the configuration only gives the bits: floating point counts as it stands, whole
numbers count only in a layout that is listed here, and anything else is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from adhere.models.readers.refusal import Problem, shown
from adhere.models.weights.bits import Modules, bits_of, leaf_of
from adhere.models.weights.groups import Group
from adhere.models.weights.hints import Hints

FLOATS = frozenset({"F64", "F32", "F16", "BF16", "C64", "F8_E4M3", "F8_E5M2", "F8_E4M3FNUZ", "F8_E5M2FNUZ"})
FLOATS |= {"F6_E2M3", "F6_E3M2", "F4"}
FP8 = frozenset({"F8_E4M3", "F8_E5M2", "F8_E4M3FNUZ", "F8_E5M2FNUZ"})
SCALE_TYPES = frozenset({"F8_E8M0"})
BUFFERS = frozenset(
    {
        "inv_freq", "masked_bias", "position_ids", "token_type_ids", "num_batches_tracked", "running_mean",
        "running_var", "e_score_correction_bias", "expert_bias", "relative_position_index",
    }
)  # fmt: skip
GGUF_BUFFERS = frozenset({"rope_freqs", "rope_factors_long", "rope_factors_short", "exp_probs_b"})
CACHE_SCALES = frozenset({"q_scale", "k_scale", "v_scale", "kv_scale", "prob_scale"})


class Role(Enum):
    """What a stored tensor is for."""

    PARAMETER = "parameter"
    BOOKKEEPING = "bookkeeping"
    """Scales, zero points, permutations, lookup tables of a quantiser."""
    BUFFER = "buffer"
    """Stored beside the parameters and not trained by them: rotary tables, router corrections, masks."""


@dataclass(frozen=True, slots=True)
class Part:
    """A group with its role, and the parameters one of its stored elements holds."""

    group: Group
    role: Role
    factor: Fraction | int = 1

    @property
    def each(self) -> int:
        """Parameters in one tensor; for what is no parameter, its stored elements."""
        return int(self.group.elements * self.factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One way to store a weight: the leaf that holds it, what stands beside it, and what is left out with it.

    ``factor`` is parameters per stored element; None: container bits divided by the bits of the weight. A name that
    ends in ``*`` stands for every leaf that begins so.
    """

    name: str
    leaf: str
    dtypes: frozenset[str]
    beside: str = ""
    leave: tuple[str, ...] = ()
    factor: int | None = None


LAYOUTS = (
    Layout(name="gptq", leaf="qweight", dtypes=frozenset({"I32"}), beside="g_idx", leave=("qzeros", "scales", "g_idx")),
    Layout(name="awq", leaf="qweight", dtypes=frozenset({"I32"}), beside="scales", leave=("qzeros", "scales")),
    Layout(
        name="bitsandbytes 4-bit",
        leaf="weight",
        dtypes=frozenset({"U8"}),
        beside="weight.absmax",
        leave=(
            "weight.absmax", "weight.quant_map", "weight.nested_absmax", "weight.nested_quant_map",
            "weight.quant_state.*",
        ),
        factor=2,
    ),
    Layout(
        name="bitsandbytes 8-bit",
        leaf="weight",
        dtypes=frozenset({"I8"}),
        beside="SCB",
        leave=("SCB", "weight_format"),
        factor=1,
    ),
    Layout(
        name="nvfp4",
        leaf="weight",
        dtypes=frozenset({"U8"}),
        beside="weight_scale_2",
        leave=("weight_scale", "weight_scale_2", "input_scale", "pre_quant_scale"),
        factor=2,
    ),
    Layout(
        name="compressed-tensors",
        leaf="weight_packed",
        dtypes=frozenset({"I32", "I8", "U8"}),
        beside="weight_scale",
        leave=(
            "weight_scale", "weight_zero_point", "weight_shape", "weight_g_idx", "weight_global_scale",
            "input_global_scale", "input_scale",
        ),
    ),
    Layout(
        name="fp8",
        leaf="weight",
        dtypes=FP8,
        leave=("weight_scale", "weight_scale_inv", "input_scale", "activation_scale", "output_scale", "scale"),
        factor=1,
    ),
)  # fmt: skip
FP4_EXPERTS = Layout(
    name="fp4 experts", leaf="weight", dtypes=frozenset({"I8"}), beside="scale", leave=("scale",), factor=2
)
INT8 = Layout(
    name="int8",
    leaf="weight",
    dtypes=frozenset({"I8"}),
    beside="weight_scale",
    leave=("weight_scale", "weight_zero_point", "input_scale", "input_zero_point"),
    factor=1,
)


UNMISTAKABLE = frozenset(leaf for layout in (*LAYOUTS, INT8) for leaf in layout.leave) - {"scale", "scales"}
"""Leaves that only quantisers write: outside a layout they tell that there is one we do not know."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Every group with its role, the layouts met, and the problems for which nothing may be counted."""

    parts: tuple[Part, ...]
    layouts: tuple[str, ...]
    problems: tuple[Problem, ...]


def stored(groups: Sequence[Group], hints: Hints) -> Stored:
    """Return what each group of a set is; a group in no known layout is a problem, never a guess."""
    modules = Modules(groups)
    chosen = {name: layout for name in modules.names() if (layout := _layout(name, modules, hints))}
    every = [_part(group, modules, chosen, hints) for group in groups]
    parts = tuple(part for part in every if isinstance(part, Part))
    problems = tuple(part for part in every if isinstance(part, Problem))
    blocks = {"mxfp4"} if any(_is_blocks(group, modules) for group in groups) else set()
    names = {layout.name for layout in chosen.values()} | blocks
    return Stored(parts, tuple(sorted(names)), problems)


def _layout(name: str, modules: Modules, hints: Hints) -> Layout | None:
    """Return the layout that the tensors of one module are in."""
    found = next((layout for layout in LAYOUTS if _fits(layout, name, modules)), None)
    if found is None and ".experts." in name and hints.expert_dtype == "fp4":
        scales = modules.dtypes(name, "scale")
        found = FP4_EXPERTS if scales <= SCALE_TYPES and _fits(FP4_EXPERTS, name, modules) else None
    if found is None and {each.bits for each in hints.bits} == {8}:
        found = INT8 if _fits(INT8, name, modules) else None
    return found


def _fits(layout: Layout, name: str, modules: Modules) -> bool:
    held = modules.dtypes(name, layout.leaf)
    return bool(held & layout.dtypes) and (not layout.beside or bool(modules.dtypes(name, layout.beside)))


def _part(group: Group, modules: Modules, chosen: Mapping[str, Layout], hints: Hints) -> Part | Problem:
    module, leaf = leaf_of(group.pattern)
    layout = chosen.get(module)
    if layout and leaf == layout.leaf and group.dtype in layout.dtypes:
        return _packed(group, layout, modules, hints)
    if _is_bookkeeping(group, layout, modules):
        return Part(group, Role.BOOKKEEPING)
    if _is_blocks(group, modules):
        return Part(group, Role.PARAMETER, 2)
    if _is_buffer(group, leaf):
        return Part(group, Role.BUFFER)
    if group.dtype in FLOATS and leaf not in UNMISTAKABLE:
        return Part(group, Role.PARAMETER)
    return Problem("ADH-MOD-037", shown(group.pattern), _described(group))


def _is_bookkeeping(group: Group, layout: Layout | None, modules: Modules) -> bool:
    module, leaf = leaf_of(group.pattern)
    beside = layout is not None and _left_out(leaf, layout)
    cache = leaf in CACHE_SCALES and group.elements == 1
    return beside or cache or group.dtype in SCALE_TYPES or _is_scale_of_fused(module, leaf, modules)


def _packed(group: Group, layout: Layout, modules: Modules, hints: Hints) -> Part | Problem:
    factor = layout.factor or bits_of(group, layout.name, modules, hints)
    if factor is None:
        return Problem("ADH-MOD-038", shown(group.pattern), _described(group))
    if (group.elements * factor).denominator != 1:
        return Problem("ADH-MOD-037", shown(group.pattern), _described(group))
    return Part(group, Role.PARAMETER, factor)


def stored_logically(groups: Sequence[Group]) -> Stored:
    """Return what each group of a GGUF file is: dimensions are logical there, whatever the element type."""
    parts = [
        Part(group, Role.BUFFER if not GGUF_BUFFERS.isdisjoint(group.pattern.split(".")) else Role.PARAMETER)
        for group in groups
    ]
    return Stored(tuple(parts), (), ())


def _left_out(leaf: str, layout: Layout) -> bool:
    return any(leaf == name or (name.endswith("*") and leaf.startswith(name[:-1])) for name in layout.leave)


def _is_blocks(group: Group, modules: Modules) -> bool:
    """Return whether a group holds the 4-bit blocks of mxfp4, which have their scales beside them."""
    module, leaf = leaf_of(group.pattern)
    beside = leaf.removesuffix("blocks") + "scales"
    return group.dtype == "U8" and leaf.endswith("_blocks") and "U8" in modules.dtypes(module, beside)


def _is_scale_of_fused(module: str, leaf: str, modules: Modules) -> bool:
    """Return whether a leaf holds the scales of experts that are stored as one tensor under a name of their own."""
    if leaf.endswith("_scales"):
        return "U8" in modules.dtypes(module, leaf.removesuffix("scales") + "blocks")
    weights = leaf.removesuffix("_inv").removesuffix("_scale")
    return weights != leaf and bool(modules.dtypes(module, weights) & FP8)


def _is_buffer(group: Group, leaf: str) -> bool:
    """Return whether a group holds no parameters: a table, a statistic or a causal mask, [1, 1, n, n]."""
    mask = (
        leaf == "bias"
        and len(group.shape) == 4
        and group.shape[:2] == (1, 1)
        and group.shape[2] == group.shape[3]
    )
    return leaf in BUFFERS or ".rotary_emb." in f".{group.pattern}" or group.dtype == "BOOL" or mask


def _described(group: Group) -> dict[str, object]:
    return {"tensor": shown(group.pattern), "dtype": group.dtype, "shape": shown(list(group.shape))}
