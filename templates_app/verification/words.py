"""What was found, in sentences: the same on the page and in the HTTP contract."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from templates_app.verification.findings import Changes, Covers, Findings, Format, Problem, Signature


def problem_said(problem: str) -> str:
    said = {
        Problem.BROKEN: _("This PDF is damaged: it cannot be read, and nothing in it could be checked."),
        Problem.ENCRYPTED: _("This PDF is encrypted. Save it without a password, then check it again."),
        Problem.TOO_COMPLEX: _("This PDF asks for more than a document needs. Its signatures were not checked."),
        Problem.TOO_SLOW: _("Reading this PDF took too long. Its signatures were not checked."),
    }
    return said[Problem(problem)] if problem else ""


def signature_said(findings: Findings) -> str:
    """Of all signatures of the file together."""
    if findings.format is Format.JSON:
        return _("Data for machines bear no signature; the PDF that carries them does.")
    if findings.problem:
        return problem_said(findings.problem)
    if findings.unreadable_signatures:
        return _("It bears a signature that cannot be read: do not rely on it.")
    signatures = [one for one in findings.signatures if not one.is_stamp]
    if not signatures:
        return _("It bears no electronic signature: no certificate was set up for the authority, or it is not of here.")
    if not all(one.holds for one in findings.signatures):
        return _("A signature is broken: what was signed was changed afterwards.")
    said = ngettext(
        "It bears a signature that holds: %(who)s.", "It bears signatures that hold: %(who)s.", len(signatures)
    )
    return said % {"who": "; ".join(one.subject for one in signatures)}


def standing_said(signature: Signature) -> str:
    """Whether what was signed is still what was signed."""
    if not signature.intact:
        return _("Broken: what was signed was changed, or this signature belongs to another file.")
    if signature.covers is Covers.PART:
        return _("It covers only a part of the file: what lies outside may say anything.")
    if not signature.changes_allowed:
        return _("The file was changed after it was signed, in a way that the signature does not allow.")
    if signature.covers is Covers.FILE:
        return _("Unaltered: it covers the whole file.")
    said = {
        Changes.NONE: _("Unaltered; something that changes nothing was added at the end of the file."),
        Changes.UPKEEP: _("Unaltered; only what keeps signatures checkable was added afterwards."),
        Changes.SIGNATURES: _("Unaltered; a further signature, or an entry in a form, was added afterwards."),
        Changes.OTHER: _("The file was changed after it was signed."),
    }
    return said[signature.changes]


def trust_said(signature: Signature) -> str:
    """Whether the certificate is to be believed; nothing while the signature itself is broken."""
    if not signature.intact:
        return ""
    if signature.revoked:
        return _("Its certificate was revoked.")
    if signature.trusted_now:
        return _("An authority that this portal trusts vouches for the certificate.")
    if signature.trusted_then:
        return _("An authority that this portal trusts vouched for the certificate when it signed, and does not now.")
    return _("No authority that this portal trusts vouches for the certificate: ask its owner for its number.")
