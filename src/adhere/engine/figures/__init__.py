# SPDX-License-Identifier: EUPL-1.2
"""Figures of training content computed over inputs: totals by modality, source, language, month and licence, for Article 53(1)(d)."""
