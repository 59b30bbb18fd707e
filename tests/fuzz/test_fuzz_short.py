# SPDX-License-Identifier: EUPL-1.2
"""Twenty seconds of each fuzzer, over the binary readers and over configurations, with a new seed every time."""

import random

import pytest
from tests.fuzz import fuzz_configs
from tests.fuzz.fuzz_readers import MEMORY_LIMIT, megabytes, run


@pytest.mark.slow
def test_no_mutation_of_a_valid_file_makes_a_reader_raise_or_count_after_an_error():
    before = megabytes()
    seed = random.SystemRandom().randrange(2**32)
    figures = run(20, seed)
    assert figures.crashes == [], f"seed {seed}"
    assert figures.executions > 100
    assert len(figures.rules) > 20
    assert megabytes() - before < MEMORY_LIMIT


@pytest.mark.slow
def test_no_value_of_another_type_in_a_configuration_makes_a_reader_raise():
    seed = random.SystemRandom().randrange(2**32)
    figures = fuzz_configs.run(20, seed)
    assert figures.crashes == [], f"seed {seed}"
    assert figures.executions > 100
