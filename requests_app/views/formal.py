"""The formal confirmation of a request (Art. 25(3)): its day, what came, and what differs from what came first."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mla_portal.errors import Invalid
from mla_portal.middleware import takes_at_most
from requests_app.access import get_request, sides_of
from requests_app.forms.formal import FormalTextForm
from requests_app.models import Request, Topic
from requests_app.selectors.contract import not_here
from requests_app.selectors.formal_texts import differences_of, formal_texts_of, sendings_to
from requests_app.selectors.incoming import LARGEST_READ
from requests_app.selectors.messages import speaking_side
from requests_app.selectors.outside import formal_owed
from requests_app.selectors.preservations import may_execute
from requests_app.selectors.questions import askable
from requests_app.services.formal_texts import formal_text_record
from requests_app.services.speaking import side_speaking
from requests_app.states import Side
from requests_app.views.requests_common import reader_of, shown_side, title_of


@takes_at_most(LARGEST_READ + 64 * 1024)
@require_http_methods(["GET", "HEAD", "POST"])
def request_formal(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """Both sides; POST records a text for the side of the reader."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    if row.sent_at is None:
        raise not_here()
    if http_request.method != "POST":
        return _page(http_request, row, FormalTextForm())
    side_speaking(user, row)
    form = FormalTextForm(http_request.POST, http_request.FILES)
    if not form.is_valid():
        return _page(http_request, row, form)
    try:
        made = formal_text_record(actor=user, request=row, **form.cleaned_data)
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, row, form)
    if made.is_different:
        messages.warning(http_request, _("It says something else than what came first. The other side is told."))
    else:
        messages.success(http_request, _("It says what came first. Nothing more is to be done."))
    return redirect("request_formal", row.pk)


def _page(http_request: HttpRequest, row: Request, form: FormalTextForm) -> HttpResponse:
    user = reader_of(http_request)
    side = shown_side(sides_of(user, row))
    texts = [(one, differences_of(one)) for one in formal_texts_of(row)]
    context = {
        "row": row,
        "own": side is Side.REQUESTING,
        "matter": title_of(row, side),
        "sent": sendings_to(row, side),
        "owed": formal_owed(row) if side is Side.REQUESTING else None,
        "texts": texts,
        "differs": bool(texts) and texts[0][0].is_different,
        "ask": may_execute(user, row) and Topic.CLARIFICATION in askable(row),
        "writes": speaking_side(user, row) is not None,
        "form": form,
    }
    return render(http_request, "requests/work/formal.html", context, status=400 if form.errors else 200)
