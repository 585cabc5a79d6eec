from __future__ import annotations

from django.urls import URLPattern, path

from requests_app.api.actions import Actions
from requests_app.api.advice import Advice
from requests_app.api.attachments import AttachmentFile, AttachmentOne, Attachments
from requests_app.api.cases import CaseList, CaseOne
from requests_app.api.completeness import Completeness
from requests_app.api.corrections import Corrections
from requests_app.api.deadlines import Deadlines
from requests_app.api.disclosure_uses import DisclosureAnswer, DisclosureQuestions, DisclosureUses
from requests_app.api.disclosures import DisclosureActions, DisclosureFileOne, Disclosures
from requests_app.api.documents import DocumentJson, DocumentPdf, Documents, DocumentWord, Preview
from requests_app.api.emergencies import Emergency, OralRequests
from requests_app.api.events import Events
from requests_app.api.formal_texts import FormalTexts
from requests_app.api.forwardings import Forwardings
from requests_app.api.identifiers import Identifiers
from requests_app.api.incoming import Incoming
from requests_app.api.measures import MeasureOne, Measures
from requests_app.api.messages import Messages, MessagesRead
from requests_app.api.people import Assignments, HandOvers
from requests_app.api.questions import QuestionOne, Questions
from requests_app.api.requests import RequestList, RequestOne
from requests_app.api.suspicions import SuspicionCleared, Suspicions
from requests_app.api.transmissions import (
    LinkCodeSent,
    LinkRevoked,
    ProofFile,
    TransmissionLinks,
    TransmissionProofs,
    Transmissions,
)
from requests_app.api.uploads import UploadOne, Uploads
from requests_app.api.verification import Verification

urlpatterns: list[URLPattern] = [
    path("advice/", Advice.as_view(), name="api_advice"),
    path("cases/", CaseList.as_view(), name="api_cases"),
    path("cases/<uuid:pk>/", CaseOne.as_view(), name="api_case"),
    path("incoming/", Incoming.as_view(), name="api_incoming"),
    path("requests/", RequestList.as_view(), name="api_requests"),
    path("requests/<uuid:pk>/", RequestOne.as_view(), name="api_request"),
    path("requests/<uuid:pk>/completeness/", Completeness.as_view(), name="api_completeness"),
    path("requests/<uuid:pk>/actions/", Actions.as_view(), name="api_actions"),
    path("requests/<uuid:pk>/identifiers/", Identifiers.as_view(), name="api_identifiers"),
    path("requests/<uuid:pk>/measures/", Measures.as_view(), name="api_measures"),
    path("requests/<uuid:pk>/measures/<uuid:measure>/", MeasureOne.as_view(), name="api_measure"),
    path("requests/<uuid:pk>/assignments/", Assignments.as_view(), name="api_assignments"),
    path("hand-overs/", HandOvers.as_view(), name="api_hand_overs"),
    path("requests/<uuid:pk>/questions/", Questions.as_view(), name="api_questions"),
    path("requests/<uuid:pk>/questions/<uuid:question>/", QuestionOne.as_view(), name="api_question"),
    path("requests/<uuid:pk>/disclosures/", Disclosures.as_view(), name="api_disclosures"),
    path(
        "requests/<uuid:pk>/disclosures/<uuid:disclosure>/actions/",
        DisclosureActions.as_view(),
        name="api_disclosure_actions",
    ),
    path(
        "requests/<uuid:pk>/disclosures/<uuid:disclosure>/uses/", DisclosureUses.as_view(), name="api_disclosure_uses"
    ),
    path(
        "requests/<uuid:pk>/disclosures/<uuid:disclosure>/questions/",
        DisclosureQuestions.as_view(),
        name="api_disclosure_questions",
    ),
    path(
        "requests/<uuid:pk>/disclosures/<uuid:disclosure>/questions/<uuid:question>/answer/",
        DisclosureAnswer.as_view(),
        name="api_disclosure_answer",
    ),
    path(
        "requests/<uuid:pk>/disclosures/<uuid:disclosure>/files/<uuid:part>/",
        DisclosureFileOne.as_view(),
        name="api_disclosure_file",
    ),
    path("requests/<uuid:pk>/emergency/", Emergency.as_view(), name="api_emergency"),
    path("requests/<uuid:pk>/oral-requests/", OralRequests.as_view(), name="api_oral_requests"),
    path("requests/<uuid:pk>/forwarding/", Forwardings.as_view(), name="api_forwarding"),
    path("requests/<uuid:pk>/corrections/", Corrections.as_view(), name="api_corrections"),
    path("requests/<uuid:pk>/suspicion/", Suspicions.as_view(), name="api_suspicion"),
    path("requests/<uuid:pk>/suspicion/clear/", SuspicionCleared.as_view(), name="api_suspicion_clear"),
    path("requests/<uuid:pk>/events/", Events.as_view(), name="api_events"),
    path("requests/<uuid:pk>/messages/", Messages.as_view(), name="api_messages"),
    path("requests/<uuid:pk>/messages/read/", MessagesRead.as_view(), name="api_messages_read"),
    path("requests/<uuid:pk>/attachments/", Attachments.as_view(), name="api_attachments"),
    path("requests/<uuid:pk>/attachments/<uuid:attachment>/", AttachmentOne.as_view(), name="api_attachment"),
    path(
        "requests/<uuid:pk>/attachments/<uuid:attachment>/file/", AttachmentFile.as_view(), name="api_attachment_file"
    ),
    path("requests/<uuid:pk>/transmissions/", Transmissions.as_view(), name="api_transmissions"),
    path(
        "requests/<uuid:pk>/transmissions/<uuid:transmission>/proofs/", TransmissionProofs.as_view(), name="api_proofs"
    ),
    path("requests/<uuid:pk>/transmissions/<uuid:transmission>/links/", TransmissionLinks.as_view(), name="api_links"),
    path("requests/<uuid:pk>/proofs/<uuid:proof>/file/", ProofFile.as_view(), name="api_proof_file"),
    path("requests/<uuid:pk>/links/<uuid:link>/revoke/", LinkRevoked.as_view(), name="api_link_revoke"),
    path("requests/<uuid:pk>/links/<uuid:link>/code/", LinkCodeSent.as_view(), name="api_link_code"),
    path("requests/<uuid:pk>/formal-texts/", FormalTexts.as_view(), name="api_formal_texts"),
    path("requests/<uuid:pk>/uploads/", Uploads.as_view(), name="api_uploads"),
    path("requests/<uuid:pk>/uploads/<uuid:upload>/", UploadOne.as_view(), name="api_upload"),
    path("requests/<uuid:pk>/documents/", Documents.as_view(), name="api_documents"),
    path("requests/<uuid:pk>/preview.pdf", Preview.as_view(), name="api_preview"),
    path("documents/verify/", Verification.as_view(), name="api_verification"),
    path("documents/<uuid:pk>/file.pdf", DocumentPdf.as_view(), name="api_document_pdf"),
    path("documents/<uuid:pk>/file.docx", DocumentWord.as_view(), name="api_document_docx"),
    path("documents/<uuid:pk>/file.json", DocumentJson.as_view(), name="api_document_json"),
    path("deadlines/", Deadlines.as_view(), name="api_deadlines"),
]
