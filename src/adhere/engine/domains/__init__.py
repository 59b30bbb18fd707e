# SPDX-License-Identifier: EUPL-1.2
"""Registrable domains of what was fetched, ranked by bytes: section 2.3 of the template, Article 53(1)(d).

``definition`` is what is computed, in SQL that every engine reads; ``quick`` gives the same on DuckDB, sooner.
"""
