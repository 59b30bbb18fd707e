# SPDX-License-Identifier: EUPL-1.2
"""Who takes part: organisations, their members, and what each may do."""
