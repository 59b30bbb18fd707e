# SPDX-License-Identifier: EUPL-1.2
"""Codes of practice and what providers do about them in OSCAL, the Open Security Controls Assessment Language, out and in."""
