from __future__ import annotations

from django.urls import URLPattern, path

from requests_app.views.actions import request_action
from requests_app.views.assignments import request_responsible
from requests_app.views.corrections import request_correction
from requests_app.views.dashboard import dashboard
from requests_app.views.deadlines import deadlines
from requests_app.views.deconfliction import deconfliction
from requests_app.views.disclosed_paths import disclosed_path_follow
from requests_app.views.disclosure_uses import disclosure_uses
from requests_app.views.disclosures import disclosure_decided, disclosure_file, disclosure_new, request_disclosures
from requests_app.views.documents import (
    document_docx,
    document_json,
    document_pdf,
    document_plain,
    request_document,
    request_preview,
)
from requests_app.views.domestic_tasks import domestic_task, domestic_task_new
from requests_app.views.emergencies import emergencies, oral_request_new, request_emergency
from requests_app.views.formal import request_formal
from requests_app.views.forwardings import forwarding_file, request_forwarding
from requests_app.views.home import home
from requests_app.views.inbox import inbox
from requests_app.views.incoming import incoming_details, incoming_new
from requests_app.views.incoming_after import request_original, request_sender
from requests_app.views.material import disclosure_material
from requests_app.views.measures import measure_edit, measure_new, measure_order, request_measures
from requests_app.views.media import disclosure_media
from requests_app.views.notice_translations import notice_translation
from requests_app.views.outside import outside, outside_pdf
from requests_app.views.outside_uploads import outside_upload, outside_upload_finished, outside_uploads
from requests_app.views.questions import question_new, question_one
from requests_app.views.requests import request, requests
from requests_app.views.requests_family import request_family
from requests_app.views.requests_follow import request_following
from requests_app.views.requests_live import request_live
from requests_app.views.suspicions import request_suspicion
from requests_app.views.transmissions import proof_file, request_transmissions
from requests_app.views.verify import verify

urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("inbox/", inbox, name="inbox"),
    path("inbox/register/", incoming_new, name="incoming_new"),
    path("inbox/register/details/", incoming_details, name="incoming_details"),
    path("requests/", requests, name="requests"),
    path("requests/<uuid:pk>/", request, name="request"),
    path("requests/<uuid:pk>/original/", request_original, name="request_original"),
    path("requests/<uuid:pk>/correction/", request_correction, name="request_correction"),
    path("requests/<uuid:pk>/sender/", request_sender, name="request_sender"),
    path("requests/<uuid:pk>/live/", request_live, name="request_live"),
    path("requests/<uuid:pk>/actions/<slug:action>/", request_action, name="request_action"),
    path("requests/<uuid:pk>/responsible/", request_responsible, name="request_responsible"),
    path("requests/<uuid:pk>/document/", request_document, name="request_document"),
    path("requests/<uuid:pk>/emergency/", request_emergency, name="request_emergency"),
    path("requests/<uuid:pk>/emergency/call/", oral_request_new, name="oral_request"),
    path("requests/<uuid:pk>/results/<uuid:disclosure>/task/", domestic_task_new, name="domestic_task_new"),
    path("requests/<uuid:pk>/tasks/<uuid:task>/", domestic_task, name="domestic_task"),
    path("requests/<uuid:pk>/forwarding/", request_forwarding, name="request_forwarding"),
    path("requests/<uuid:pk>/forwarding/file/", forwarding_file, name="forwarding_file"),
    path("requests/<uuid:pk>/suspicion/", request_suspicion, name="request_suspicion"),
    path("requests/<uuid:pk>/family/", request_family, name="request_family"),
    path("requests/<uuid:pk>/follow/<slug:kind>/", request_following, name="request_follow"),
    path("requests/<uuid:pk>/measures/", request_measures, name="request_measures"),
    path("requests/<uuid:pk>/measures/new/", measure_new, name="measure_new"),
    path("requests/<uuid:pk>/measures/<uuid:measure>/", measure_edit, name="measure_edit"),
    path("requests/<uuid:pk>/measures/<uuid:measure>/order/", measure_order, name="measure_order"),
    path("requests/<uuid:pk>/questions/<slug:topic>/ask/", question_new, name="question_new"),
    path("requests/<uuid:pk>/questions/<uuid:question>/", question_one, name="question_one"),
    path("requests/<uuid:pk>/results/", request_disclosures, name="request_disclosures"),
    path("requests/<uuid:pk>/results/new/", disclosure_new, name="disclosure_new"),
    path("requests/<uuid:pk>/results/<uuid:disclosure>/decide/", disclosure_decided, name="disclosure_decide"),
    path("requests/<uuid:pk>/results/<uuid:disclosure>/use/", disclosure_uses, name="disclosure_uses"),
    path("requests/<uuid:pk>/results/<uuid:disclosure>/media/", disclosure_media, name="disclosure_media"),
    path("requests/<uuid:pk>/results/<uuid:disclosure>/material/", disclosure_material, name="disclosure_material"),
    path("requests/<uuid:pk>/results/<uuid:disclosure>/follow/", disclosed_path_follow, name="disclosed_path_follow"),
    path("requests/<uuid:pk>/results/<uuid:disclosure>/<uuid:part>/", disclosure_file, name="disclosure_file"),
    path("requests/<uuid:pk>/transmissions/", request_transmissions, name="request_transmissions"),
    path("requests/<uuid:pk>/transmissions/proofs/<uuid:proof>/", proof_file, name="proof_file"),
    path("requests/<uuid:pk>/formal/", request_formal, name="request_formal"),
    path("requests/<uuid:pk>/preview.pdf", request_preview, name="request_preview"),
    path("documents/<uuid:pk>/file.pdf", document_pdf, name="document_pdf"),
    path("documents/<uuid:pk>/file.docx", document_docx, name="document_docx"),
    path("documents/<uuid:pk>/file.json", document_json, name="document_json"),
    path("documents/<uuid:pk>/file.txt", document_plain, name="document_plain"),
    path("documents/<uuid:pk>/translation/", notice_translation, name="notice_translation"),
    path("outside/<str:key>/", outside, name="outside"),
    path("outside/<str:key>/request.pdf", outside_pdf, name="outside_pdf"),
    path("outside/<str:key>/uploads/", outside_uploads, name="outside_uploads"),
    path("outside/<str:key>/uploads/<uuid:upload>/", outside_upload, name="outside_upload"),
    path("outside/<str:key>/uploads/<uuid:upload>/finish/", outside_upload_finished, name="outside_upload_finish"),
    path("verify/", verify, name="verify"),
    path("deadlines/", deadlines, name="deadlines"),
    path("dashboard/", dashboard, name="dashboard"),
    path("emergencies/", emergencies, name="emergencies"),
    path("deconfliction/", deconfliction, name="deconfliction"),
]
