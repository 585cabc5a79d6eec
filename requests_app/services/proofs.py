"""Proofs that come with the sending, or with the acknowledgement, of what went outside the portal: in the same step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from requests_app.models import Transmission, TransmissionProof
from requests_app.services.further import proof_add


@dataclass(frozen=True, kw_only=True)
class GivenProofs:
    """What shows that it was sent; and when it was received, with what shows that."""

    proof: UploadedFile | None = None
    received_at: datetime | None = None
    receipt: UploadedFile | None = None

    def __bool__(self) -> bool:
        return bool(self.proof or self.received_at or self.receipt)


def proofs_record(*, actor: User, transmission: Transmission, given: GivenProofs, note: str = "") -> None:
    """Record those that are given, in the caller's transaction. `note` says what was said of the sending.

    Raises Invalid under the names of `GivenProofs`.
    """
    if given.proof is not None:
        _record(actor, transmission, TransmissionProof.Stage.SENT, given.proof, transmission.sent_at, note, "proof")
    if given.receipt is not None or given.received_at is not None:
        # Who gives an instant alone has somebody's word for it, which the note has to say.
        _record(
            actor, transmission, TransmissionProof.Stage.RECEIVED, given.receipt, given.received_at, note, "receipt"
        )


def _record(
    actor: User,
    transmission: Transmission,
    stage: str,
    file: UploadedFile | None,
    at: datetime | None,
    note: str,
    field: str,
) -> None:
    try:
        proof_add(
            actor=actor,
            transmission=transmission,
            stage=stage,
            happened_at=at,
            note=note,
            source=file.chunks() if file else None,
            name=file.name or "" if file else "",
        )
    except Invalid as refusal:
        names = {"file": field, "happened_at": "received_at", "note": "note"}
        raise Invalid({names.get(name, field): texts for name, texts in refusal.errors.items()}) from refusal
