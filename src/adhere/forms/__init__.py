# SPDX-License-Identifier: EUPL-1.2
"""Forms as data, and the one interpreter that checks, shows, compares and completes all of them."""
