# SPDX-License-Identifier: EUPL-1.2
"""The law: provisions, what changed, questions and answers, search."""
