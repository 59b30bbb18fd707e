# SPDX-License-Identifier: EUPL-1.2
"""One set of weights is chosen in a folder, and what is not chosen is named."""

import pytest

from adhere.models.weights.sets import choose, incomplete, with_index

ST = ".safetensors"
PARTS = [f"model-{number:05d}-of-00002{ST}" for number in (1, 2)]
INDEX = f"model{ST}.index.json"


def files(*names):
    chosen = choose(names)
    return (chosen.model.files if chosen.model else None), chosen.left_out


@pytest.mark.parametrize(
    ("names", "taken", "left_out"),
    [
        (["model" + ST], ["model" + ST], []),
        (PARTS, PARTS, []),
        (["model" + ST, "pytorch_model.bin"], ["model" + ST], ["pytorch_model.bin"]),
        (["model" + ST, "original/consolidated.00.pth"], ["model" + ST], ["original/consolidated.00.pth"]),
        ([*PARTS, "consolidated" + ST], PARTS, ["consolidated" + ST]),
        (["consolidated" + ST], ["consolidated" + ST], []),
        (["model" + ST, "model.fp16" + ST], ["model" + ST], ["model.fp16" + ST]),
        (["model.fp16" + ST], ["model.fp16" + ST], []),
        (["model" + ST, *PARTS], ["model" + ST], PARTS),
        (["model" + ST, "model.gguf"], ["model" + ST], ["model.gguf"]),
        (
            ["a-Q4_K_M.gguf", "a-Q8_0.gguf", "mmproj-a.gguf"],
            ["a-Q4_K_M.gguf"],
            ["a-Q8_0.gguf", "mmproj-a.gguf"],
        ),
        (
            ["a-00001-of-00002.gguf", "a-00002-of-00002.gguf"],
            ["a-00001-of-00002.gguf", "a-00002-of-00002.gguf"],
            [],
        ),
        (["pytorch_model.bin", "training_args.bin", "optimizer.pt"], ["pytorch_model.bin"], []),
        (["checkpoint-5/model" + ST, "model" + ST], ["model" + ST], ["checkpoint-5/model" + ST]),
        (["anything" + ST], ["anything" + ST], []),
    ],
)
def test_which_files_are_the_weights(names, taken, left_out):
    assert files(*names) == (tuple(taken), tuple(left_out))


def test_between_sets_of_unknown_names_nothing_is_chosen():
    chosen = choose(["one" + ST, "two" + ST])
    assert (chosen.model, chosen.rivals) == (None, ("one" + ST, "two" + ST))


def test_an_adapter_is_no_model():
    chosen = choose(["adapter_model" + ST, "adapter_config.json"])
    assert (chosen.model, chosen.adapter.files) == (None, ("adapter_model" + ST,))


def test_components_outrank_single_files_at_the_root():
    names = [
        "unet/diffusion_pytorch_model" + ST,
        "vae/diffusion_pytorch_model" + ST,
        "text_encoder_2/model" + ST,
    ]
    chosen = choose([*names, "all-in-one" + ST, "safety_checker/model" + ST])
    assert [name for name, _ in chosen.components] == ["text_encoder_2", "unet", "vae"]
    assert chosen.left_out == ("all-in-one" + ST, "safety_checker/model" + ST)


def test_a_vae_alone_makes_no_pipeline():
    assert choose(["vae/model" + ST, "model" + ST]).components == ()


def test_the_index_says_what_belongs_to_the_set_and_numbers_may_add_to_it():
    chosen = choose([*PARTS, "extra" + ST, INDEX]).model
    found, missing = with_index(
        chosen, frozenset({PARTS[0], "extra" + ST, "gone" + ST}), [*PARTS, "extra" + ST]
    )
    assert (found.files, missing) == (("extra" + ST, *PARTS), ("gone" + ST,))


@pytest.mark.parametrize(
    ("names", "open_"),
    [
        (PARTS, False),
        ([f"model-{number:05d}-of-00014{ST}" for number in range(15)], False),
        ([f"model-{number:05d}-of-000163{ST}" for number in range(1, 164)], False),
        ([f"model_{number:05d}-of-00003{ST}" for number in range(1, 4)], False),
        (PARTS[:1], True),
        (PARTS[1:], True),
        ([f"model-{number:05d}-of-00003{ST}" for number in range(3)], True),
        ([*PARTS, f"other-00001-of-00002{ST}"], True),
        (["model" + ST], False),
    ],
)
def test_numbers_show_a_whole_set_or_leave_it_open(names, open_):
    assert incomplete(names) is open_
