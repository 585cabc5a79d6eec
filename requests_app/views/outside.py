"""The page behind the link for an authority outside: no account, and no word of the case before the code.

The code binds the link to the browser in which it was entered, by a cookie of this page alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mla_portal.accounts.services.guessing import TooManyAttempts, attempt_count
from mla_portal.errors import Conflict, Invalid, NotFound
from mla_portal.http import client_address
from mla_portal.ui.forms import PortalForm
from requests_app.forms.outside import AnswerForm, CodeForm, DoubtForm, QuestionForm, ReceiptForm
from requests_app.models import Means, OutsideLink, Purpose
from requests_app.selectors.answers import kind_of
from requests_app.selectors.doubts_outside import doubt_outside
from requests_app.selectors.outside import LinkState, link_of, sender_of, state_of
from requests_app.selectors.papers import file_name, notice_name
from requests_app.services.outside_answers import (
    link_entered,
    outside_acknowledge,
    outside_ask,
    outside_document,
    outside_doubt,
    outside_file_add,
)
from requests_app.services.outside_links import link_opened, link_use, sentence_of
from requests_app.states import ENDED, Side, Status

COOKIE = "outside-link"
# Keys cannot be guessed, and codes have few attempts; this keeps whoever tries from keeping the portal busy.
_CALLS = 120


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def outside(http_request: HttpRequest, key: str) -> HttpResponse:
    """The code, then the request. Mail scanners open links but press no buttons, so only POST does anything."""
    try:
        attempt_count({f"outside:{client_address(http_request)}": _CALLS})
    except TooManyAttempts:
        return _closed(http_request, _("Too many attempts came from where you are. Wait a while and try again."), 429)
    link = link_of(key)
    if link is None:
        return _closed(http_request, _("This link opens nothing. If you copied it, look whether it is whole."), 404)
    browser = http_request.COOKIES.get(COOKIE, "")
    if not link_entered(link, browser):
        return _at_the_door(http_request, link)
    if link.transmission.purpose == Purpose.NOTICE:
        return _notice_page(http_request, link) if http_request.method != "POST" else _again(http_request)
    if http_request.method != "POST":
        return _request_page(http_request, link)
    act = _ACTS.get(http_request.POST.get("act", ""))
    return act(http_request, link, browser) if act else _again(http_request)


@login_not_required
@require_safe
def outside_pdf(http_request: HttpRequest, key: str) -> HttpResponse:
    """The frozen document, to who entered the code."""
    link = link_of(key)
    if link is None:
        return _closed(http_request, _("This link opens nothing. If you copied it, look whether it is whole."), 404)
    try:
        content = outside_document(link=link, browser=http_request.COOKIES.get(COOKIE, ""))
    except Conflict as refusal:
        return _closed(http_request, refusal.message, 403)
    document = link.transmission.document
    name = f"{file_name(document)}.pdf"
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return _shut(HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition}))


def link_inside(http_request: HttpRequest, key: str) -> tuple[OutsideLink, str]:
    """The link and the key of this browser, for what a script asks. Raises NotFound; the services judge the rest."""
    link = link_of(key)
    if link is None:
        raise NotFound(_("This link opens nothing. If you copied it, look whether it is whole."))
    return link, http_request.COOKIES.get(COOKIE, "")


def _at_the_door(http_request: HttpRequest, link: OutsideLink) -> HttpResponse:
    request = link.transmission.request
    state = state_of(link, request, now=timezone.now())
    if state != LinkState.WAITING:
        return _closed(http_request, sentence_of(state, request), 410)
    if http_request.method != "POST":
        link_opened(link=link)
        return _code_page(http_request, link, CodeForm())
    typed = {name: http_request.POST.get(name, "") for name in ("code", "name", "function")}
    form = CodeForm(http_request.POST)
    form.is_valid()
    try:
        browser = link_use(link=link, **typed)
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _code_page(http_request, link, form, status=400)
    except Conflict as refusal:
        return _closed(http_request, refusal.message, 410)
    response = _again(http_request)
    response.set_cookie(
        COOKIE,
        browser,
        expires=link.expires_at,
        path=http_request.path,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
    return response


def _acknowledge(http_request: HttpRequest, link: OutsideLink, browser: str) -> HttpResponse:
    form = ReceiptForm(http_request.POST)
    if not form.is_valid():
        return _request_page(http_request, link, {"receipt": form})

    def act() -> str:
        outside_acknowledge(link=link, browser=browser, **form.cleaned_data)
        return _("Receipt is acknowledged. Thank you: the requesting authority knows.")

    return _done(http_request, link, act, {"receipt": form})


def _ask(http_request: HttpRequest, link: OutsideLink, browser: str) -> HttpResponse:
    form = QuestionForm(http_request.POST)
    if not form.is_valid():
        return _request_page(http_request, link, {"question": form})

    def act() -> str:
        token = http_request.POST.get("client_token", "")[:64]
        outside_ask(link=link, browser=browser, text=form.cleaned_data["text"], client_token=token)
        return _("Your message is with the requesting authority. The answer comes the way you are usually reached.")

    return _done(http_request, link, act, {"question": form})


def _answer(http_request: HttpRequest, link: OutsideLink, browser: str) -> HttpResponse:
    form = AnswerForm(http_request.POST, http_request.FILES)
    if not form.is_valid():
        return _request_page(http_request, link, {"answer": form})

    def act() -> str:
        file = form.cleaned_data["file"]
        said = form.cleaned_data["description"]
        outside_file_add(link=link, browser=browser, source=file.chunks(), name=file.name, description=said)
        return _("The file has arrived, and is kept encrypted.")

    return _done(http_request, link, act, {"answer": form})


def _doubt(http_request: HttpRequest, link: OutsideLink, browser: str) -> HttpResponse:
    form = DoubtForm(http_request.POST)
    if not form.is_valid():
        return _request_page(http_request, link, {"doubt": form})

    def act() -> str:
        outside_doubt(link=link, browser=browser, reason=form.cleaned_data["reason"])
        return _("The requesting authority is told at once. Do nothing for this request until it has called you.")

    return _done(http_request, link, act, {"doubt": form})


_ACTS: dict[str, Callable[[HttpRequest, OutsideLink, str], HttpResponse]] = {
    "acknowledge": _acknowledge,
    "ask": _ask,
    "answer": _answer,
    "doubt": _doubt,
}


def _done(
    http_request: HttpRequest, link: OutsideLink, act: Callable[[], str], forms: Mapping[str, PortalForm]
) -> HttpResponse:
    try:
        messages.success(http_request, act())
    except Invalid as refusal:
        for form in forms.values():
            form.add_refusal(refusal)
        return _request_page(http_request, link, forms)
    except Conflict as refusal:
        messages.error(http_request, refusal.message)
        link.transmission.request.refresh_from_db()
        return _request_page(http_request, link, status=409)
    return _again(http_request)


def _request_page(
    http_request: HttpRequest,
    link: OutsideLink,
    forms: Mapping[str, PortalForm] | None = None,
    *,
    status: int = 0,
) -> HttpResponse:
    request, forms = link.transmission.request, forms or {}
    wrong = next((form for form in forms.values() if form.errors), None)
    context = {
        "link": link,
        "row": request,
        "document": link.transmission.document,
        "title": kind_of(request).title,
        "receipt": forms.get("receipt") or ReceiptForm(),
        "question": forms.get("question") or QuestionForm(),
        "answer": forms.get("answer") or AnswerForm(),
        "doubt": forms.get("doubt") or DoubtForm(),
        "doubted": doubt_outside(request),
        "wrong": wrong,
        "client_token": http_request.POST.get("client_token") or uuid4().hex,
        "acknowledgement": request.acknowledgements.order_by("at").first(),
        "over": request.status in ENDED and request.status != Status.COMPLETED,
        "said": request.messages.filter(means=Means.LINK).order_by("id"),
        "files": request.attachments.filter(
            side=Side.REQUESTED, internal=False, added_by__isnull=True, removed_at__isnull=True
        )
        .select_related("file__content")
        .order_by("id"),
    }
    return _shut(render(http_request, "outside/request.html", context, status=status or (400 if wrong else 200)))


def _notice_page(http_request: HttpRequest, link: OutsideLink) -> HttpResponse:
    """To be read; what there is to say goes the way they are usually reached."""
    sent = link.transmission
    context = {
        "link": link,
        "row": sent.request,
        "document": sent.document,
        "sent": sent,
        "sender": sender_of(sent.request),
        "title": notice_name(sent.document.kind),
    }
    return _shut(render(http_request, "outside/notice.html", context))


def _code_page(http_request: HttpRequest, link: OutsideLink, form: CodeForm, *, status: int = 200) -> HttpResponse:
    sent = link.transmission
    context = {"form": form, "link": link, "asking": sender_of(sent.request), "notice": sent.purpose == Purpose.NOTICE}
    return _shut(render(http_request, "outside/code.html", context, status=status))


def _closed(http_request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return _shut(render(http_request, "outside/closed.html", {"sentence": sentence}, status=status))


def _again(http_request: HttpRequest) -> HttpResponse:
    return _shut(redirect(http_request.path))


def _shut(response: HttpResponse) -> HttpResponse:
    """Kept by no cache and no search engine, and the key told to no other site."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Not "no-referrer": the check of forged forms wants to know that ours came from here.
    response["Referrer-Policy"] = "same-origin"
    return response
