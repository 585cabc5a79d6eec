"""What a person typed, carried through a new sign-in, so that an ended session costs nobody their words.

It travels signed inside the sign-in page: the signature says that the portal took it from a page of its own, and whose
page that was. Nobody else is shown the words or may send them.
Passwords and files are never carried.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.accounts.readers import reader_of_page
from mla_portal.http import referring_path

SIZE_LIMIT = 1024 * 1024
HELD_FOR = 12 * 3600
_SALT = "mla_portal.accounts.kept"
_SECRET = re.compile(r"password|passphrase|secret", re.IGNORECASE)
_MANAGEMENT = re.compile(r"-(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$")
_PART_OR_FORM = re.compile(r"^(?:\w+-\d+-)?(.+?)(?:_\d+)?$")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A form that was sent in vain: where it goes, where it was filled in, and what was in it, in order.

    `owner` is the id of the person whose page it was, or "" when that is not known.
    """

    path: str
    owner: str = ""
    back: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    had_files: bool = False


def keep(request: HttpRequest) -> Kept | None:
    """What this POST carried; None when it holds a secret or is larger than is carried along."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in map(str, values)
        if name != "csrfmiddlewaretoken"
    ]
    size = sum(len(name.encode()) + len(value.encode()) for name, value in fields)
    if size > SIZE_LIMIT or any(_SECRET.search(name) for name, _value in fields):
        return None
    return Kept(
        path=request.get_full_path(),
        owner=reader_of_page(request),
        back=referring_path(request),
        fields=fields,
        had_files=bool(request.FILES),
    )


def is_of(kept: Kept, user: User | AnonymousUser) -> bool:
    """Whether these are this person's words."""
    return user.is_authenticated and kept.owner == str(user.pk)


def write(kept: Kept | None) -> str:
    return signing.dumps(asdict(kept), salt=_SALT, compress=True) if kept else ""


def read(text: str) -> Kept | None:
    """None when there is nothing, or nothing the portal wrote in the last twelve hours."""
    try:
        values: dict[str, Any] = signing.loads(text, salt=_SALT, max_age=HELD_FOR)
    except signing.BadSignature:
        return None
    return Kept(**{**values, "fields": [(name, value) for name, value in values["fields"]]})


def shown(kept: Kept) -> list[tuple[str, list[str]]]:
    """What the person typed, by the labels they saw, for them to read again. Hidden and empty fields are left out."""
    known = _form_fields(kept.path)
    found: dict[str, list[str]] = {}
    for name, value in kept.fields:
        bare = _bare(name)
        form_field = known.get(name) or known.get(bare)
        if not value.strip() or _MANAGEMENT.search(name) or (form_field and form_field.widget.is_hidden):
            continue
        label = str(form_field.label) if form_field and form_field.label else _humanised(bare)
        found.setdefault(label, []).append(_choice_label(form_field, value))
    return list(found.items())


def _bare(name: str) -> str:
    match = _PART_OR_FORM.match(name)
    return match[1] if match else name


def _humanised(name: str) -> str:
    return name.replace("_", " ").strip().capitalize() or _("Text")


def _choice_label(form_field: forms.Field | None, value: str) -> str:
    # Choices that are rows may be rows this person does not see.
    if not isinstance(form_field, forms.ChoiceField) or isinstance(form_field, forms.ModelChoiceField):
        return value
    choices: Any = form_field.choices
    return next((str(label) for key, label in choices if str(key) == value), value)


def _form_fields(path: str) -> dict[str, forms.Field]:
    try:
        view = resolve(path.partition("?")[0]).func
    except Resolver404:
        return {}
    form_class = getattr(getattr(view, "view_class", None), "form_class", None)
    return getattr(form_class, "base_fields", {})
