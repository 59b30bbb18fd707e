# SPDX-License-Identifier: EUPL-1.2
"""Work on more than a person would look through: embedded storage and joins over big inputs."""
