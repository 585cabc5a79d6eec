"""The thread between the two sides: read, answered, recorded, printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.messages import success
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from mla_portal.paging import page
from requests_app.access import attachments_visible_to, get_request, sides_of, unread_by
from requests_app.forms.beside import MessageForm, RecordForm
from requests_app.models import Attachment, Message, Request
from requests_app.selectors.doubts_outside import doubt_outside
from requests_app.selectors.messages import authority_at, is_heard, messages_on, other_side, speaking_side
from requests_app.services.messages import message_record, message_send, messages_read
from requests_app.services.speaking import side_speaking
from requests_app.states import Side
from requests_app.views.requests_common import pages_of, reader_of, shown_side, title_of

LINES = 30
PRINTED = 1000
OFFERED = 10  # of the files that may go with a message, the newest

Form = MessageForm | RecordForm


@require_http_methods(["GET", "HEAD", "POST"])
def request_messages(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """Newest first. What is shown here is read: the other side sees that it was."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    if http_request.method == "POST":
        form = MessageForm(http_request.POST, files=_files(http_request, row, side_speaking(user, row)))
        return _said(http_request, row, form, message_send)
    new = set(unread_by(user).filter(request=row).values_list("pk", flat=True))
    messages_read(actor=user, request=row)
    return _thread(http_request, row, MessageForm(files=_files(http_request, row, speaking_side(user, row))), new=new)


@require_http_methods(["GET", "HEAD", "POST"])
def message_recorded(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put on the file what was said by telephone or in another way."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    side = side_speaking(user, row)
    given: dict[str, Any] = {"files": _files(http_request, row, side), "sides": _sides(row, side)}
    if side is Side.REQUESTING:
        given["doubted"] = doubt_outside(row) is not None
    if http_request.method == "POST":
        return _said(http_request, row, RecordForm(http_request.POST, **given), message_record)
    now = timezone.localtime().replace(second=0, microsecond=0)
    return _record_page(http_request, row, RecordForm(**given, initial={"said_at": now}))


@require_GET
def messages_print(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole thread, oldest first, to be printed or filed."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    messages = list(messages_on(user, row).order_by("id")[:PRINTED])
    context = {
        **_about(http_request, row),
        "lines": [_line(row, one) for one in messages],
        "here": _("Messages"),
    }
    return render(http_request, "requests/beside/messages_print.html", context)


def _said(http_request: HttpRequest, row: Request, form: Form, service: Callable[..., Message]) -> HttpResponse:
    shown = _record_page if isinstance(form, RecordForm) else _thread
    if not form.is_valid():
        return shown(http_request, row, form)
    try:
        service(actor=reader_of(http_request), request=row, **form.answers())
    except Invalid as refusal:
        form.add_refusal(refusal)
        return shown(http_request, row, form)
    # The page that comes is the one on which it was typed: without this it would take the text for one that was lost.
    success(http_request, _("It is on record.") if isinstance(form, RecordForm) else _("The message is sent."))
    return redirect("request_messages", row.pk)


def _thread(http_request: HttpRequest, row: Request, form: Form, *, new: set[UUID] | None = None) -> HttpResponse:
    user = reader_of(http_request)
    speaks = speaking_side(user, row)
    lines = page(messages_on(user, row), cursor=http_request.GET.get("cursor"), size=LINES)
    context = {
        **_about(http_request, row),
        "here": _("Messages"),
        "form": form,
        "lines": [_line(row, one, reader=user, is_new=one.pk in (new or ())) for one in lines.items],
        "pages": pages_of(http_request, lines),
        "writes": speaks is not None and row.sent_at is not None,
        "heard": speaks is not None and is_heard(row, speaks),
        "other": authority_at(row, other_side(speaks or Side.REQUESTING)),
    }
    return render(http_request, "requests/beside/messages.html", context, status=400 if form.errors else 200)


def _record_page(http_request: HttpRequest, row: Request, form: Form) -> HttpResponse:
    context = {**_about(http_request, row), "here": _("Record what was said"), "form": form}
    return render(http_request, "requests/beside/record.html", context, status=400 if form.errors else 200)


def _about(http_request: HttpRequest, row: Request) -> dict[str, Any]:
    sides = sides_of(reader_of(http_request), row)
    return {"row": row, "own": Side.REQUESTING in sides, "title": title_of(row, shown_side(sides))}


def _line(row: Request, message: Message, *, reader: User | None = None, is_new: bool = False) -> dict[str, Any]:
    side = Side(message.side)
    readings = [one for one in message.readings.all() if reader is None or one.user_id != reader.pk]
    return {
        "message": message,
        "authority": authority_at(row, side).name,
        "is_new": is_new,
        "files": list(message.attachments.all()),
        "first_read": readings[0] if readings else None,
        "waits": not message.readings.all() and not message.said_by and is_heard(row, side),
    }


def _files(http_request: HttpRequest, row: Request, side: Side | None) -> list[Attachment]:
    """Those that may go with a message and have gone with none yet."""
    shared = attachments_visible_to(reader_of(http_request)).filter(request=row, side=side, internal=False)
    return list(shared.filter(messages__isnull=True).select_related("file")[:OFFERED]) if side else []


def _sides(row: Request, side: Side) -> list[tuple[str, str]]:
    other = other_side(side)
    return [(other.value, authority_at(row, other).name), (side.value, authority_at(row, side).name)]
