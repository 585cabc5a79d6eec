"""The shelf of text blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from requests_app.kinds.fields import ChoicesField, Field, FieldError, TextField
from requests_app.kinds.long_texts import long_texts
from requests_app.models import TextBlock
from requests_app.services.shelves import Shelf

LONGEST = 8000


def judged(answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    cleaned: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for name, (question, missing) in _questions().items():
        try:
            cleaned[name] = question.clean(answers.get(name))
        except FieldError as error:
            errors[name] = error.errors[""]
        else:
            if not cleaned[name]:
                errors[name] = [missing]
    return cleaned, errors


def _questions() -> dict[str, tuple[Field, str]]:
    """{name: (question, what is said when it is left empty)}."""
    names = tuple(long_texts().items())
    return {
        "title": (
            TextField(name="title", label="", max_length=120),
            _("Enter a short title by which your colleagues find the text."),
        ),
        "text": (TextField(name="text", label="", max_length=LONGEST), _("Enter the text.")),
        "questions": (
            ChoicesField(name="questions", label="", choices=names),
            _("Choose at least one question beside which the text is offered."),
        ),
    }


TEXTS: Shelf[TextBlock] = Shelf(
    TextBlock,
    "text_block",
    judged,
    lambda: {"title": [_("Your authority already keeps a text with this title. Change that one, or choose another.")]},
)
