# SPDX-License-Identifier: EUPL-1.2
"""Adhering to a code: in full, by chapter or for Article 53 only, what is done per measure, and what is left to show (Article 56(7))."""
