# SPDX-License-Identifier: EUPL-1.2
"""The library: the law in plain words and in its own, the codes, requirements and measures, and what applies to a model; for everybody."""
