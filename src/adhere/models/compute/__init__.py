# SPDX-License-Identifier: EUPL-1.2
"""Training compute and energy of a model: what is counted, by which approach, and how sure that is.

Commission guidelines on providers of general-purpose AI models, Annex (A.1 what counts, A.2 how it is estimated).
"""
