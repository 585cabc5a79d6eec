"""Every template version that was ever published. A published one is never changed: a correction is a new version."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mla_portal.errors import NotFound
from templates_app.versions.emergency_disclosure_en_1 import EMERGENCY_DISCLOSURE_EN_1
from templates_app.versions.model import TemplateVersion
from templates_app.versions.mutual_assistance_en_1 import MLA_STORED_DATA_EN_1, MLA_SUBSCRIBER_EN_1
from templates_app.versions.notices_en_1 import EXTENSION_EN_1, WITHDRAWAL_EN_1
from templates_app.versions.preservation_en_1 import PRESERVATION_EN_1
from templates_app.versions.preservation_en_2 import PRESERVATION_EN_2
from templates_app.versions.un_preservation_en_1 import UN_PRESERVATION_EN_1

VERSIONS: tuple[TemplateVersion, ...] = (
    PRESERVATION_EN_1,
    PRESERVATION_EN_2,
    EXTENSION_EN_1,
    MLA_SUBSCRIBER_EN_1,
    MLA_STORED_DATA_EN_1,
    WITHDRAWAL_EN_1,
    UN_PRESERVATION_EN_1,
    EMERGENCY_DISCLOSURE_EN_1,
)


def current_version(kind: str, language: str = "en") -> TemplateVersion:
    """The newest version for a kind of request in a language. Raises NotFound."""
    fitting = [one for one in VERSIONS if (one.code, one.language) == (kind, language)]
    if not fitting:
        raise NotFound(_("There is no document template for this kind of request in this language."))
    return max(fitting, key=lambda one: one.version)


def find_version(code: str, version: int, language: str) -> TemplateVersion:
    """The version that a frozen document names. Raises NotFound."""
    for one in VERSIONS:
        if (one.code, one.version, one.language) == (code, version, language):
            return one
    raise NotFound(_("There is no such version of this document template."))
