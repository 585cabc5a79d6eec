"""Tests of whether a desk can be reached: a mail with a link, and whether and when somebody there pressed the button.

The token of the link is derived from the id of the test and the portal's secret (`mla_portal.outbox.link_keys`), and
made only when the mail is worded: the outbox keeps the id, this table the token's SHA-256, and neither opens anything.
It is answered once, within `ANSWER_WITHIN`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.access import keeps_somewhere
from contacts.days import day_in
from contacts.models import ContactPoint, ReachabilityTest
from contacts.selectors.reachability import PAUSE, reachability_test_of, token_digest
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, NotAllowed, NotFound
from mla_portal.ids import uuid7
from mla_portal.outbox.link_keys import KEY_MARK, link_key
from mla_portal.outbox.services import message_queue
from mla_portal.ui.times import written, zone_of

ANSWER_WITHIN = timedelta(hours=72)


@transaction.atomic
def reachability_test_send(*, actor: User, desk: ContactPoint) -> ReachabilityTest:
    """Send a test message to the desk. Raises NotAllowed, and Conflict for a desk that has no e-mail address, that has
    ended, or that was tested within 24 hours.
    """
    if not keeps_somewhere(actor):
        raise NotAllowed(_("Only those who keep entries of the directory, and supervisors, can test a desk."))
    # One test at a time, so that a second press finds the first.
    desk = ContactPoint.objects.select_for_update(of=("self",), no_key=True).select_related("authority").get(pk=desk.pk)
    now = timezone.now()
    _require_testable(desk, now)
    test = _test(actor, desk, now)
    test.save(force_insert=True)
    _queue(test, desk)
    return test


def reachability_test_answer(*, token: str) -> ReachabilityTest:
    """Record that somebody at the desk has answered; again changes nothing. Raises NotFound for a token that nobody
    was sent or whose time is over.
    """
    now = timezone.now()
    test = reachability_test_of(token, now=now)
    if test is None:
        raise NotFound(_("This link answers no test. If you copied it, look whether it is whole."))
    if ReachabilityTest.objects.filter(pk=test.pk, answered_at__isnull=True).update(answered_at=now):
        test.answered_at = now
    return test


def _require_testable(desk: ContactPoint, now: datetime) -> None:
    if not desk.email:
        raise Conflict(_("This desk has no e-mail address, so it cannot be tested. Call it instead."))
    if not desk.valid_on(day_in(desk.authority.time_zone, now)):
        raise Conflict(_("This desk is not valid today, so it is not tested."))
    last = ReachabilityTest.objects.filter(desk=desk, sent_at__gt=now - PAUSE).order_by("-id").first()
    if last:
        again = written(last.sent_at + PAUSE, zone_of(None))
        raise Conflict(_("This desk was tested within 24 hours. It can be tested again on %(when)s.") % {"when": again})


def _test(actor: User, desk: ContactPoint, now: datetime) -> ReachabilityTest:
    pk = uuid7()
    return ReachabilityTest(
        id=pk,
        desk=desk,
        to_address=desk.email,
        token_digest=token_digest(link_key(f"reach:{pk}")),
        sent_by=actor,
        sent_at=now,
        expires_at=now + ANSWER_WITHIN,
    )


def _queue(test: ReachabilityTest, desk: ContactPoint) -> None:
    about = f"reach:{test.pk}"
    message_queue(
        key=about,
        template="reachability_test",
        to_address=test.to_address,
        to_name=desk.name,
        language=desk.language,
        time_zone=desk.zone,
        context={
            "authority": desk.authority.name,
            "until": test.expires_at.isoformat(),
            "path": f"/reach/{KEY_MARK}/",
            "key_for": about,
        },
        topic=about,
        now=test.sent_at,
    )
