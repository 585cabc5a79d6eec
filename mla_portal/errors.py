"""How the product says no. Services raise these; pages and the HTTP contract show them with their status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Refusal(Exception):
    """Base of every refusal. `message` is a whole sentence for the person: what is wrong and how to mend it."""

    status = 400
    code = "refused"

    def __init__(self, message: str, **details: Any) -> None:
        super().__init__(message)
        self.message = message
        self.details = details

    def body(self) -> dict[str, Any]:
        """As the HTTP contract and the scripts of the pages are told it."""
        return {"message": self.message, "code": self.code, **self.details}


class Invalid(Refusal):
    """What was sent is not right. `errors` names every wrong field at once: {field: [sentence, ...]}."""

    status = 400
    code = "invalid"

    def __init__(self, errors: Mapping[str, Sequence[str]], message: str = "") -> None:
        self.errors = {field: [str(text) for text in texts] for field, texts in errors.items()}
        first = next((texts[0] for texts in self.errors.values() if texts), "")
        super().__init__(message or first, errors=self.errors)


class NotAllowed(Refusal):
    """The person may see it but may not do this (403)."""

    status = 403
    code = "not_allowed"


class NotFound(Refusal):
    """Not there, or not visible to this person: the two must look the same (404)."""

    status = 404
    code = "not_found"


class Conflict(Refusal):
    """Somebody was first, or the move does not fit where the matter stands (409)."""

    status = 409
    code = "conflict"


class TooLarge(Refusal):
    """More was sent than is taken here (413)."""

    status = 413
    code = "too_large"
