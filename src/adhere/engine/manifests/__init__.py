# SPDX-License-Identifier: EUPL-1.2
"""Manifests: what training content is made of, in the files people have, brought to the columns of ``content.figures``.

Article 53(1)(d) of Regulation (EU) 2024/1689: a summary rests on figures, and figures on rows of which none is dropped in silence.
"""
