"""What a notice says of its own: the words of the acknowledgement, decision or measure that it comes of."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from contacts.days import day_in
from contacts.models import Authority, Channel
from requests_app.kinds.base import GivenIdentifier
from requests_app.languages import languages_at_home, translations_into
from requests_app.models import Acknowledgement, Arrival, Decision, Measure, Question, Topic
from requests_app.selectors.answers import given_identifiers, kind_of
from requests_app.selectors.notice_context import Words
from requests_app.selectors.notice_deliveries import deliveries_of, handed_over
from requests_app.selectors.preservations import RUNNING, reported_preservations
from requests_app.states import Action, Outcome
from templates_app import context as doc
from templates_app.notice import Custody, ItemResult, Notice, RefusalGround, Result


def of_acknowledgement(given: Acknowledgement) -> Words:
    request, asked, by = given.request, given.request.requested_authority, given.by
    sent = given.transmission
    channel = sent.channel if sent else request.received_channel
    # By the other channels nobody knows when it arrived: at the latest when that was confirmed.
    arrived = request.sent_at if request.is_registered or channel == Channel.PORTAL else None
    with override(request.languages[0]):
        channel_name = _("Portal") if channel == Channel.PORTAL else str(Arrival(channel).label)
        on_link = _("Given on the link that was sent by e-mail. Name and function are as they were given there.")
    said = {
        "received_at": (arrived or given.at).astimezone(ZoneInfo(asked.time_zone)).replace(microsecond=0),
        "channel": channel_name,
        "contact": doc.Contact(
            name=by.name if by else given.by_name,
            function=by.function if by else given.by_function,
            telephone=asked.telephone,
            email=asked.email,
        ),
        "note": given.note if by else "\n\n".join(filter(None, (given.note, on_link))),
    }
    return Words(
        kind=Notice.ACKNOWLEDGEMENT, said=said, typed={"about.their_reference": "their_reference", "note": "note"}
    )


def of_decision(decision: Decision) -> Words:
    said: dict[str, Any] = {"article": decision.article, "reason": decision.text}
    if decision.action == Action.REFUSE:
        said |= {"ground": RefusalGround(decision.ground), "considered": decision.considered}
        return Words(kind=Notice.REFUSAL, said=said, typed={"reason": "reason", "considered": "considered"})
    if decision.action == Action.POSTPONE:
        said |= {"review_on": decision.until}
        return Words(kind=Notice.POSTPONEMENT, said=said, typed={"reason": "reason"})
    if decision.action == Action.REDIRECT:
        said |= {"competent": _authority(decision.authority)}
        return Words(kind=Notice.REDIRECT, said=said, typed={"reason": "note"})
    kind = _report(decision)
    said |= _reported(decision)
    if kind is not Notice.PRESERVATION_REPORT:
        given = handed_over(deliveries_of(decision.request))
        # Of a report nobody has said whether more follows, unless one was marked as the last.
        said |= given | {"final": given["final"] or None}
    return Words(kind=kind, said=said, typed={"reason": "note", "items": "items"})


def of_question(question: Question) -> Words:
    text = question.asked.text
    if question.topic == Topic.CONSULTATION:
        return Words(kind=Notice.CONSULTATION, said={"reason": text, "article": "29(6)"}, typed={"reason": "text"})
    return Words(kind=Notice.CLARIFICATION, said={"questions": text}, typed={"questions": "text"})


def of_measure(measure: Measure) -> Words:
    """The order to who holds the data: what of the request they have to know, and nothing of who asked.

    Its languages and times are those of its own country: others would tell from where it was asked.
    """
    request, content = measure.request, measure.request.content
    asked, details = request.requested_authority, content.get("data_description", "")
    zone, languages = ZoneInfo(asked.time_zone), languages_at_home(asked.jurisdiction_id, asked.languages)
    said = {
        "recipient": doc.RequestedAuthority(name=measure.custodian, country=asked.jurisdiction.name),
        "languages": languages,
        "legal_basis": measure.legal_basis,
        "preserved_until": _ordered_until(measure),
        "data_categories": tuple(doc.DataCategory(one) for one in content.get("data_categories", [])),
        "data_details": details,
        "translations": translations_into(languages, {"data_details": details}, request.translations),
        "identifiers": tuple(_without_note(one, zone) for one in given_identifiers(request)),
        "period_from": _there(_instant(content.get("period_from")), zone),
        "period_to": _there(_instant(content.get("period_to")), zone),
    }
    return Words(
        kind=Notice.PRESERVATION_ORDER, said=said, typed={"recipient": "custodian", "legal_basis": "legal_basis"}
    )


def _ordered_until(measure: Measure) -> date | None:
    """What is recorded; before that, as many days from the order on as were asked."""
    kept = measure.preservations.filter(RUNNING).last()
    asked = measure.request.content.get("duration_days")
    if kept is not None or not asked:
        return kept.until if kept else None
    zone = measure.request.requested_authority.jurisdiction.time_zone
    return (measure.ordered_on or day_in(zone, measure.updated_at)) + timedelta(days=asked)


def _without_note(one: GivenIdentifier, zone: ZoneInfo) -> doc.Identifier:
    """A note may tell of the case abroad."""
    return doc.Identifier(
        type=doc.IdentifierType(one.type),
        value=one.value,
        port=one.port,
        at=_there(one.at, zone),
        until=_there(one.until, zone),
    )


def _there(instant: datetime | None, zone: ZoneInfo) -> datetime | None:
    return instant.astimezone(zone) if instant else None


def _report(decision: Decision) -> Notice:
    if decision.outcome == Outcome.PARTLY:
        return Notice.PARTIAL_EXECUTION
    return Notice.PRESERVATION_REPORT if kind_of(decision.request).preserves else Notice.EXECUTION_REPORT


def _reported(decision: Decision) -> dict[str, Any]:
    values = {str(one.pk): one.value for one in decision.request.identifiers.all()}
    kept = reported_preservations(decision.request)
    return {
        "result": Result(decision.outcome),
        "preserved_from": decision.preserved_from,
        "preserved_until": decision.preserved_until,
        "held_pending_decision": any(one.held_since for one in kept),
        "custody": tuple(
            Custody(
                custodian=one.custodian,
                reference=one.measure.reference if one.measure else "",
                preserved_from=one.effected_on,
                preserved_until=one.until,
            )
            for one in kept
        ),
        "items": tuple(_item(one, values) for one in decision.items),
    }


def _item(item: dict[str, Any], values: dict[str, str]) -> ItemResult:
    named = item.get("identifier") or ""
    subject = ": ".join(part for part in (values.get(named, named), item.get("what") or "") if part)
    return ItemResult(subject=subject, result=Result(item["outcome"]), note=item.get("note") or "")


def _authority(given: Authority | None) -> doc.RequestedAuthority | None:
    if given is None:
        return None
    return doc.RequestedAuthority(
        name=given.name,
        country=given.jurisdiction.name,
        original_name=given.original_name,
        address=given.address,
        telephone=given.telephone,
        email=given.email,
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
