"""One of each thing that a route may be about, in each state that decides who sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from contacts.models import DutyShift, ServiceProvider
from mla_portal.accounts.services.tokens import token_create
from mla_portal.storage.services import file_store
from requests_app.models import Case, DisclosureQuestion, Request
from requests_app.services.actions import action_perform
from requests_app.services.attaching import upload_begin
from requests_app.services.attachments import attachment_add
from requests_app.services.attention import feed_make
from requests_app.services.cases import case_open
from requests_app.services.comments import comment_add
from requests_app.services.disclosure_uses import consent_ask
from requests_app.services.disclosures import disclosure_act
from requests_app.services.incoming_files import incoming_keep
from requests_app.services.questions import question_ask
from tests.access.exchange import exchange_about
from tests.access.lanes import lanes
from tests.access.outside import outside_about
from tests.access.shelves import shelves_about
from tests.access.studio import studio_about
from tests.access.upkeep import upkeep_about
from tests.access.whose import whose_about
from tests.results.making import handed_over, reported
from tests.world import CASE, World, registered

DELIVERIES = (
    "disclosure_decide",
    "disclosure_actions",
    "disclosure_material",
    "disclosure_media",
    "disclosure_uses",
    "disclosure_questions",
    "disclosed_path_follow",
    "domestic_task_new",
)
# Each about the request itself, which is no notice: who may translate one, test_notice_translations says.
DOCUMENTS = ("document_pdf", "document_docx", "document_json", "document_plain", "notice_translation")
STATES = ("draft", "in_review", "approved", "sent", "acknowledged", "in_execution", "completed")


@dataclass(frozen=True, kw_only=True)
class Places:
    requests: dict[str, Request]
    token: str
    feed: str
    feed_key: str
    shift: DutyShift
    upkeep: dict[str, dict[str, Any]]
    comments: dict[str, UUID]
    attachments: dict[str, UUID]
    uploads: dict[str, UUID]

    def address(self, route: str, state: str, action: str) -> str:
        """Where the route leads when it is about what is in this state."""
        return reverse(route, kwargs=self._about(route, state, action))

    def _about(self, route: str, state: str, action: str) -> dict[str, Any]:
        if route in ("authority", "api_authority"):
            return {"code": "RO-247"}
        if route in ("roster", "roster_plan", "hand_over"):
            return {"code": "RO-247", "desk": self.shift.desk.code}
        if route in ("shift_reassign", "hand_over_note", "hand_over_taken"):
            return {"code": "RO-247", "desk": self.shift.desk.code, "shift": self.shift.pk}
        if route in ("country", "api_jurisdiction"):
            return {"code": "RO"}
        if route in ("provider", "provider_confirm", "api_provider"):
            return {"code": "provider"}
        if route in ("treaty", "api_instrument"):
            return {"code": "CETS185"}
        if route in self.upkeep:
            return {**self.upkeep[route], **({"act": action} if action else {})}
        if route == "api_nothing_here":
            return {"path": "v1/nothing/"}
        if route == "document_schema":
            return {"name": "request", "version": 1}
        if route in ("deadline", "deadline_act"):
            act = {"act": action} if action else {}
            return {"pk": self.requests[state].deadlines.get(kind="acknowledgement").pk, **act}
        if route in ("ladder", "ladder_stop", "ladder_go_on"):
            return {"code": "GE-CA", "kind": "acknowledgement", "urgency": "normal"}
        if route == "feed_end":
            return {"pk": self.feed}
        if route == "calendar_feed":
            return {"key": self.feed_key}
        if route == "token_revoke":
            return {"token_id": self.token}
        if state == "-":
            return {}
        row = self.requests[state]
        if route.removeprefix("api_") in DOCUMENTS:
            return {"pk": row.documents.get().pk}
        if route == "domestic_task":
            return {"pk": row.pk, "task": row.domestic_tasks.get().pk}
        if route == "question_new":
            return {"pk": row.pk, "topic": action}
        if route in ("question_one", "api_question"):
            return {"pk": row.pk, "question": row.questions.get().pk}
        if route in ("measure_edit", "measure_order", "api_measure"):
            return {"pk": row.pk, "measure": row.measures.get().pk}
        if route == "incident":
            return {"pk": row.pk, "incident": row.incidents.get().pk}
        if route == "kept_one":
            return {"pk": row.pk, "preservation": row.preservations.get().pk}
        if route == "api_disclosure_answer":
            asked = DisclosureQuestion.objects.get(disclosure__request=row)
            return {"pk": row.pk, "disclosure": asked.disclosure_id, "question": asked.pk}
        if route.removeprefix("api_") in DELIVERIES:
            return {"pk": row.pk, "disclosure": row.disclosures.get().pk}
        if route.removeprefix("api_") == "disclosure_file":
            made = row.disclosures.get()
            return {"pk": row.pk, "disclosure": made.pk, "part": made.parts.get().pk}
        if route in ("identifier_change", "identifier_remove"):
            return {"pk": row.pk, "identifier": row.identifiers.get().pk}
        if "upload" in route and "uploads" not in route:
            return {"pk": row.pk, "upload": self.uploads[state]}
        if route in ("attachment_file", "attachment_remove", "api_attachment", "api_attachment_file"):
            return {"pk": row.pk, "attachment": self.attachments[state]}
        if route == "comment_resolve":
            return {"pk": row.pk, "comment": self.comments[state]}
        if route == "request_follow":
            return {"pk": row.pk, "kind": "mla_subscriber"}
        if route in ("request_section", "request_autosave"):
            return {"pk": row.pk, "slug": action}
        if route == "request_action":
            return {"pk": row.pk, "action": action}
        return {"pk": row.case_id if "case" in route or route == "request_new" else row.pk}


def make_places(world: World) -> Places:
    """All drafted by `officer`; of the sealed case nobody else is told."""
    rows = {name: getattr(world, name)() for name in STATES} | lanes(world)
    question_ask(actor=world.contact, request=rows["in_execution"], topic="clarification", text="Which of them?")
    rows["sealed"] = world.draft(case=_sealed(world, "GE-75/2026"))
    comments = {
        name: comment_add(actor=world.officer, request=rows[name], text="Read this once more.").pk
        for name in ("draft", "sealed")
    }
    comments["sent"] = comments["draft"]
    rows["sealed_sent"] = world.draft(case=_sealed(world, "GE-76/2026"))
    for actor, action in ((world.officer, "submit"), (world.supervisor, "approve"), (world.officer, "send")):
        action_perform(actor=actor, request=rows["sealed_sent"], action=action, answers={})
    file = incoming_keep(actor=world.contact, source=[b"%PDF-1.7 letter"], name="letter.pdf")
    rows["registered"] = registered(world, original=file)
    path = {"provider": "Transit SRL", "provider_country": "MD", "path": "203.0.113.9"}
    handed_over(world.contact, rows["in_execution"], confidential=True, **path)
    reported(world.officer, rows["in_execution"])
    _asked(world, rows["completed"])
    ServiceProvider.objects.create(code="provider", name="Provider")
    token, _key = token_create(actor=world.officer, label="to be revoked")
    feed, _old = feed_make(actor=world.officer)
    _feed, feed_key = feed_make(actor=world.contact)
    return Places(
        requests=rows,
        token=str(token.pk),
        feed=str(feed.pk),
        feed_key=feed_key,
        shift=_shift(world),
        comments=comments,
        attachments={name: _attached(world, rows[name]) for name in ("draft", "sent", "sealed_sent")},
        uploads={name: _begun(world, rows[name]) for name in ("draft", "sent", "sealed_sent")},
        upkeep={
            **outside_about(world, rows["sent"]),
            **upkeep_about(world),
            **exchange_about(world),
            **shelves_about(world),
            **studio_about(),
            **whose_about(world),
        },
    )


def _asked(world: World, request: Request) -> None:
    """For consent to use what was given in another case."""
    made = handed_over(world.contact, request, no_other_use=True)
    disclosure_act(actor=world.officer, request=request, disclosure=made, action="accept")
    case = case_open(actor=world.officer, authority=world.asking, answers={**CASE, "reference": "GE-99/2026"})
    consent_ask(actor=world.officer, request=request, disclosure=made, case=case, text="A related matter.")


def _attached(world: World, request: Request) -> UUID:
    file = file_store(actor=world.officer, source=[b"%PDF-1.7"], name="order.pdf", now=timezone.now())
    return attachment_add(actor=world.officer, request=request, file=file).pk


def _begun(world: World, request: Request) -> UUID:
    return upload_begin(actor=world.officer, request=request, name="disk.img", size=9).pk


def _sealed(world: World, reference: str) -> Case:
    answers = {**CASE, "reference": reference, "sealed": True}
    return case_open(actor=world.officer, authority=world.asking, answers=answers)


def _shift(world: World) -> DutyShift:
    """One that runs now, of somebody without an account."""
    desk, now = world.asked.contact_points.get(order=1), timezone.now()
    return DutyShift.objects.create(desk=desk, name="Ion Pop", starts_at=now, ends_at=now + timedelta(hours=12))
