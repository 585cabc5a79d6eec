"""The directory as files: take it out, and hand a file in to see what it would change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from contacts.access import may_decide
from contacts.entries import ENTRY_TYPES
from contacts.exchange import ROWS_LIMIT, SIZE_LIMIT, Preview
from contacts.models import DirectoryImport
from contacts.selectors.exchange import has_demo, imports_listed
from contacts.services.exchange import export_required, import_preview, import_required
from contacts.views.duty_common import reader_of
from contacts.views.exchange_export import with_demo
from contacts.views.exchange_shown import problems_shown
from contacts.views.lists import pages_of
from mla_portal.paging import page
from mla_portal.ui.forms import PortalForm

# A JSON file says itself which tables it holds.
_SAID = "json"


def _tables() -> list[tuple[str, str]]:
    return [(name, capfirst(one.model._meta.verbose_name_plural)) for name, one in ENTRY_TYPES.items()]


class FileForm(PortalForm):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=format_lazy(
            gettext_lazy("CSV in UTF-8, or JSON, as they are exported here. At most {size} MB and {rows} entries."),
            size=SIZE_LIMIT // 1024**2,
            rows=ROWS_LIMIT,
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.json,text/csv,application/json"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty. Choose another one."),
            "invalid": gettext_lazy("The file did not arrive. Choose it again."),
        },
    )
    table = forms.ChoiceField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy("Which one a CSV file is for."),
        choices=lambda: [(_SAID, _("As the file says (JSON)")), *_tables()],
        initial=_SAID,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: HttpRequest) -> HttpResponse:
    user = reader_of(request)
    export_required(user)
    if request.method != "POST":
        return _page(request, FileForm() if may_decide(user) else None)
    import_required(user)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=400)
    file: UploadedFile = form.cleaned_data["file"]
    preview, handed = import_preview(
        actor=user,
        name=file.name or "",
        # One byte more than is taken: enough to be refused for it.
        data=file.read(SIZE_LIMIT + 1),
        table=form.cleaned_data["table"].removeprefix(_SAID),
    )
    if handed is not None:
        return redirect("exchange_preview", handed.pk)
    if not preview.problems:
        messages.info(request, _("This file changes nothing: the directory says all that it says."))
        return redirect("exchange")
    form.add_error("file", _refusal(preview))
    return _page(request, form, preview=preview, status=400)


def _refusal(preview: Preview) -> str:
    faults = len(preview.problems)
    return ngettext(
        "Nothing was changed, for this file has %(faults)d fault. Mend it, save the file and choose it again.",
        "Nothing was changed, for this file has %(faults)d faults. Mend them, save the file and choose it again.",
        faults,
    ) % {"faults": faults}


def _page(
    request: HttpRequest,
    form: FileForm | None,
    *,
    preview: Preview | None = None,
    status: int = 200,
) -> HttpResponse:
    handed = page(imports_listed() if form else DirectoryImport.objects.none(), cursor=request.GET.get("cursor"))
    context: dict[str, Any] = {
        "form": form,
        "tables": _tables(),
        "with_demo": with_demo(request),
        "has_demo": has_demo(),
        **problems_shown(preview.problems if preview else ()),
        "page": handed,
        "pages": pages_of(request, handed),
    }
    return render(request, "contacts/exchange/exchange.html", context, status=status)
