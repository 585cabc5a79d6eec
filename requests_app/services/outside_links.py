"""Links for an authority outside the portal: made with the sending, opened by a code, revoked, made anew.

The key of the link is made only when its mail is worded, the code when somebody who sends looks at it or when its own
mail is worded (`mla_portal.outbox.link_keys`): neither is kept. The mail holds the key, another way brings the code,
and only both open anything.
"""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from contacts.models import Channel
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from mla_portal.ids import uuid7
from mla_portal.outbox.link_keys import KEY_MARK, link_code, link_key
from mla_portal.outbox.services import NewMessage, messages_cancel, messages_queue
from mla_portal.values import JSON
from requests_app.access import require_sending
from requests_app.models import ATTEMPTS, OutsideLink, Purpose, Request, Transmission
from requests_app.selectors.outside import (
    LinkState,
    addressees_of_link,
    digest_of,
    link_topic,
    second_contacts,
    sender_of,
    state_of,
)
from requests_app.selectors.recipients import Recipient
from requests_app.services.inputs import required_text
from requests_app.states import ENDED

OPEN_FOR = timedelta(days=7)


def links_issue(*, actor: User, transmission: Transmission, now: datetime) -> list[OutsideLink]:
    """A link to every address at which the directory says that mail is read; none where it knows no address.

    In the caller's transaction, who has checked that `actor` may send.
    """
    found = {one.address.lower(): one for one in addressees_of_link(transmission.recipient, now=now)}
    return [_issued(actor, transmission, one, now) for one in found.values()]


@transaction.atomic
def links_renew(*, actor: User, transmission: Transmission) -> list[OutsideLink]:
    """New links in the place of those that were not used, or in which the time is over. Raises Conflict."""
    request = _locked(transmission.request)
    require_sending(actor, request)
    if transmission.channel != Channel.EMAIL:
        raise Conflict(_("Only what was sent by e-mail has a link. Send it by e-mail first."))
    if request.status in ENDED and transmission.purpose != Purpose.NOTICE:
        raise Conflict(_("The request is over: nothing is left to be answered on a link."))
    now = timezone.now()
    for link in transmission.links.filter(revoked_at__isnull=True):
        _revoke(link, actor, now)
    made = links_issue(actor=actor, transmission=transmission, now=now)
    if not made:
        raise Conflict(
            _("The directory knows no e-mail address of %(authority)s. Send it by another channel.")
            % {"authority": transmission.recipient.name}
        )
    return made


@transaction.atomic
def link_revoke(*, actor: User, link: OutsideLink) -> OutsideLink:
    """From now on it opens nothing; again changes nothing."""
    request = _locked(link.transmission.request)
    require_sending(actor, request)
    row = OutsideLink.objects.select_for_update(of=("self",)).select_related("transmission").get(pk=link.pk)
    if row.revoked_at is None:
        _revoke(row, actor, timezone.now())
    return row


@transaction.atomic
def link_code_show(*, actor: User, link: OutsideLink) -> str:
    """The code, to be given by telephone at a number of the directory; that it was looked at is an event."""
    _require_code(actor, link)
    _record(link, Verb.LINK_CODE_SHOWN, actor, timezone.now())
    return link_code(link_topic(link))


@transaction.atomic
def link_code_send(*, actor: User, link: OutsideLink) -> Recipient:
    """Send the code to the second registered contact. Raises Conflict where there is none."""
    _require_code(actor, link)
    now = timezone.now()
    others = second_contacts(link, now=now)
    if not others:
        raise Conflict(
            _("The directory knows no second address of %(authority)s. Give the code by telephone.")
            % {"authority": link.transmission.recipient.name}
        )
    other = others[0]
    OutsideLink.objects.filter(pk=link.pk).update(code_sent_to=other.address)
    _code_mail(link, other, now)
    _record(link, Verb.LINK_CODE_SENT, actor, now)
    return other


@transaction.atomic
def link_opened(*, link: OutsideLink) -> None:
    """Somebody, or the scanner of a mailbox, opened the page of the link."""
    _record(link, Verb.LINK_OPENED, None, timezone.now())


def link_use(*, link: OutsideLink, code: object, name: object, function: object) -> str:
    """Open it, once, for the browser that is given the text returned here. Raises Invalid, also for a wrong code, which
    counts; Conflict for a link that opens nothing any more.
    """
    errors: dict[str, list[str]] = {}
    said = {
        "name": _required(name, "name", _("Give your name: who acknowledges stands in the file."), errors),
        "function": _required(function, "function", _("Give your function, such as duty officer."), errors),
    }
    digits = re.sub(r"\D", "", code) if isinstance(code, str) else ""
    if not digits:
        errors["code"] = [_("Enter the code of eight digits that you were given.")]
    if errors:
        raise Invalid(errors)
    browser, left = _use(link, digits, said)
    if not browser:
        raise Invalid({"code": [_wrong(left)]})
    return browser


@transaction.atomic
def _use(link: OutsideLink, digits: str, said: dict[str, str]) -> tuple[str, int]:
    """The key for the browser, or "" and how many attempts are left: those are counted, so nothing may raise."""
    request = _locked(link.transmission.request)
    row = OutsideLink.objects.select_for_update(of=("self",)).select_related("transmission").get(pk=link.pk)
    now = timezone.now()
    state = state_of(row, request, now=now)
    if state != LinkState.WAITING:
        raise Conflict(sentence_of(state, request))
    if not constant_time_compare(digits, link_code(link_topic(row)).replace(" ", "")):
        row.attempts += 1
        row.save(update_fields=["attempts"])
        _record(row, Verb.LINK_CODE_WRONG, None, now)
        return "", ATTEMPTS - row.attempts
    browser = secrets.token_urlsafe(32)
    row.used_at, row.browser_digest = now, digest_of(browser)
    row.person_name, row.person_function = said["name"], said["function"]
    row.save(update_fields=["used_at", "browser_digest", "person_name", "person_function"])
    _record(row, Verb.LINK_USED, None, now)
    return browser, ATTEMPTS - row.attempts


def sentence_of(state: LinkState, request: Request) -> str:
    """Why the link opens nothing, for whoever holds it: no word of the case."""
    asking = sender_of(request).name
    again = _("Ask %(authority)s for a new one.") % {"authority": asking}
    return {
        LinkState.WITHDRAWN: _("%(authority)s has withdrawn this request. Nothing is to be done.")
        % {"authority": asking},
        LinkState.REVOKED: _("This link was called back.") + " " + again,
        LinkState.EXPIRED: _("The time of this link is over.") + " " + again,
        LinkState.LOCKED: _("A wrong code was entered too often, so this link is locked.") + " " + again,
        LinkState.USED: _("This link was opened already, and opens once. Go on in the browser in which that was done.")
        + " "
        + _("If it was not you, call %(authority)s at once.") % {"authority": asking},
    }.get(state, "")


def _wrong(left: int) -> str:
    if left <= 0:
        return _("This code is wrong too, and the link is locked now. Ask for a new one.")
    return _("This is not the code of this link. Attempts left: %(left)d.") % {"left": left}


def _required(raw: object, field: str, sentence: str, errors: dict[str, list[str]]) -> str:
    try:
        return required_text(raw, field, sentence, 120)
    except Invalid as refusal:
        errors |= refusal.errors
        return ""


def _require_code(actor: User, link: OutsideLink) -> None:
    request = link.transmission.request
    require_sending(actor, request)
    state = state_of(link, request, now=timezone.now())
    if state != LinkState.WAITING:
        raise Conflict(_("This link does not wait for its code any more: %(state)s.") % {"state": state.label})


def _revoke(link: OutsideLink, actor: User, now: datetime) -> None:
    link.revoked_by, link.revoked_at = actor, now
    link.save(update_fields=["revoked_by", "revoked_at"])
    messages_cancel(topics=[link_topic(link)], now=now)
    _record(link, Verb.LINK_REVOKED, actor, now)


def _issued(actor: User, transmission: Transmission, recipient: Recipient, now: datetime) -> OutsideLink:
    link = OutsideLink(
        id=uuid7(),
        transmission=transmission,
        to_address=recipient.address,
        to_name=recipient.name,
        made_by=actor,
        made_at=now,
        expires_at=now + OPEN_FOR,
    )
    link.key_digest = digest_of(link_key(link_topic(link)))
    link.save(force_insert=True)
    _mail(link, recipient)
    _record(link, Verb.LINK_ISSUED, actor, now)
    return link


def _mail(link: OutsideLink, recipient: Recipient) -> None:
    request, about = link.transmission.request, link_topic(link)
    is_notice = link.transmission.purpose == Purpose.NOTICE
    messages_queue(
        [
            NewMessage(
                key=about,
                template="notice_link" if is_notice else "request_link",
                to_address=recipient.address,
                to_name=recipient.name,
                language=recipient.language,
                time_zone=recipient.time_zone,
                context={
                    **_told(request),
                    "urgency": request.urgency,
                    "until": link.expires_at.isoformat(),
                    "path": f"/outside/{KEY_MARK}/",
                    "key_for": about,
                },
                topic=about,
            )
        ],
        now=link.made_at,
    )


def _code_mail(link: OutsideLink, recipient: Recipient, now: datetime) -> None:
    about = link_topic(link)
    messages_queue(
        [
            NewMessage(
                key=f"{about}:code:{recipient.address}",
                template="request_link_code",
                to_address=recipient.address,
                to_name=recipient.name,
                language=recipient.language,
                time_zone=recipient.time_zone,
                context={**_told(link.transmission.request), "until": link.expires_at.isoformat(), "code_for": about},
                topic=about,
            )
        ],
        now=now,
    )


def _told(request: Request) -> dict[str, JSON]:
    """With the number that the reader knows it by."""
    return {"reference": request.sender_reference or request.reference, "from_authority": sender_of(request).name}


def _locked(request: Request) -> Request:
    rows = Request.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("requesting_authority", "requested_authority").get(pk=request.pk)


def _record(link: OutsideLink, verb: Verb, actor: User | None, now: datetime) -> None:
    data: dict[str, JSON] = {"link": str(link.pk), "transmission": str(link.transmission_id)}
    event_record(chain=f"request:{link.transmission.request_id}", verb=verb, actor=actor, data=data, at=now)
