"""What lies beside a request: files and messages."""

from __future__ import annotations

from django.urls import URLPattern, path

from requests_app.views.attachments import attachment_file, attachment_removed, request_attachments
from requests_app.views.messages import message_recorded, messages_print, request_messages
from requests_app.views.uploads import request_upload, request_upload_finished, request_uploads

urlpatterns: list[URLPattern] = [
    path("requests/<uuid:pk>/attachments/", request_attachments, name="request_attachments"),
    path("requests/<uuid:pk>/attachments/<uuid:attachment>/file/", attachment_file, name="attachment_file"),
    path("requests/<uuid:pk>/attachments/<uuid:attachment>/remove/", attachment_removed, name="attachment_remove"),
    path("requests/<uuid:pk>/uploads/", request_uploads, name="request_uploads"),
    path("requests/<uuid:pk>/uploads/<uuid:upload>/", request_upload, name="request_upload"),
    path("requests/<uuid:pk>/uploads/<uuid:upload>/finish/", request_upload_finished, name="request_upload_finish"),
    path("requests/<uuid:pk>/messages/", request_messages, name="request_messages"),
    path("requests/<uuid:pk>/messages/record/", message_recorded, name="message_record"),
    path("requests/<uuid:pk>/messages/print/", messages_print, name="messages_print"),
]
