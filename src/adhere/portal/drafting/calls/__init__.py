# SPDX-License-Identifier: EUPL-1.2
"""Opening a code, calling for participants, and who takes part. Article 56(1) and (3)."""
