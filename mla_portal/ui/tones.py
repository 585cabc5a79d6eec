"""Which colour goes with which word. Colour is never the only sign: the word always stands beside it."""

from __future__ import annotations

TONES = frozenset({"neutral", "info", "progress", "good", "wait", "bad"})

_BY_WORD = {
    "neutral": ("draft", "closed", "withdrawn", "cancelled", "not_started", "inactive", "superseded", "normal"),
    "info": ("approved", "sent", "queued", "registered", "new"),
    "progress": ("acknowledged", "in_execution", "delivered", "in_progress", "received"),
    "good": ("completed", "done", "complete", "preserved", "verified", "active", "open_ended", "met", "ok"),
    "wait": ("in_review", "postponed", "pending", "partial", "urgent", "due", "unverified", "retry", "returned"),
    "bad": ("overdue", "refused", "failed", "missing", "emergency", "lapsed", "revoked", "not_found", "sealed"),
}
_TONE_OF = {word: tone for tone, words in _BY_WORD.items() for word in words}


def tone_of(word: object, default: str = "neutral") -> str:
    """The tone of a status word; an unknown word gets `default`."""
    return _TONE_OF.get(str(word).lower().replace("-", "_").replace(" ", "_"), default)
