"""The one sentence that a verdict comes to."""

from __future__ import annotations

from django.utils.translation import gettext as _

from requests_app.selectors.verification import Verdict
from templates_app.verification.findings import Format


def verdict_said(verdict: Verdict) -> str:
    if verdict.known and verdict.findings.format is Format.JSON:
        return _("These bytes are the data of a document of this portal, unaltered.")
    if verdict.known:
        return _("These bytes are a document of this portal, unaltered.")
    if verdict.begins_with and not verdict.is_sound:
        return _("This was a document of this portal, and somebody changed it afterwards. Do not rely on it.")
    if verdict.begins_with:
        return _("This is a document of this portal, unaltered, to which something was added at the end.")
    return _("These bytes are no document of this portal, or were altered after it issued them.")


def verdict_tone(verdict: Verdict) -> str:
    """Red only where something is wrong: a file of somebody else is none of ours, and may be well."""
    if not verdict.is_sound:
        return "bad"
    if verdict.known:
        return "good"
    return "wait" if verdict.begins_with or not verdict.findings.signatures else "info"
