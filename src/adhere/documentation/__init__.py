# SPDX-License-Identifier: EUPL-1.2
"""Documentation of a model: drafted from facts, asked from people, kept up to date (Article 53(1)(a) and (b), Article 56(2)(a))."""
