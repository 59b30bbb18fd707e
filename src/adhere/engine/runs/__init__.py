# SPDX-License-Identifier: EUPL-1.2
"""Runs of ``engine.summarising``, one module for each engine, and what they have in common."""
