"""Drop a file, learn what it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mla_portal.accounts.models import User
from mla_portal.middleware import takes_at_most
from mla_portal.ui.forms import PortalForm
from requests_app.selectors.verdict_texts import verdict_said, verdict_tone
from requests_app.selectors.verification import Verdict, lane_of, verdict_of
from requests_app.views.requests_common import reader_of
from templates_app.verification.findings import Findings, Format, Signature
from templates_app.verification.reading import SIZE_LIMIT, findings_of
from templates_app.verification.words import problem_said, signature_said, standing_said, trust_said


class FileForm(PortalForm):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=format_lazy(
            gettext_lazy("A PDF, or the data of a document (JSON). At most {size} MB. It is not kept."),
            size=SIZE_LIMIT // 1024**2,
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf,.json,application/pdf,application/json"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty. Choose another one."),
            "invalid": gettext_lazy("The file did not arrive. Choose it again."),
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > SIZE_LIMIT:
            raise forms.ValidationError(_("This file is too large. Choose the document itself."))
        return file


@takes_at_most(SIZE_LIMIT + 64 * 1024)
@require_http_methods(["GET", "HEAD", "POST"])
def verify(http_request: HttpRequest) -> HttpResponse:
    """Anyone who is signed in. The file is looked at and forgotten."""
    user = reader_of(http_request)
    if http_request.method != "POST":
        return render(http_request, "verify/verify.html", {"form": FileForm()})
    form = FileForm(http_request.POST, http_request.FILES)
    if not form.is_valid():
        return render(http_request, "verify/verify.html", {"form": form}, status=400)
    file: UploadedFile = form.cleaned_data["file"]
    found = findings_of(file.read(), now=timezone.now())
    if refusal := _refusal(found):
        form.add_error("file", refusal)
        return render(http_request, "verify/verify.html", {"form": form}, status=400)
    shown = _shown(user, verdict_of(user, found))
    return render(http_request, "verify/verify.html", {"form": FileForm(), "name": file.name, **shown})


def _refusal(found: Findings) -> str:
    if found.format is Format.OTHER:
        return _("This is neither a PDF nor the data of a document. Choose the file as you received it.")
    return problem_said(found.problem)


def _shown(user: User, verdict: Verdict) -> dict[str, Any]:
    origin = verdict.itself or verdict.begins_with
    document = origin.document if origin else None
    return {
        "verdict": verdict,
        "document": document,
        "lane": lane_of(user, document) if document else None,
        "of_request": document is not None and document.kind == document.request.kind,
        "message": verdict_said(verdict),
        "tone": verdict_tone(verdict),
        "signature": signature_said(verdict.findings),
        "signatures": [_line(one) for one in verdict.findings.signatures],
    }


def _line(signature: Signature) -> dict[str, Any]:
    return {
        "it": signature,
        "standing": standing_said(signature),
        "trust": trust_said(signature),
        "tone": "good" if signature.holds and signature.trusted_then else "wait" if signature.holds else "bad",
    }
