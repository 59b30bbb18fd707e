# SPDX-License-Identifier: EUPL-1.2
"""Readers of the files a model comes with, each with limits on what it takes in.

They see a folder through the port `adhere.models.folder`.
"""
