# SPDX-License-Identifier: EUPL-1.2
"""Results of evaluations, read from the files that evaluation harnesses write.

Annex XI, Section 2, point 1: results of evaluations with their measures and methods, for models with systemic risk.
"""
