# SPDX-License-Identifier: EUPL-1.2
"""Pages of the Algoritmekader, YAML of its task-registry and trees of the AI Act decision aid: read, held against the law, written.

Formats: https://github.com/MinBZK/Algoritmekader (v1.2 to v2.5), https://github.com/MinBZK/task-registry (schema 1.1.0) and
https://github.com/MinBZK/ai-verordening-beslishulp.
"""
