"""Short texts that come with a move."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mla_portal.errors import Invalid
from requests_app.kinds.fields import FieldError, bounded_text


def required_text(raw: object, field: str, sentence: str, max_length: int = 2000) -> str:
    """`raw` as bounded text, or Invalid with `sentence` when it is empty."""
    text = optional_text(raw, field, max_length)
    if not text:
        raise Invalid({field: [sentence]})
    return text


def optional_text(raw: object, field: str, max_length: int) -> str:
    """`raw` as bounded text, "" when there is none; Invalid when it cannot be taken."""
    if raw is None or raw == "":
        return ""
    if not isinstance(raw, str):
        raise Invalid({field: [_("This must be text in quotation marks.")]})
    try:
        return bounded_text(raw, max_length)
    except FieldError as error:
        raise Invalid({field: error.errors[""]}) from error
