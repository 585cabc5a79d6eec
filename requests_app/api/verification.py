from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request as Call
from rest_framework.response import Response

from mla_portal.api.parsers import TooLarge
from mla_portal.api.views import ApiView
from mla_portal.errors import Invalid
from requests_app.api.verification_shape import VerificationSerializer
from requests_app.selectors.verdict_texts import verdict_said
from requests_app.selectors.verification import Verdict, verdict_of
from templates_app.verification.findings import Findings
from templates_app.verification.reading import SIZE_LIMIT, findings_of
from templates_app.verification.words import signature_said, standing_said


class FileBody(serializers.Serializer[Any]):
    file = serializers.FileField()


class Verification(ApiView):
    """What a file is: one of ours or not, unaltered or not, signed by whom, valid then and now.

    A PDF, the JSON of a document, or a PDF that somebody else signed; at most 25 MB. Whoever may not see the document
    learns of it only that this portal sent it.
    """

    parser_classes = (MultiPartParser,)

    def initial(self, request: Call, *args: Any, **kwargs: Any) -> None:
        # Before a byte of it is read.
        if _length(request) > SIZE_LIMIT + 64 * 1024:
            raise _too_large()
        super().initial(request, *args, **kwargs)

    @extend_schema(request={"multipart/form-data": FileBody}, responses=VerificationSerializer)
    def post(self, request: Call) -> Response:
        file = request.data.get("file")
        if not isinstance(file, UploadedFile):
            raise Invalid({"file": [_("Send the document as a file in the field “file”.")]})
        if (file.size or 0) > SIZE_LIMIT:
            raise _too_large()
        return self.tell(findings_of(file.read(), now=timezone.now()).plain())

    def told(self, reference: Any) -> Any:
        """Of what was found in the file, told anew to who asks."""
        verdict = verdict_of(self.actor, Findings.of(reference))
        return VerificationSerializer(_said(verdict), context={"user": self.actor}).data


def _said(verdict: Verdict) -> dict[str, Any]:
    findings, begins_with = verdict.findings, verdict.begins_with
    twin = findings.twin
    signatures = [one for one in findings.signatures if not one.is_stamp]
    return {
        "sha256": findings.sha256,
        "known": verdict.known,
        "unaltered": verdict.known,
        "message": verdict_said(verdict),
        "signed": bool(signatures) and verdict.is_sound,
        "signature": signature_said(findings),
        "document": verdict.document,
        "format": findings.format,
        "problem": findings.problem,
        "signatures": [
            {**asdict(one), "holds": one.holds, "message": standing_said(one)} for one in findings.signatures
        ],
        "unreadable_signatures": findings.unreadable_signatures,
        "begins_with_known": begins_with is not None,
        "begins_with": begins_with.document if begins_with else None,
        "superseded_by": verdict.superseded_by,
        "twin": {**asdict(twin), "matches": verdict.twin_matches, "known": verdict.twin_known} if twin else None,
    }


def _length(request: Call) -> int:
    given = request.META.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isdecimal() else 0


def _too_large() -> TooLarge:
    return TooLarge(
        _("A file of at most %(size)d MB can be checked. Send the document itself.") % {"size": SIZE_LIMIT // 1024**2}
    )
