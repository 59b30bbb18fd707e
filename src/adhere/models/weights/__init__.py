# SPDX-License-Identifier: EUPL-1.2
"""Weights: from the headers of a model's weight files to counts of its parameters.

The counts are what Annex XI, section 1, point 1(d), of Regulation (EU) 2024/1689 asks for. Entry: ``weights.reading``.
"""
