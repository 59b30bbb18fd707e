# SPDX-License-Identifier: EUPL-1.2
"""Records of a provider's own crawlers, read from files and held against Measures 1.2 and 1.3(1)(a) of the Copyright chapter."""
