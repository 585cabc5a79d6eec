"""A section saved by itself while somebody types: every changed answer that is right as it stands."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from requests_app.access import get_request
from requests_app.forms.offences import PREFIX
from requests_app.forms.raw import raw_of
from requests_app.forms.section import SectionForm, answer_of
from requests_app.instants import as_utc_text
from requests_app.merging import mark
from requests_app.selectors.shown_answers import shown_answers
from requests_app.services.presence import editing_mark
from requests_app.services.sections import section_save
from requests_app.views.requests_common import reader_of
from requests_app.views.sections import section_or_refusal


@require_POST
def request_autosave(http_request: HttpRequest, pk: UUID, slug: str) -> JsonResponse:
    """Answers as `docs/interface.md` says: the new marks come with every answer, for a part may have been saved."""
    try:
        return _save(http_request, pk, slug)
    except (Conflict, Invalid, NotAllowed, NotFound) as refusal:
        return JsonResponse({"message": refusal.message}, status=refusal.status)


def _save(http_request: HttpRequest, pk: UUID, slug: str) -> JsonResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    section = section_or_refusal(row, slug)
    form = SectionForm(row, section, _with_whole_groups(http_request.POST, SectionForm(row, section)))
    form.is_valid()
    controls = http_request.POST.getlist("changed")
    changed = {answer_of(name) for name in controls if name in form.fields}
    typed = {name: value for name, value in form.answers().items() if name in changed}
    saved = section_save(actor=user, request=row, section=section, typed=typed, seen=form.seen(), partly=True)
    editing_mark(actor=user, request=row, section=section)
    shown = shown_answers(saved.request, section)
    marks = form.seen() | {name: mark(shown[name]) for name in saved.settled}
    answer = {"version": " ".join(f"{name}:{given}" for name, given in marks.items())}
    if saved.overlap:
        return JsonResponse({**answer, "message": saved.overlap.message}, status=409)
    problem = _problem(form, changed) or _offences_wait(controls)
    if problem:
        return JsonResponse({**answer, "message": problem}, status=400)
    return JsonResponse({**answer, "saved_at": as_utc_text(timezone.now())})


def _problem(form: SectionForm, changed: set[str]) -> str:
    """What of the changed answers could not be saved as it stands, in one sentence; the others are saved."""
    for name, texts in form.errors.items():
        if answer_of(name) in changed:
            return str(texts[0])
    return ""


def _offences_wait(controls: list[str]) -> str:
    """Half an offence is none, and their numbers shift: they are saved all together."""
    if any(answer_of(name) == PREFIX for name in controls):
        return _("Offences are saved when you press the button. All else is saved.")
    return ""


def _with_whole_groups(data: QueryDict, shown: SectionForm) -> QueryDict:
    """A page sends the changed parts of a group alone; the others are as they are saved."""
    whole = data.copy()
    for block in shown.blocks():
        for control in block.controls:
            if len(block.controls) > 1 and control.html_name not in data:
                for name, values in raw_of(control).items():
                    whole.setlist(name, values)
    return whole
