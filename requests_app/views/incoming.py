"""Registering a request that came by e-mail, post or INTERPOL: its file first, then who sent it and what it says."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.models import Authority
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.storage.models import StoredFile
from requests_app.forms.incoming import SENDER, ArrivalForm, FileForm, SayingForm, first_initial
from requests_app.forms.offences import PREFIX, BaseOffences, OffenceFormSet, changed_rows, offence_forms
from requests_app.kinds import KINDS, USUAL, Kind
from requests_app.models import Request
from requests_app.selectors.addressees import authority_with
from requests_app.selectors.duplicates import sharing
from requests_app.selectors.incoming import FileRead, addressee_meant, addressees_of, file_read, sender_meant
from requests_app.selectors.senders import senders_possible
from requests_app.services.identifiers import identifiers_checked
from requests_app.services.incoming import RegisteredBefore, request_register
from requests_app.services.incoming_files import bytes_to_read, held, held_file, incoming_keep
from requests_app.views.requests_common import reader_of
from requests_app.views.requests_content import Content, content_of
from templates_app.verification.reading import findings_of
from templates_app.verification.words import signature_said

_NOTHING = FileRead()


@require_http_methods(["GET", "HEAD", "POST"])
def incoming_new(http_request: HttpRequest) -> HttpResponse:
    """The file, if there is one, and what is asked. A document of this very portal leads to its request."""
    user = reader_of(http_request)
    possible = _addressees(user)
    if http_request.method != "POST":
        return _first_page(http_request, FileForm(addressees=possible))
    form = FileForm(http_request.POST, http_request.FILES, addressees=possible)
    if not form.is_valid():
        return _first_page(http_request, form, status=400)
    found, token = _NOTHING, ""
    if form.cleaned_data["file"]:
        try:
            kept = incoming_keep(
                actor=user, source=form.cleaned_data["file"].chunks(), name=form.cleaned_data["file"].name
            )
        except Invalid as refusal:
            form.add_refusal(refusal)
            return _first_page(http_request, form, status=400)
        found, token = file_read(user, bytes_to_read(user, kept)), held(kept, user)
    if found.own:
        messages.info(http_request, _("This document was made by this portal: its request is here already."))
        return redirect("request", found.own.pk)
    kind = found.read.kind if found.read else form.cleaned_data["kind"]
    chosen = form.cleaned_data.get("to") or (addressee_meant(possible, found.read, kind) or possible[0]).code
    return redirect(f"{reverse('incoming_details')}?{urlencode({'kind': kind, 'to': chosen, 'file': token})}")


@require_http_methods(["GET", "HEAD", "POST"])
def incoming_details(http_request: HttpRequest) -> HttpResponse:
    """What was read of the file, to be confirmed, or its questions; who sent it, how and when. POST registers it, once
    for each page that was shown. What looks for the same is shown before.
    """
    user = reader_of(http_request)
    entry = _Entry(http_request, user, _addressees(user))
    if http_request.method != "POST":
        return entry.page()
    rows = changed_rows(http_request.POST, lambda _code: None)
    if rows is not None:
        return entry.page(rows=rows)
    return entry.register()


def _addressees(user: User) -> list[Authority]:
    possible = addressees_of(user)
    if not possible:
        raise NotAllowed(_("Your role does not receive requests. Ask your supervisor."))
    return possible


def _first_page(http_request: HttpRequest, form: FileForm, *, status: int = 200) -> HttpResponse:
    return render(http_request, "requests/incoming/new.html", {"form": form}, status=status)


class _Entry:
    """One page that registers: the file it is about, and its forms."""

    def __init__(self, http_request: HttpRequest, user: User, possible: list[Authority]) -> None:
        self.http_request, self.user = http_request, user
        query = http_request.GET
        self.addressee = next((one for one in possible if one.code == query.get("to")), possible[0])
        self.file: StoredFile | None = held_file(user, query.get("file", ""))
        self.data = bytes_to_read(user, self.file) if self.file else b""
        self.found = file_read(user, self.data) if self.file else _NOTHING
        self.kind: Kind = KINDS.get(self.found.read.kind if self.found.read else query.get("kind", ""), USUAL)
        self.senders = list(senders_possible(self.addressee, now=timezone.now()))

    def page(
        self,
        *,
        arrival: ArrivalForm | None = None,
        saying: SayingForm | None = None,
        offences: BaseOffences | None = None,
        rows: list[dict[str, Any]] | None = None,
        before: list[Request] | None = None,
        shared: list[Any] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        typed = self.http_request.POST if rows is not None else None
        if self.found.read is None:
            saying = saying or SayingForm(self.kind, typed)
            offences = offences or offence_forms(rows or [])
        context = {
            "addressee": self.addressee,
            "kind": self.kind,
            "file": self.file,
            "found": self.found,
            "content": self._content(),
            "signature": self._signature(),
            "addressed_elsewhere": self._addressed_elsewhere(),
            "arrival": arrival or self._arrival(typed),
            "saying": saying,
            "parts": saying.parts() if saying else [],
            "formset": offences if self.kind.section_of("offences") else None,
            "before": before or [],
            "shared": shared or [],
        }
        return render(self.http_request, "requests/incoming/details.html", context, status=status)

    def register(self) -> HttpResponse:
        data = self.http_request.POST
        arrival = self._arrival(data, repeatable="seen" in data)
        saying = SayingForm(self.kind, data) if self.found.read is None else None
        asks_offences = saying is not None and self.kind.section_of("offences") is not None
        offences = OffenceFormSet(data, prefix=PREFIX) if asks_offences else None
        forms = [one for one in (arrival, saying, offences) if one is not None]
        if False in [one.is_valid() for one in forms]:
            return self.page(arrival=arrival, saying=saying, offences=offences, status=400)
        said = self._said(saying, offences)
        if "seen" not in data and (shared := self._shared(said)):
            again = self._arrival(data, repeatable=False)
            return self.page(arrival=again, saying=saying, offences=offences, shared=shared, status=409)
        try:
            made = request_register(
                actor=self.user,
                requested_authority=self.addressee,
                requesting_authority=_sender(arrival.cleaned_data[SENDER]),
                kind=self.kind.code,
                original=self.file,
                **said,
                **arrival.given(),
            )
        except RegisteredBefore as refusal:
            again = self._arrival(data, repeatable=True)
            return self.page(arrival=again, saying=saying, offences=offences, before=refusal.requests, status=409)
        except Invalid as refusal:
            mine = {name: texts for name, texts in refusal.errors.items() if name in arrival.fields or saying is None}
            arrival.add_refusal(Invalid(mine))
            if saying is not None:
                saying.add_refusal(Invalid({k: v for k, v in refusal.errors.items() if k not in mine}))
            return self.page(arrival=arrival, saying=saying, offences=offences, status=400)
        messages.success(self.http_request, _("Registered as %(reference)s.") % {"reference": made.reference})
        return redirect("request", made.pk)

    def _arrival(self, data: Any = None, *, repeatable: bool = False) -> ArrivalForm:
        now, read = timezone.now(), self.found.read
        sender = sender_meant(self.addressee, read, now=now)
        initial = first_initial(timezone.localtime(now), sender, read.reference if read else "")
        return ArrivalForm(data, senders=self.senders, initial=initial, repeatable=repeatable)

    def _said(self, saying: SayingForm | None, offences: BaseOffences | None) -> dict[str, Any]:
        if saying is not None:
            return {**saying.given(), "offences": offences.answer() if offences else []}
        read = self.found.read
        assert read is not None  # noqa: S101 - one of the two is there
        names = ("urgency", "content", "facts", "offences", "identifiers", "case_number", "continues")
        return {name: getattr(read, name) for name in names}

    def _shared(self, said: dict[str, Any]) -> list[Any]:
        given, _errors = identifiers_checked(said["identifiers"])
        return [one for one in sharing(self.user, given) if one.at_once]

    def _addressed_elsewhere(self) -> bool:
        read, own = self.found.read, self.addressee
        return read is not None and read.addressee not in (own.name, own.original_name)

    def _signature(self) -> str:
        """What is to be said of it, once something was read of the file."""
        if self.found.read is None:
            return ""
        try:
            return str(signature_said(findings_of(self.data, now=timezone.now())))
        except Conflict as busy:
            return busy.message

    def _content(self) -> Content | None:
        return content_of(self.found.document) if self.found.document else None


def _sender(code: str) -> Authority:
    found = authority_with(code)
    if found is None:
        raise Invalid({SENDER: [_("Choose the authority that sent it.")]})
    return found
