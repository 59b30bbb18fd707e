# SPDX-License-Identifier: EUPL-1.2
"""Architectures: what a model's configuration says of its size, and a refusal where it does not say enough.

Implements the counting rules of the allow-list in ``models/data/architectures.toml``, one interpreter for all families.
"""
