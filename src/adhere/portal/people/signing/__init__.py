# SPDX-License-Identifier: EUPL-1.2
"""Signing in: by password, passkey or the identity provider of one's organisation (allauth, https://docs.allauth.org/)."""
