"""The domestic order to a custodian, as a document of the requested side alone."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict
from requests_app.kinds import KINDS
from requests_app.kinds.instruments import UNITED_NATIONS
from requests_app.legal_basis import citing_kind
from requests_app.models import Measure, NoticeOwed, Request
from requests_app.selectors.notice_words import of_measure
from requests_app.selectors.papers import order_is_made, orders
from requests_app.services.measures import require_executing
from requests_app.services.owed_notices import notice_owe


@transaction.atomic
def order_make(*, actor: User, measure: Measure) -> NoticeOwed:
    """Owe the order of a measure; a worker makes it. Again only after the record was changed.

    Raises Conflict for a measure that is no such order, and when it was made already.
    """
    # The request first, as every move does: two presses wait for each other here.
    request = Request.objects.select_for_update(of=("self",)).get(pk=measure.request_id)
    require_executing(actor, request)
    measure = Measure.objects.select_related("request").get(pk=measure.pk)
    if not orders(measure):
        raise Conflict(_("Only an authority of the portal makes an order here, and only of a measure that is one."))
    if not measure.legal_basis and _rests_elsewhere(request):
        sentence = _("Write the legal basis of the order in its record: this request rests on another convention.")
        raise Conflict(sentence)
    if order_is_made(measure):
        raise Conflict(_("The order is made already. Change the record before you make another one."))
    return notice_owe(actor=actor, request=request, cause=measure.pk, words=of_measure(measure), now=timezone.now())


def _rests_elsewhere(request: Request) -> bool:
    """Whether it is made under the Convention of the United Nations: its orders have nothing that stands by itself."""
    kind = citing_kind(KINDS[request.kind], request.follows.kind if request.follows else "")
    chosen = request.instrument.code if request.instrument else kind.instruments[0]
    return chosen == UNITED_NATIONS
