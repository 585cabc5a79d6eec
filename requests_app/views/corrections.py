"""Correcting what was mistyped when a request from outside was registered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.access import may
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotAllowed
from requests_app.access import get_request
from requests_app.forms.correction import CorrectionForm, KindForm, saying_as_typed, saying_of
from requests_app.forms.incoming import SENDER, SayingForm
from requests_app.forms.offences import (
    PREFIX,
    BaseOffences,
    OffenceFormSet,
    changed_rows,
    offence_forms,
    offences_as_typed,
)
from requests_app.kinds import KINDS, Kind
from requests_app.models import Request
from requests_app.received import OFFENCES
from requests_app.selectors.addressees import authority_with
from requests_app.selectors.contract import not_here
from requests_app.selectors.corrections import ShownCorrection, corrections_shown, read_from_file, why_not_corrected
from requests_app.selectors.senders import senders_possible
from requests_app.services.corrections import registered_correct
from requests_app.services.incoming import RegisteredBefore
from requests_app.states import Side
from requests_app.views.requests_common import reader_of, title_of


@require_http_methods(["GET", "HEAD", "POST"])
def request_correction(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form of registering with what stands there; POST corrects it. What was read of a file is not asked."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    if not row.is_registered:
        raise not_here()
    if not may(user, Permission.ACKNOWLEDGE, row.requested_authority):
        raise NotAllowed(_("Your role does not receive requests. Ask your supervisor."))
    if why := why_not_corrected(row):
        raise Conflict(why)
    entry = _Entry(http_request, user, row)
    if http_request.method != "POST":
        return entry.page()
    data = http_request.POST
    rows = changed_rows(data, lambda _code: None)
    if rows is not None or entry.chosen != entry.shown:
        return entry.typed_on(rows)
    return entry.correct()


class _Entry:
    """One page that corrects. `shown` is the kind whose questions it asked, `chosen` the one that it says it is."""

    def __init__(self, http_request: HttpRequest, user: User, row: Request) -> None:
        self.http_request, self.user, self.row = http_request, user, row
        self.by_machine = read_from_file(row)
        data, registered = http_request.POST, KINDS[row.kind]
        self.shown: Kind = KINDS.get(data.get("shown", ""), registered)
        self.chosen: Kind = registered if self.by_machine else KINDS.get(data.get("kind", ""), self.shown)
        if self.by_machine:
            self.shown = registered
        self.senders = list(senders_possible(row.requested_authority, now=timezone.now()))

    def page(
        self,
        *,
        arrival: CorrectionForm | None = None,
        saying: SayingForm | None = None,
        offences: BaseOffences | None = None,
        said: str = "",
        theirs: ShownCorrection | None = None,
        status: int = 200,
    ) -> HttpResponse:
        row = self.row
        if not self.by_machine:
            saying = saying or saying_of(row, self.chosen)
            offences = offences or offence_forms(row.content.get(OFFENCES, []))
        context = {
            "row": row,
            "own": False,
            "matter": title_of(row, Side.REQUESTED),
            "kind": self.chosen,
            "kinds": KindForm(initial={"kind": self.chosen.code}),
            "arrival": arrival or self._arrival(),
            "saying": saying,
            "parts": saying.parts() if saying else [],
            "formset": offences if self.chosen.section_of("offences") else None,
            "said": said,
            "theirs": theirs,
            "corrections": corrections_shown(row),
        }
        return render(self.http_request, "requests/incoming/correct.html", context, status=status)

    def typed_on(self, rows: list[dict[str, Any]] | None) -> HttpResponse:
        """Another row of offences, or another kind: nothing is judged and nothing lost."""
        data = self.http_request.POST
        said = ""
        if self.chosen != self.shown:
            said = _("These are the questions of the kind that you chose. Answer them, then save the correction.")
        arrival = self._arrival()
        names = [name for name in arrival.fields if name != "after"]
        typed = {name: arrival.fields[name].widget.value_from_datadict(data, {}, name) for name in names}
        arrival.initial = {**arrival.initial, **typed, "after": data.get("after", arrival.initial["after"])}
        saying = None if self.by_machine else saying_as_typed(self.row, self.chosen, self.shown, data)
        kept = rows if rows is not None else self._rows_typed()
        return self.page(arrival=arrival, saying=saying, offences=offence_forms(kept), said=said)

    def correct(self) -> HttpResponse:
        data = self.http_request.POST
        arrival = self._arrival(data, repeatable="repeatable" in data)
        saying = None if self.by_machine else saying_of(self.row, self.chosen, data)
        asks_offences = saying is not None and self.chosen.section_of("offences") is not None
        offences = OffenceFormSet(data, prefix=PREFIX) if asks_offences else None
        forms = [one for one in (arrival, saying, offences) if one is not None]
        if False in [one.is_valid() for one in forms]:
            return self.page(arrival=arrival, saying=saying, offences=offences, status=400)
        try:
            registered_correct(
                actor=self.user,
                request=self.row,
                after=arrival.cleaned_data["after"],
                reason=arrival.cleaned_data["reason"],
                given={
                    SENDER: authority_with(arrival.cleaned_data[SENDER]),
                    **arrival.given(),
                    **self._said(saying, offences),
                },
                repeated=arrival.repeated,
            )
        except Invalid as refusal:
            _refuse(arrival, saying, refusal)
            return self.page(arrival=arrival, saying=saying, offences=offences, status=400)
        except Conflict as refusal:
            return self._again(refusal, saying, offences)
        messages.success(self.http_request, _("Corrected. What it said before stays readable below."))
        return redirect("request", self.row.pk)

    def _again(self, refusal: Conflict, saying: SayingForm | None, offences: BaseOffences | None) -> HttpResponse:
        """The same page with what was typed; saved once more, it goes on from what a colleague did."""
        self.row = get_request(self.user, self.row.pk)
        if why_not_corrected(self.row):
            raise refusal
        data = self.http_request.POST.copy()
        data["after"] = str(self.row.corrections_made)
        arrival = self._arrival(data, repeatable=isinstance(refusal, RegisteredBefore))
        theirs = next(iter([] if isinstance(refusal, RegisteredBefore) else corrections_shown(self.row)), None)
        return self.page(
            arrival=arrival, saying=saying, offences=offences, said=refusal.message, theirs=theirs, status=409
        )

    def _arrival(self, data: Any = None, *, repeatable: bool = False) -> CorrectionForm:
        return CorrectionForm(self.row, data, senders=self.senders, repeatable=repeatable)

    def _said(self, saying: SayingForm | None, offences: BaseOffences | None) -> dict[str, Any]:
        if saying is None:
            return {}
        told = {"offences": offences.answer()} if offences else {}
        return {"kind": self.chosen.code, **saying.given(), **told}

    def _rows_typed(self) -> list[dict[str, Any]]:
        rows = offences_as_typed(self.http_request.POST)
        return rows or self.row.content.get(OFFENCES, [])


def _sent_by(arrival: CorrectionForm) -> dict[str, Any]:
    return {SENDER: authority_with(arrival.cleaned_data[SENDER])}


def _refuse(arrival: CorrectionForm, saying: SayingForm | None, refusal: Invalid) -> None:
    mine = {name: texts for name, texts in refusal.errors.items() if name in arrival.fields or saying is None}
    arrival.add_refusal(Invalid(mine))
    if saying is not None:
        saying.add_refusal(Invalid({name: texts for name, texts in refusal.errors.items() if name not in mine}))
