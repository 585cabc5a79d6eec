"""The path that comes with a delivery (Art. 30), as it is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from contacts.models import Jurisdiction
from mla_portal.errors import Invalid
from requests_app.models import Request
from requests_app.selectors.answers import kind_of
from requests_app.services.inputs import optional_text


def path_judged(request: Request, answers: Mapping[str, Any]) -> dict[str, Any] | None:
    """The path that comes with a delivery, or None. Raises Invalid with every wrong answer."""
    given: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for name, longest in (("provider", 200), ("provider_country", 2), ("path", 10_000)):
        try:
            given[name] = optional_text(answers.get(name), name, longest)
        except Invalid as refusal:
            errors |= refusal.errors
    if not errors and not any(given.values()):
        return None
    if not errors and not kind_of(request).preserves:
        errors["provider"] = [_("Article 30 is about a request that preserves. Hand this over as a result.")]
    for name, sentence in (
        ("provider", _("Name the provider in the other State.")),
        ("path", _("Say by which path the communication went: enough to find the provider (Art. 30(1)).")),
    ):
        if not given.get(name):
            errors.setdefault(name, [sentence])
    country = Jurisdiction.objects.filter(code=given.get("provider_country", "")).first()
    if country is None:
        errors.setdefault("provider_country", [_("Choose the State of that provider, by its two letters.")])
    if errors:
        raise Invalid(errors)
    return {"provider": given["provider"], "country": country, "path": given["path"]}
