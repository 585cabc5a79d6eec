"""The shelf of offences: judged by the same rules as those of a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from requests_app.case_answers import clean_case
from requests_app.models import CatalogueOffence
from requests_app.services.shelves import Shelf

_ONLY = "offences.1"


def judged(answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    cleaned, errors = clean_case({"offences": [answers]})
    [offence] = cleaned["offences"]
    return offence, {path.removeprefix(_ONLY).removeprefix("."): texts for path, texts in errors.items()}


OFFENCES: Shelf[CatalogueOffence] = Shelf(
    CatalogueOffence,
    "catalogue_offence",
    judged,
    lambda: {"title": [_("Your catalogue already has this offence with this provision. Change that one.")]},
)
