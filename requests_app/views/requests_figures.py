"""The strip of key figures of a request."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from contacts.models import Authority
from mla_portal.ui.parts import Figure
from mla_portal.ui.times import HOUR, span, written, zone_label, zone_of
from requests_app.models import Deadline, DeadlineKind, Document, Request
from requests_app.selectors.ladders import policy_for
from requests_app.states import UNAPPROVED, Side, Status
from templates_app.context import RequestDocument

_COUNTED = {
    "ip": ngettext_lazy("%(n)d IP address", "%(n)d IP addresses", "n"),
    "email": ngettext_lazy("%(n)d e-mail address", "%(n)d e-mail addresses", "n"),
    "account": ngettext_lazy("%(n)d account", "%(n)d accounts", "n"),
    "url": ngettext_lazy("%(n)d URL", "%(n)d URLs", "n"),
    "domain": ngettext_lazy("%(n)d domain", "%(n)d domains", "n"),
    "phone": ngettext_lazy("%(n)d telephone number", "%(n)d telephone numbers", "n"),
    "imei": ngettext_lazy("%(n)d IMEI", "%(n)d IMEI", "n"),
    "imsi": ngettext_lazy("%(n)d IMSI", "%(n)d IMSI", "n"),
    "wallet": ngettext_lazy("%(n)d wallet", "%(n)d wallets", "n"),
    "other": ngettext_lazy("%(n)d other", "%(n)d others", "n"),
}


def figures_of(
    request: Request, side: Side, *, shown: RequestDocument, documents: list[Document], clock: Deadline | None
) -> list[Figure]:
    return [
        _acknowledgement(request, side, clock),
        Figure(
            label=_("Identifiers"),
            value=len(shown.identifiers),
            note=counted_by_type([str(one.type) for one in shown.identifiers]),
            href="#identifiers" if shown.identifiers else "",
        ),
        _documents(request, documents),
        _their_reference(request, side),
    ]


def counted_by_type(types: list[str]) -> str:
    """`9 IP addresses, 5 e-mail addresses`, the most frequent first."""
    return ", ".join(str(_COUNTED[type_] % {"n": number}) for type_, number in Counter(types).most_common())


def _acknowledgement(request: Request, side: Side, clock: Deadline | None) -> Figure:
    other = request.requested_authority if side is Side.REQUESTING else request.requesting_authority
    if clock is not None:
        note = _here_and_there(clock.due_at, other)
        return Figure(label=_("Acknowledgement due"), due=clock.due_at, start=clock.starts_at, note=note)
    if request.acknowledged_at and request.sent_at:
        took = span(int((request.acknowledged_at - request.sent_at).total_seconds()))
        return Figure(
            label=_("Acknowledged"),
            value=_("after %(span)s") % {"span": took},
            note=_here_and_there(request.acknowledged_at, other),
            tone="good",
        )
    if request.status == Status.WITHDRAWN:
        return Figure(label=_("Acknowledged"), value=_("Never"), note=_("Withdrawn before it was acknowledged"))
    allowed = policy_for(request, DeadlineKind.ACKNOWLEDGEMENT).due_after
    return Figure(label=_("Acknowledgement due"), value=hours(allowed), note=_("after sending"))


def hours(length: timedelta) -> str:
    """`24 h`; with minutes where they count."""
    whole, rest = divmod(int(length.total_seconds()), HOUR)
    return span(int(length.total_seconds())) if rest else _("%(hours)d h") % {"hours": whole}


def _documents(request: Request, documents: list[Document]) -> Figure:
    href = reverse("request_document", args=[request.pk])
    if request.is_registered:
        return _original(request)
    if request.status in UNAPPROVED or not documents:
        return Figure(label=_("Document"), value=_("Draft"), note=_("Frozen when it is approved"), href=href)
    latest = documents[0]
    pages = ngettext("%(n)d page", "%(n)d pages", latest.pages) % {"n": latest.pages}
    return Figure(
        label=_("Documents"),
        value=len(documents),
        note=_("revision %(revision)d, %(pages)s, frozen") % {"revision": latest.revision, "pages": pages},
        href=href,
    )


def _original(request: Request) -> Figure:
    if request.original is None:
        return Figure(label=_("Request as it came"), value=_("No file"), note=_("typed in"))
    return Figure(
        label=_("Request as it came"),
        value=_("1 file"),
        note=request.original.name,
        href=reverse("request_original", args=[request.pk]),
    )


def _their_reference(request: Request, side: Side) -> Figure:
    given = request.acknowledgements.order_by("-at").values_list("their_reference", flat=True).first()
    label = _("Their reference") if side is Side.REQUESTING else _("Your reference")
    if given:
        return Figure(label=label, value=given, note=_("given with the acknowledgement"))
    return Figure(label=label, value="–", note=_("not given") if request.acknowledged_at else _("not given yet"))


def _here_and_there(at: datetime, other: Authority) -> str:
    """The instant in the reader's zone, and in the counterpart's where that shows another time."""
    here, there = zone_of(None), zone_of(other.time_zone)
    text = f"{written(at, here)} {zone_label(here, at)}"
    if at.astimezone(here).utcoffset() == at.astimezone(there).utcoffset():
        return text
    same_day = at.astimezone(here).date() == at.astimezone(there).date()
    return f"{text} · {written(at, there, day=not same_day)} {zone_label(there, at)}"
