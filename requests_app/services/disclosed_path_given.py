"""The path that comes with a delivery (Art. 30), as it is given; or that it is withheld."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from contacts.models import Jurisdiction
from mla_portal.errors import Invalid
from requests_app.models import Request
from requests_app.selectors.answers import kind_of
from requests_app.selectors.refusals import article_of, grounds_of_path
from requests_app.services.inputs import optional_text, required_text


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


def withholding_judged(request: Request, answers: Mapping[str, Any]) -> dict[str, Any] | None:
    """That the path is withheld, or None. Only on a ground of Article 30(2), with the reason, and with nothing handed
    over beside it. Raises Invalid with every wrong answer.
    """
    ground, reason = answers.get("withheld_ground"), answers.get("withheld_reason")
    if not ground and not reason:
        return None
    errors: dict[str, list[str]] = {}
    offered = grounds_of_path(request)
    chosen = next((one for one in offered if one.ground == ground), None)
    if not offered:
        errors["withheld_ground"] = [_("Article 30 is about a request that preserves. Refuse this one instead.")]
    elif chosen is None:
        known = ", ".join(f"{one.ground.value} ({article_of(request, one)})" for one in offered)
        text = _("The disclosure may be withheld only on these grounds (Art. 30(2)): %(grounds)s.")
        errors["withheld_ground"] = [text % {"grounds": known}]
    said = ""
    try:
        said = required_text(reason, "withheld_reason", _("Say why: the other side has a right to the reasons."), 4000)
    except Invalid as refusal:
        errors |= refusal.errors
    beside = [name for name in _BESIDE if answers.get(name)]
    errors |= {name: [_("Nothing is handed over where the path is withheld. Make two deliveries.")] for name in beside}
    if errors or chosen is None:
        raise Invalid(errors)
    return {"ground": chosen.ground, "article": article_of(request, chosen), "reason": said}


# What would be handed over with it, and the conditions of that.
_BESIDE = (
    "provider",
    "provider_country",
    "path",
    "attachments",
    "outside",
    "confidential",
    "no_other_use",
    "condition",
    "final",
)
