# SPDX-License-Identifier: EUPL-1.2
"""Figures for whoever watches over a portal, in the text format of Prometheus; nothing of any person is in them."""
