# SPDX-License-Identifier: EUPL-1.2
"""Training content, Articles 53(1)(c), 53(1)(d) and 56(2)(b): what a model was trained on, and which rights were reserved in it."""
