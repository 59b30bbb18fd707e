# SPDX-License-Identifier: EUPL-1.2
"""Functions in C for DuckDB, for what its own take longest over. Each says the same as SQL or Python says; where no compiler is, those do."""
