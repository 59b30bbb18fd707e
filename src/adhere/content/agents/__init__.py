# SPDX-License-Identifier: EUPL-1.2
"""Agents that fetch for AI: what is told of each, as dated data, so that a robots.txt can be read for those that matter."""
