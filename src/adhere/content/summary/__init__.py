# SPDX-License-Identifier: EUPL-1.2
"""The public summary of training content, Articles 53(1)(d) and 56(2)(b): answers made of figures and of what people state, and its rules."""
