# SPDX-License-Identifier: EUPL-1.2
"""Every way weights are stored counts the same 64 x 128 matrix; what is not known is refused and never guessed."""

import pytest
from tests.unit.models.weights.building import groups_of

from adhere.models.weights.hints import hints_of
from adhere.models.weights.layouts import Role, stored, stored_logically

P = "model.layers.0.q_proj."
E = "model.layers.0.mlp.experts."
MATRIX = 64 * 128


def config(**quantisation):
    return {"quantization_config": quantisation}


def compressed(bits, size=32, **more):
    weights = {"num_bits": bits, "group_size": size}
    return config(
        quant_method="compressed-tensors",
        config_groups={"group_0": {"targets": ["Linear"], "weights": weights}} | more,
    )


GPTQ = [(P + "qzeros", "I32", [4, 8]), (P + "scales", "F16", [4, 64]), (P + "g_idx", "I32", [128])]
AWQ = [(P + "qzeros", "I32", [4, 8]), (P + "scales", "F16", [4, 64])]
BNB = [
    (P + "weight." + leaf, "U8", [16])
    for leaf in ("absmax", "nested_absmax", "quant_state.bitsandbytes__nf4")
]
BNB += [(P + "weight." + leaf, "F32", [16]) for leaf in ("quant_map", "nested_quant_map")]
NV = [
    (P + "weight_scale", "F8_E4M3", [64, 8]),
    (P + "weight_scale_2", "F32", []),
    (P + "input_scale", "F32", []),
]
PACKED = [
    (P + "weight_scale", "BF16", [64, 4]),
    (P + "weight_shape", "I32", [2]),
    (P + "weight_zero_point", "I32", [8]),
]
LAYOUTS = {
    "plain F32": ([(P + "weight", "F32", [64, 128])], None, 0, ()),
    "plain BF16": ([(P + "weight", "BF16", [64, 128])], None, 0, ()),
    "fp8": ([(P + "weight", "F8_E4M3", [64, 128]), (P + "weight_scale_inv", "F32", [1, 1])], None, 1, ("fp8",)),
    "fp8 with scales of its own names": (
        [(P + "weight", "F8_E5M2", [64, 128]), (P + "weight_scale", "F32", [1]), (P + "input_scale", "F32", [1])],
        None, 2, ("fp8",),
    ),
    "fp8 with a bare scale": ([(P + "weight", "F8_E4M3", [64, 128]), (P + "scale", "F32", [1, 2])], None, 2, ("fp8",)),
    "fp8 with scales in the type of scales": (
        [(P + "weight", "F8_E4M3", [64, 128]), (P + "any", "F8_E8M0", [1, 2])], None, 2, ("fp8",),
    ),
    "fused fp8 experts": (
        [(E + "gate_up_proj", "F8_E4M3", [2, 32, 128]), (E + "gate_up_proj_scale_inv", "F32", [2, 1, 1])], None, 2, (),
    ),
    "fp4 experts in bytes": (
        [(E + "0.w1.weight", "I8", [64, 64]), (E + "0.w1.scale", "F8_E8M0", [64, 4])],
        {"expert_dtype": "fp4"}, 256, ("fp4 experts",),
    ),
    "gptq 4": ([(P + "qweight", "I32", [16, 64]), *GPTQ], config(quant_method="gptq", bits=4), 416, ("gptq",)),
    "gptq 4, bits from the zero points": ([(P + "qweight", "I32", [16, 64]), *GPTQ], None, 416, ("gptq",)),
    "gptq 3": (
        [(P + "qweight", "I32", [12, 64]), (P + "qzeros", "I32", [4, 6]), (P + "scales", "F16", [4, 64]), (P + "g_idx", "I32", [128])],
        config(quant_method="gptq", bits=3), 408, ("gptq",),
    ),
    "gptq 8": (
        [(P + "qweight", "I32", [32, 64]), (P + "scales", "F16", [4, 64]), (P + "g_idx", "I32", [128])],
        config(quant_method="gptq", bits=8), 384, ("gptq",),
    ),
    "awq 4": ([(P + "qweight", "I32", [128, 8]), *AWQ], config(quant_method="awq", w_bit=4), 288, ("awq",)),
    "bitsandbytes 4-bit": ([(P + "weight", "U8", [MATRIX // 2, 1]), *BNB], None, 80, ("bitsandbytes 4-bit",)),
    "bitsandbytes 8-bit": (
        [(P + "weight", "I8", [64, 128]), (P + "SCB", "F32", [64]), (P + "weight_format", "U8", [])],
        None, 65, ("bitsandbytes 8-bit",),
    ),
    "modelopt nvfp4": (
        [(P + "weight", "U8", [64, 64]), *NV, (P + "k_scale", "F32", []), (P + "v_scale", "F32", [1])], None, 516, ("nvfp4",),
    ),
    "compressed-tensors 4 in I32": ([(P + "weight_packed", "I32", [64, 16]), *PACKED], compressed(4), 266, ("compressed-tensors",)),
    "compressed-tensors 8 in I8": ([(P + "weight_packed", "I8", [64, 128]), *PACKED], compressed(8), 266, ("compressed-tensors",)),
    "compressed-tensors 3, running on": ([(P + "weight_packed", "I32", [64, 12]), *PACKED], compressed(3), 266, ("compressed-tensors",)),
    "compressed-tensors nvfp4 without config": (
        [(P + "weight_packed", "U8", [64, 64]), (P + "weight_scale", "F8_E4M3", [64, 8]), (P + "weight_global_scale", "F32", [1])],
        None, 513, ("compressed-tensors",),
    ),
    "bits under text_config": (
        [(P + "weight_packed", "I32", [64, 16]), *PACKED], {"text_config": compressed(4)}, 266, ("compressed-tensors",),
    ),
    "int8 of compressed-tensors": (
        [(P + "weight", "I8", [64, 128]), (P + "weight_scale", "BF16", [64, 1])], compressed(8), 64, ("int8",),
    ),
    "mxfp4": (
        [(E + "down_proj_blocks", "U8", [2, 16, 8, 16]), (E + "down_proj_scales", "U8", [2, 16, 8])], None, 256, ("mxfp4",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_counts_the_same_matrix(name):
    tensors, settings, left_out, layouts = LAYOUTS[name]
    found = stored(groups_of(tensors), hints_of(settings))
    parts = {role: [part for part in found.parts if part.role is role] for role in Role}
    assert found.problems == ()
    assert sum(part.each * part.group.count for part in parts[Role.PARAMETER]) == MATRIX
    assert sum(part.group.elements * part.group.count for part in parts[Role.BOOKKEEPING]) == left_out
    assert found.layouts == layouts


BITS = "ADH-MOD-038"
LAYOUT = "ADH-MOD-037"
UNKNOWN = {
    "gptq whose bits nothing tells": ([(P + "qweight", "I32", [16, 64]), (P + "g_idx", "I32", [128])], None, {BITS}),
    "gptq that contradicts its config": (
        [(P + "qweight", "I32", [16, 64]), *GPTQ], config(quant_method="gptq", bits=8), {BITS},
    ),
    "gptq with modules of different bits": (
        [(P + "qweight", "I32", [16, 64]), (P + "qzeros", "I32", [4, 9]), *GPTQ[1:]], None, {BITS},
    ),
    "packed without config": ([(P + "weight_packed", "I32", [64, 16]), *PACKED], None, {BITS}),
    "packed 3 bits, ten in a container": ([(P + "weight_packed", "I32", [64, 13]), *PACKED], compressed(3), {BITS}),
    "packed by rules that differ for the module": (
        [(P + "weight_packed", "I32", [64, 16]), *PACKED],
        compressed(4, b={"targets": ["re:.*(q|k)_proj"], "weights": {"num_bits": 8}}), {BITS},
    ),
    "bytes beside a scale of no known layout": (
        [(P + "weight", "U8", [64, 32]), (P + "weight_scale", "BF16", [1])], None, {LAYOUT},
    ),
    "bytes without anything": ([(P + "weight", "I8", [64, 128])], None, {LAYOUT}),
    "whole numbers of an unknown name": ([(P + "Qidxs", "I64", [64, 8])], None, {LAYOUT}),
    "codes of a vector quantiser": ([(P + "codes", "I16", [64, 8]), (P + "codebooks", "F16", [1, 256, 8])], None, {LAYOUT}),
    "a quantiser's scale beside a plain weight": (
        [(P + "weight", "BF16", [64, 128]), (P + "weight_scale", "BF16", [64])], None, {LAYOUT},
    ),
    "experts in bytes without the setting": (
        [(E + "0.w1.weight", "I8", [64, 64]), (E + "0.w1.scale", "F8_E8M0", [64, 4])], None, {LAYOUT},
    ),
    "three bits that fill no whole number": (
        [(P + "qweight", "I32", [1, 1]), (P + "g_idx", "I32", [1])], config(quant_method="gptq", bits=3), {LAYOUT},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_not_known_is_a_problem_and_no_number(name):
    tensors, settings, expected = UNKNOWN[name]
    assert {problem.rule for problem in stored(groups_of(tensors), hints_of(settings)).problems} == expected


def test_rules_that_differ_are_told_apart_by_the_module_they_name():
    other = "model.layers.0.mlp."
    more = [(other + "weight_packed", "I32", [64, 32]), (other + "weight_scale", "BF16", [64, 4])]
    settings = compressed(8, b={"targets": ["re:.*q_proj"], "weights": {"num_bits": 4}})
    settings["quantization_config"]["config_groups"]["group_0"]["targets"] = ["model.layers.0.mlp"]
    found = stored(groups_of([(P + "weight_packed", "I32", [64, 16]), *PACKED, *more]), hints_of(settings))
    assert [part.each for part in found.parts if part.role is Role.PARAMETER] == [MATRIX, MATRIX]


@pytest.mark.parametrize(
    ("name", "dtype", "shape"),
    [
        ("model.layers.0.self_attn.rotary_emb.inv_freq", "F32", [64]),
        ("rotary_emb.cos_cached", "F32", [64]),
        ("h.0.attn.masked_bias", "F32", []),
        ("h.0.attn.bias", "F32", [1, 1, 16, 16]),
        ("h.0.attn.mask", "BOOL", [16, 16]),
        ("embeddings.position_ids", "I64", [1, 512]),
        ("bn.num_batches_tracked", "I64", []),
        ("model.layers.0.mlp.gate.e_score_correction_bias", "F32", [8]),
        ("model.layers.0.moe.expert_bias", "F32", [8]),
    ],
)
def test_buffers_are_no_parameters(name, dtype, shape):
    (part,) = stored(groups_of([(name, dtype, shape)]), hints_of(None)).parts
    assert part.role is Role.BUFFER


def test_a_learnt_scale_counts():
    (part,) = stored(groups_of([("vision.adapter.scale", "BF16", [64])]), hints_of(None)).parts
    assert (part.role, part.each) == (Role.PARAMETER, 64)


def test_gguf_counts_by_dimensions_and_leaves_out_rotary_factors():
    groups = groups_of([("blk.0.ffn_up.weight", "U8", [64, 128]), ("rope_freqs.weight", "F32", [64])])
    assert [part.role for part in stored_logically(groups).parts] == [Role.PARAMETER, Role.BUFFER]
