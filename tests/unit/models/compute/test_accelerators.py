# SPDX-License-Identifier: EUPL-1.2
"""Which accelerator a name means, and when that is not known."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.models.compute.accelerators import accelerators, identify, identify_all

TERA = Decimal("1e12")


@pytest.mark.parametrize(
    ("name", "accelerator"),
    [
        ("NVIDIA H100 80GB HBM3", "nvidia-h100-sxm"),
        ("H100-SXM-80GB", "nvidia-h100-sxm"),
        ("8 x NVIDIA H100 80GB HBM3", "nvidia-h100-sxm"),
        ("8xH100 SXM5", "nvidia-h100-sxm"),
        ("H100SXM5", "nvidia-h100-sxm"),
        ("NVIDIA H100 PCIe", "nvidia-h100-pcie"),
        ("NVIDIA A100-SXM4-80GB", "nvidia-a100-sxm"),
        ("A100-SXM-40GB", "nvidia-a100-sxm"),
        ("NVIDIA A100-PCIE-40GB", "nvidia-a100-pcie"),
        ("Tesla V100-SXM2-32GB", "nvidia-v100-sxm2"),
        ("GH200", "nvidia-gh200"),
        ("NVIDIA GB200 NVL72", "nvidia-gb200"),
        ("H20", "nvidia-h20"),
        ("AMD Instinct MI250X", "amd-mi250x"),
        ("TPUv5p", "google-tpu-v5p"),
        ("TPU v5 lite", "google-tpu-v5e"),
        ("tpu-v4", "google-tpu-v4"),
        ("AWS Trainium 2", "aws-trainium2"),
        ("Gaudi 3", "intel-gaudi3"),
        ("Ascend 910B", "huawei-ascend-910b"),
    ],
)
def test_a_name_as_people_write_it_means_one_accelerator(name, accelerator):
    found = identify(name)
    assert (found.certainty, [chip.id for chip in found.candidates]) == ("exact", [accelerator])


def test_a_bare_name_with_two_boards_gives_the_interval_over_both():
    found = identify("H100")
    assert found.certainty == "ambiguous"
    assert {chip.id for chip in found.candidates} == {"nvidia-h100-sxm", "nvidia-h100-pcie"}
    assert (found.peak().low, found.peak().high) == (756 * TERA, 989 * TERA)
    assert (found.power().low, found.power().high) == (350, 700)


def test_a_bare_name_whose_boards_calculate_alike_has_one_peak():
    found = identify("A100")
    assert found.certainty == "ambiguous"
    assert found.peak().exact
    assert not found.power().exact


def test_a_bare_name_with_an_unlisted_sibling_is_only_assumed():
    assert identify("H800").certainty == "assumed"
    assert identify("H800 SXM").certainty == "exact"


@pytest.mark.parametrize(
    "name",
    [
        "H800 PCIe",
        "H100 NVL",
        "H100 PCIe SXM",
        "MI250",
        "RTX 4090",
        "B200 NVL72",
        "V100 PCIe",
        "",
        "  ",
        "A100X",
    ],
)
def test_another_board_is_never_taken_for_one_that_is_listed(name):
    found = identify(name)
    assert found.certainty == "unknown"
    assert found.peak() is None
    assert found.power() is None


def test_the_words_that_stood_in_the_way_are_named():
    assert identify("H100 NVL").unexplained == ("nvl",)


def test_a_list_of_accelerators_is_taken_apart():
    found = identify_all("H100 SXM and A100-SXM-80GB, TPU v4")
    assert [one.candidates[0].id for one in found] == ["nvidia-h100-sxm", "nvidia-a100-sxm", "google-tpu-v4"]


def test_an_accelerator_without_a_sourced_peak_has_none():
    found = identify("Ascend 910B")
    assert found.peak() is None
    assert found.power() is not None


def test_fp8_is_asked_for_by_name_and_missing_where_the_chip_has_none():
    assert identify("H100 SXM").peak("fp8").value == 1979 * TERA
    assert identify("A100 SXM").peak("fp8") is None


@pytest.mark.parametrize("chip", accelerators(), ids=lambda chip: chip.id)
def test_every_accelerator_has_source_grade_and_trap_in_both_languages(chip):
    assert chip.source
    assert chip.grade
    assert chip.note.en
    assert chip.note.nl
    assert chip.id in [candidate.id for candidate in identify(chip.name).candidates]
    assert chip.peak_fp8 is None or chip.peak_fp8 >= chip.peak_16bit


def test_no_peak_with_sparsity_has_slipped_in():
    for chip in accelerators():
        if chip.peak_fp8 and chip.id not in ("google-tpu-v6e", "intel-gaudi3"):
            assert Decimal("1.9") <= chip.peak_fp8 / chip.peak_16bit <= Decimal("2.1"), chip.id


@given(st.text(max_size=200))
def test_any_text_is_answered_and_never_believed_too_easily(text):
    for found in identify_all(text):
        assert found.certainty == "unknown" or found.candidates
