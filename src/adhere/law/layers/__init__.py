# SPDX-License-Identifier: EUPL-1.2
"""Layers over the units of an official text: defined terms, cross-references, actors, what shall and may be, periods and days, obligations.

Values in, values out: a layer says where in the words of a unit something stands, and what it points to. What cannot be told is reported.
"""
