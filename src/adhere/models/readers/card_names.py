# SPDX-License-Identifier: EUPL-1.2
"""Which model a sentence or a table row of a card speaks of: this one, or another it is compared with.

Model cards quote figures of other models beside their own; a figure is a fact about this model (Annex XI to Regulation
(EU) 2024/1689 asks for this model's) only where nothing says it is another's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PARTS = re.compile(r"[a-z]+|\d+(?:\.\d+)*[a-z]*")
_SIZE = re.compile(r"(?<![\w.])(\d{1,4}(?:\.\d{1,3})?)\s?([bBM])\b")
_SIZE_SLACK = 0.09
"""Names round: 8.03 billion is sold as 8B. A model of 7.3 billion may be 7B or 8B, and then the size does not decide."""
_SIZES = frozenset({"tiny", "small", "medium", "large", "mini", "nano"})
_FAMILIES = (
    "apertus|baichuan|bert|bloom|bloomz|chatglm|chinchilla|claude|clip|codellama|cohere|command|dall|dbrx|deepseek|ernie|"
    "exaone|falcon|flan|flux|gemini|gemma|glm|gopher|gpt|granite|grok|hunyuan|internlm|jamba|jurassic|kimi|llama|llava|"
    "medgemma|mimo|minimax|ministral|mistral|mixtral|mpt|nemotron|olmo|olmoe|opt|palm|paligemma|pharia|phi|pixtral|pythia|"
    "qwen|qwq|redpajama|roberta|sdxl|siglip|smollm|stablelm|starcoder|step|teuken|vicuna|whisper|wizardlm|yi|zephyr"
)
_MENTION = re.compile(
    rf"\b(?:meta[- ])?(?P<family>{_FAMILIES})s?\b[-\s]?(?:v(?=\d))?(?P<rest>(?:\d[\w.]*)?(?:[-\s]\d[\w.]*)?)",
    re.IGNORECASE,
)
_GLUED = re.compile(rf"\b({_FAMILIES})(?=\d)", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:^|[,:]\s|\band\s)(?:The\s)?(?P<name>[A-Z][\w.+/-]*)\s+(?:\S+\s+){0,2}?"
    r"(?:is|was|were|are|has been|have been|requires?|required|used|uses)\s"
)
_GENERIC = frozenset(
    [
        "all",
        "as",
        "at",
        "both",
        "each",
        "family",
        "fine",
        "final",
        "finally",
        "first",
        "it",
        "its",
        "language",
        "model",
        "models",
        "network",
        "our",
        "overall",
        "overview",
        "pre",
        "pretraining",
        "pretrained",
        "run",
        "scout",
        "stage",
        "step",
        "system",
        "text",
        "that",
        "the",
        "their",
        "then",
        "these",
        "they",
        "this",
        "those",
        "total",
        "training",
        "transformer",
        "version",
        "versions",
        "we",
        "weights",
        "when",
        "which",
    ]
)
_NOISE = frozenset(
    [
        "base",
        "chat",
        "instruct",
        "it",
        "pt",
        "model",
        "models",
        "text",
        "only",
        "multimodal",
        "the",
        "v",
        "our",
        "ours",
        "this",
    ]
)
_OTHERS = re.compile(
    r"\b(?:compared (?:to|with)|(?<!more )(?<!less )(?<!fewer )than|versus|vs\.?|unlike|whereas|outperform\w*|similar to|in contrast|prior work|previous "
    r"(?:model|version|generation)s?|predecessors?)\b",
    re.IGNORECASE,
)
_HELPERS = re.compile(
    r"\b(?:reward model|teacher|draft (?:model|head)|tokeni[sz]er|(?:vision|image|audio|speech|text) encoder|embedding model|"
    r"classifier|ablations?|baselines?|reference model|verifier|critic|judge|safety model|guard model|proxy model)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OwnName:
    """What is known of this model's name, as lower-case parts: ``{"llama", "3.1", "405b"}``; empty when unknown.

    ``parameters`` is its size where another file gave it; ``kin`` are the names by which its card goes, title and all.
    """

    parts: frozenset[str]
    parameters: int | None = None
    kin: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *names: str | None) -> OwnName:
        """Return the parts of every name given."""
        return cls(frozenset(part for name in names if name for part in parts_of(name)))

    def spoken_of_in(self, sentence: str) -> bool:
        """Whether nothing in a sentence says that it is about another model."""
        if _OTHERS.search(sentence) or _HELPERS.search(sentence):
            return False
        spaced = _GLUED.sub(r"\1 ", sentence)
        return all(self._is_own(mention) for mention in _MENTION.finditer(spaced)) and self._own_subjects(
            sentence
        )

    def row_match(self, label: str) -> int:
        """Return how many parts of a row's label are of this name, 0 where one of them is not."""
        parts = [part for part in parts_of(re.sub(r"\([^()]{0,80}\)", " ", label)) if part not in _NOISE]
        if not parts:
            return 1 if re.search(r"\b(?:ours?|this model)\b", label, re.IGNORECASE) else 0
        return len(parts) if self.parts.issuperset(parts) else 0

    def size_matches(self, labels: Sequence[str]) -> list[int]:
        """Return which labels, all of this model's kin, name its size: ``8B`` is one of 7.3 to 8.7 billion parameters."""
        words = [{part for part in parts_of(label) if part[0].isalpha()} - _NOISE for label in labels]
        if self.parameters is None or not all(own <= self.kin | _SIZES or own & self.kin for own in words):
            return []
        sizes = [_size_of(label) for label in labels]
        return [
            at for at, size in enumerate(sizes) if size and abs(self.parameters / size - 1) <= _SIZE_SLACK
        ]

    def shares_with(self, label: str) -> bool:
        """Whether a row's label has a word in common with this name: a sibling, not a model of others."""
        return any(part in self.parts for part in parts_of(label) if part[0].isalpha())

    def _is_own(self, mention: re.Match[str]) -> bool:
        if not self.parts:
            return False
        family, version = mention["family"].casefold(), parts_of(mention["rest"])
        if family not in self.parts:
            return family == "step"  # a common word, and a family of models
        return all(part in self.parts or not self._has_kind_of(part) for part in version)

    def _has_kind_of(self, part: str) -> bool:
        """Whether the name says something of the same kind, a size or a version, so that this contradicts it."""
        sized = part[-1:] in {"b", "m"}
        return any(own[0].isdigit() and (own[-1:] in {"b", "m"}) == sized for own in self.parts)

    def _own_subjects(self, sentence: str) -> bool:
        for match in _SUBJECT.finditer(sentence):
            parts = set(parts_of(match["name"]))
            if self.parts and parts and not parts & (self.parts | _GENERIC):
                return False
        return True


def _size_of(label: str) -> float | None:
    """Return the parameters in a label such as ``Llama 3.1 8B``; None where it gives no size, or several."""
    found = {float(size) * (1e9 if unit in "bB" else 1e6) for size, unit in _SIZE.findall(label)}
    return found.pop() if len(found) == 1 else None


def parts_of(name: str) -> list[str]:
    """Return the words and numbers of a name in lower case: ``Qwen2.5-72B`` is ``qwen``, ``2.5``, ``72b``."""
    return _PARTS.findall(name.casefold())
