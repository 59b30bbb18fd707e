# SPDX-License-Identifier: EUPL-1.2
"""Counts of a model made of components, each with weights of its own in a folder of its own.

Layout: https://huggingface.co/docs/diffusers/using-diffusers/write_own_pipeline (unet or transformer, vae, text encoders).
"""

from __future__ import annotations

from collections.abc import Sequence

from adhere.kernel.provenance import Source
from adhere.models.facts import Fact
from adhere.models.weights.sets import HEADLINE
from adhere.models.weights.witness import count, note


def component_facts(sizes: Sequence[tuple[str, int]], sources: tuple[Source, ...]) -> list[Fact]:
    """Return total and stored parameters of all components; the note names each, and which is the headline."""
    total = sum(size for _, size in sizes)
    headline = [(name, size) for name, size in sizes if name.startswith(HEADLINE)]
    said = note(
        "components",
        headline=", ".join(f"{name} {size}" for name, size in headline),
        listed=", ".join(f"{name} {size}" for name, size in sizes),
    )
    return [count("parameters.total", total, sources, said=said), count("parameters.stored", total, sources)]
