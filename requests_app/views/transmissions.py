"""How a request was sent: each transmission with its link and its proofs, and sending it once more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contacts.models import Channel
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid
from mla_portal.storage.services import file_open
from requests_app.access import get_request, may_send, require_sending, sending_side, sides_of
from requests_app.forms.transmissions import FurtherForm, NoticeForm, ProofForm
from requests_app.models import OutsideLink, Purpose, Request, Transmission, TransmissionProof
from requests_app.selectors.contract import not_here
from requests_app.selectors.copies_owed import copy_owed
from requests_app.selectors.notice_ways import Unsent, channels_of_notice, notices_unsent
from requests_app.selectors.other_channels import channels_left, way_out
from requests_app.selectors.outside import (
    LinkState,
    copies_possible,
    formal_owed,
    mails_of,
    second_contacts,
    state_of,
    transmissions_of,
)
from requests_app.services.further import proof_add, transmission_add
from requests_app.services.notice_sending import notice_send
from requests_app.services.outside_links import link_code_send, link_code_show, link_revoke, links_renew
from requests_app.services.proofs import proofs_record
from requests_app.states import ENDED, Side
from requests_app.views.requests_common import reader_of, title_of
from requests_app.views.requests_sendings import formal_shown, purpose_shown


@require_http_methods(["GET", "HEAD", "POST"])
def request_transmissions(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = _own(user, pk)
    if http_request.method != "POST":
        return _page(http_request, user, row)
    require_sending(user, row)
    act = _ACTS.get(http_request.POST.get("act", ""))
    if act is None:
        return _page(http_request, user, row, status=400)
    try:
        return act(http_request, user, row)
    except Conflict as refusal:
        messages.error(http_request, refusal.message)
        return _page(http_request, user, row, status=409)


@require_safe
def proof_file(http_request: HttpRequest, pk: UUID, proof: UUID) -> HttpResponseBase:
    """The file as it was given: never shown within the page, for nobody vouches for what it does."""
    user = reader_of(http_request)
    row = _own(user, pk)
    found = (
        TransmissionProof.objects.filter(transmission__request=row, pk=proof).select_related("file__content").first()
    )
    if found is None or found.file is None:
        raise not_here()
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=found.file.name) or "attachment",
        "Content-Length": str(found.file.size),
    }
    chunks = file_open(actor=user, file=found.file)
    return StreamingHttpResponse(chunks, content_type="application/octet-stream", headers=headers)


def _code(http_request: HttpRequest, user: User, row: Request) -> HttpResponse:
    """In the answer itself, and in no address and no message that is kept."""
    link = _named(OutsideLink.objects.filter(transmission__request=row), http_request.POST.get("link"))
    code = link_code_show(actor=user, link=link)
    return _page(http_request, user, row, code=code, code_of=link)


def _code_send(http_request: HttpRequest, user: User, row: Request) -> HttpResponse:
    link = _named(OutsideLink.objects.filter(transmission__request=row), http_request.POST.get("link"))
    other = link_code_send(actor=user, link=link)
    return _said(http_request, row, _("The code is on its way to %(name)s.") % {"name": other.name})


def _revoke(http_request: HttpRequest, user: User, row: Request) -> HttpResponse:
    link = _named(OutsideLink.objects.filter(transmission__request=row), http_request.POST.get("link"))
    link_revoke(actor=user, link=link)
    return _said(http_request, row, _("The link is called back: it opens nothing any more."))


def _renew(http_request: HttpRequest, user: User, row: Request) -> HttpResponse:
    sent = _named(row.transmissions.all(), http_request.POST.get("transmission"))
    links_renew(actor=user, transmission=sent)
    return _said(http_request, row, _("A new link is on its way, with a new code. The ones before open nothing."))


def _further(http_request: HttpRequest, user: User, row: Request) -> HttpResponse:
    form = _further_form(row, http_request.POST, files=http_request.FILES)
    if not form.is_valid():
        return _page(http_request, user, row, further=form, status=400)
    try:
        with transaction.atomic():
            made = transmission_add(actor=user, request=row, **form.answers())
            proofs_record(actor=user, transmission=made, given=form.given_proofs(), note=made.note)
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, user, row, further=form, status=400)
    return _said(http_request, row, _("It is recorded as sent. Record its receipt, with the proof, when you have it."))


def _notice(http_request: HttpRequest, user: User, row: Request) -> HttpResponse:
    form = _notice_form(row, notices_unsent(row, now=timezone.now()), http_request.POST, files=http_request.FILES)
    if not form.is_valid():
        return _page(http_request, user, row, notice=form, status=400)
    document = _named(row.documents.all(), form.cleaned_data["document"])
    try:
        with transaction.atomic():
            made = notice_send(actor=user, document=document, **form.answers())
            proofs_record(actor=user, transmission=made, given=form.given_proofs(), note=made.note)
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, user, row, notice=form, status=400)
    if made.channel == Channel.EMAIL:
        return _said(http_request, row, _("A link to the notice is on its way. Give the code by telephone."))
    return _said(http_request, row, _("It is recorded as sent. Record its receipt, with the proof, when you have it."))


def _prove(http_request: HttpRequest, user: User, row: Request) -> HttpResponse:
    sent = _named(row.transmissions.all(), http_request.POST.get("transmission"))
    form = ProofForm(http_request.POST, http_request.FILES)
    if not form.is_valid():
        return _page(http_request, user, row, proof=form, proof_of=sent, status=400)
    file = form.cleaned_data.pop("file")
    try:
        proof_add(
            actor=user,
            transmission=sent,
            source=file.chunks() if file else None,
            name=file.name if file else "",
            **form.cleaned_data,
        )
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, user, row, proof=form, proof_of=sent, status=400)
    return _said(http_request, row, _("The proof is kept with the transmission."))


_ACTS: dict[str, Callable[[HttpRequest, User, Request], HttpResponse]] = {
    "code": _code,
    "code_send": _code_send,
    "revoke": _revoke,
    "renew": _renew,
    "further": _further,
    "notice": _notice,
    "prove": _prove,
}


def _page(http_request: HttpRequest, user: User, row: Request, *, status: int = 200, **more: Any) -> HttpResponse:
    now = timezone.now()
    sent = list(transmissions_of(row))
    mails = mails_of(link for one in sent for link in one.links.all())
    over = row.status in ENDED
    unsent = notices_unsent(row, now=now)
    forms = {"further": _further_form(row, filled=http_request.GET.dict()), "proof": ProofForm()}
    forms |= {"notice": _notice_form(row, unsent) if unsent else None} | more
    context = {
        "row": row,
        "own": sending_side(row) is Side.REQUESTING,
        "matter": title_of(row, sending_side(row)),
        "unsent": unsent,
        "sent": [
            (one, _links_shown(one, row, now=now, mails=mails), purpose_shown(one), _is_renewable(one, over=over))
            for one in sent
        ],
        "may": may_send(user, row),
        "over": over,
        "owed": formal_owed(row),
        "copy_owed": copy_owed(row, now=now),
        "formal": formal_shown(row),
        "way_out": way_out(row, Side.REQUESTING, now=now),
        "wrong": next((one for one in forms.values() if getattr(one, "errors", None)), None),
        **forms,
    }
    return render(http_request, "requests/work/transmissions.html", context, status=status)


def _links_shown(sent: Transmission, row: Request, *, now: datetime, mails: dict[str, Any]) -> list[dict[str, Any]]:
    shown = []
    for link in sent.links.all():
        state = state_of(link, row, now=now)
        waiting = state == LinkState.WAITING
        shown.append(
            {
                "link": link,
                "state": state,
                "waiting": waiting,
                "mail": mails.get(str(link.pk)),
                "others": second_contacts(link, now=now) if waiting else [],
                "closable": state in (LinkState.WAITING, LinkState.USED),
            }
        )
    return shown


def _is_renewable(sent: Transmission, *, over: bool) -> bool:
    """Whether a new link to it may go out: to a notice also when all else is over."""
    if sent.channel != Channel.EMAIL or sent.purpose == Purpose.COPY:
        return False
    return sent.purpose == Purpose.NOTICE or not (over or sent.recipient.member)


def _further_form(
    row: Request, data: Any = None, filled: Mapping[str, str] | None = None, files: Any = None
) -> FurtherForm:
    now = timezone.now()
    return FurtherForm(
        data,
        files,
        copies_to=copies_possible(row, now=now),
        formal=formal_owed(row) is not None,
        channels=channels_left(row, now=now),
        filled=filled,
    )


def _notice_form(row: Request, unsent: list[Unsent], data: Any = None, files: Any = None) -> NoticeForm:
    now = timezone.now()
    return NoticeForm(data, files, unsent=unsent, channels=channels_of_notice(row, now=now))


def _own(user: User, pk: UUID) -> Request:
    """Of the side that sends alone: the other one knows what it received."""
    row = get_request(user, pk)
    if sending_side(row) not in sides_of(user, row) or row.sent_at is None:
        raise not_here()
    return row


def _named(rows: Any, key: str | None) -> Any:
    try:
        found = rows.filter(pk=UUID(key or "")).first()
    except ValueError:
        found = None
    if found is None:
        raise not_here()
    return found


def _said(http_request: HttpRequest, row: Request, sentence: str) -> HttpResponse:
    messages.success(http_request, sentence)
    return redirect("request_transmissions", row.pk)
