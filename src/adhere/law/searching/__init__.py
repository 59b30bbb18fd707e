# SPDX-License-Identifier: EUPL-1.2
"""Search: what a question asks for, what in a text answers to it, and which provision comes first.

Values in, values out; the index over the words is handed in (``ranking.Index``).
"""
