"""The doubt of the requested authority whether a request is genuine: while it stands nothing may be disclosed."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from requests_app.models.attachments import Attachment
from requests_app.models.decisions import Decision
from requests_app.models.disclosures import Disclosure, DisclosureAction, DisclosureStep
from requests_app.models.dispatch import kept
from requests_app.models.requests import Request
from requests_app.states import Action, Side

_SUSPECTED = "EXISTS (SELECT 1 FROM requests_app_suspicion WHERE request_id = {request} AND cleared_at IS NULL)"
_NOT_KNOWN = (
    "EXISTS (SELECT 1 FROM requests_app_request WHERE id = {request}"
    " AND registered_at IS NOT NULL AND sender_verified_at IS NULL)"
)


class Suspicion(models.Model):
    """Raised by the requested side, which alone knows of it. Cleared by a call to a number of the directory.

    Whoever raised it does not clear it, unless they supervise.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="suspicions")
    reason = models.TextField(_("why it may not be genuine"))
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    # the call that cleared it
    number = models.CharField(_("number that was called"), max_length=40, blank=True)
    spoken_to = models.CharField(_("with whom"), max_length=200, blank=True)
    called_at = models.DateTimeField(_("when"), null=True)
    answer = models.TextField(_("what was answered"), blank=True)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cleared_at = models.DateTimeField(null=True)
    by_supervisor = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(cleared_at__isnull=True), name="suspicion_stands_once"
            ),
            models.CheckConstraint(name="suspicion_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="suspicion_cleared_by_a_call",
                condition=Q(cleared_at__isnull=True, cleared_by__isnull=True, number="", called_at__isnull=True)
                | Q(cleared_at__isnull=False, cleared_by__isnull=False, called_at__isnull=False)
                & ~Q(number="")
                & ~Q(spoken_to="")
                & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="suspicion_cleared_by_another",
                condition=Q(cleared_by__isnull=True) | Q(by_supervisor=True) | ~Q(cleared_by=F("raised_by")),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="suspicion_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="suspicion_cleared_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__cleared_at__isnull=False),
            ),
            kept("suspicion_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.raised_at}"


def _only_when_sure(name: str, request: str, condition: str, doubts: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"""
            IF {condition} AND ({doubts.format(request=request)}) THEN
                RAISE EXCEPTION 'nothing is disclosed while it is not sure who asks';
            END IF;
            RETURN NEW;
        """,
    )


_UNSURE = f"{_SUSPECTED} OR {_NOT_KNOWN}"
_OF_DELIVERY = "(SELECT request_id FROM requests_app_disclosure WHERE id = NEW.disclosure_id)"
# The services say it in words first; these hold whatever a service forgets.
pgtrigger.register(_only_when_sure("disclosure_to_whom_is_known", "NEW.request_id", "TRUE", _UNSURE))(Disclosure)
pgtrigger.register(
    _only_when_sure(
        "disclosure_given_to_whom_is_known", _OF_DELIVERY, f"NEW.action = '{DisclosureAction.GIVE.value}'", _UNSURE
    )
)(DisclosureStep)
pgtrigger.register(
    _only_when_sure("result_to_whom_is_known", "NEW.request_id", f"NEW.action = '{Action.COMPLETE.value}'", _UNSURE)
)(Decision)
pgtrigger.register(
    _only_when_sure(
        "file_to_whom_is_known",
        "NEW.request_id",
        f"NEW.side = '{Side.REQUESTED.value}' AND NOT NEW.internal",
        _SUSPECTED,
    )
)(Attachment)
