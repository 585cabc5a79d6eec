"""The work: cases, requests and what happens to them. Invariants are constraints and triggers of the database."""

from requests_app.clocks.kinds import DeadlineKind
from requests_app.models.agreements import Agreement
from requests_app.models.approvals import ApprovalWish, Making
from requests_app.models.assignments import Assignment
from requests_app.models.attachments import Attachment
from requests_app.models.attention import Attention, CalendarFeed
from requests_app.models.cases import Case, CaseUserObjectPermission, Offence
from requests_app.models.comments import Comment
from requests_app.models.corrections import Correction
from requests_app.models.deadlines import Deadline, Reminder
from requests_app.models.decisions import DECISIONS, Decision
from requests_app.models.disclosed_paths import DisclosedPath, WithheldPath
from requests_app.models.disclosure_openings import DisclosureOpening
from requests_app.models.disclosure_uses import DisclosureQuestion, DisclosureUse, QuestionTopic
from requests_app.models.disclosures import (
    Disclosure,
    DisclosureAction,
    DisclosureFile,
    DisclosureState,
    DisclosureStep,
)
from requests_app.models.dispatch import Acknowledgement, Document, Purpose, Reading, Transmission
from requests_app.models.domestic_tasks import DomesticTask
from requests_app.models.emergencies import EmergencySending, Finding, OralRequest
from requests_app.models.failures import DeliveryFailure
from requests_app.models.formal import FormalText
from requests_app.models.forwardings import Forwarding
from requests_app.models.hand_overs import HandedRequest, WorkHandOver
from requests_app.models.incidents import Incident, IncidentKind
from requests_app.models.ladders import Audience, Counting, EscalationPolicy, EscalationStep, ReminderChannel
from requests_app.models.material import MaterialGround, MaterialMark, MaterialReader
from requests_app.models.measures import Measure, MeasureKind, Preservation, PreservationChange, PreservationState
from requests_app.models.media import Medium, MediumState
from requests_app.models.messages import Means, Message, MessageAttachment, MessageReading, Topic
from requests_app.models.outside import ATTEMPTS, OutsideLink, TransmissionProof
from requests_app.models.owed import NoticeOwed
from requests_app.models.questions import Question
from requests_app.models.registration import Arrival, SenderCheck
from requests_app.models.requests import Identifier, ReferenceCounter, Request, Urgency
from requests_app.models.shelves import CatalogueOffence, Kept, TextBlock
from requests_app.models.suspicions import Suspicion

__all__ = [
    "ATTEMPTS",
    "DECISIONS",
    "Acknowledgement",
    "Agreement",
    "ApprovalWish",
    "Arrival",
    "Assignment",
    "Attachment",
    "Attention",
    "Audience",
    "CalendarFeed",
    "Case",
    "CaseUserObjectPermission",
    "CatalogueOffence",
    "Comment",
    "Correction",
    "Counting",
    "Deadline",
    "DeadlineKind",
    "Decision",
    "DeliveryFailure",
    "DisclosedPath",
    "Disclosure",
    "DisclosureAction",
    "DisclosureFile",
    "DisclosureOpening",
    "DisclosureQuestion",
    "DisclosureState",
    "DisclosureStep",
    "DisclosureUse",
    "Document",
    "DomesticTask",
    "EmergencySending",
    "EscalationPolicy",
    "EscalationStep",
    "Finding",
    "FormalText",
    "Forwarding",
    "HandedRequest",
    "Identifier",
    "Incident",
    "IncidentKind",
    "Kept",
    "Making",
    "MaterialGround",
    "MaterialMark",
    "MaterialReader",
    "Means",
    "Measure",
    "MeasureKind",
    "Medium",
    "MediumState",
    "Message",
    "MessageAttachment",
    "MessageReading",
    "NoticeOwed",
    "Offence",
    "OralRequest",
    "OutsideLink",
    "Preservation",
    "PreservationChange",
    "PreservationState",
    "Purpose",
    "Question",
    "QuestionTopic",
    "Reading",
    "ReferenceCounter",
    "Reminder",
    "ReminderChannel",
    "Request",
    "SenderCheck",
    "Suspicion",
    "TextBlock",
    "Topic",
    "Transmission",
    "TransmissionProof",
    "Urgency",
    "WithheldPath",
    "WorkHandOver",
]
