# SPDX-License-Identifier: EUPL-1.2
"""Amending acts read as operations, and applied: the old text with what an amending act says is the new text.

How amendments are worded: Joint practical guide, guidelines 18 and 19 (https://eur-lex.europa.eu/content/techleg/KB0213228ENN.pdf).
"""
