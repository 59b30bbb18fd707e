# SPDX-License-Identifier: EUPL-1.2
"""What applies to a model: questions, verdicts with their reasons, and a dossier to take along; nothing is kept."""
