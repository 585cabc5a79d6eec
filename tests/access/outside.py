"""A request that went to an authority outside, and the proof of how another one was sent."""

from __future__ import annotations

from typing import Any

from requests_app.models import Request
from requests_app.services.further import proof_add
from tests.outside.links import address_of, link_to, sent_outside
from tests.world import World


def outside_about(world: World, sent: Request) -> dict[str, dict[str, Any]]:
    """{route: what its address is about}."""
    outgoing = sent_outside(world)
    link = link_to(outgoing)
    key = address_of(link).split("/")[2]
    transmission = sent.transmissions.get()
    letter = [b"%PDF-1.7 receipt"]
    proof = proof_add(actor=world.officer, transmission=transmission, stage="received", source=letter, name="r.pdf")
    return {
        "outside": {"key": key},
        "outside_pdf": {"key": key},
        "outside_uploads": {"key": key},
        "outside_upload": {"key": key, "upload": transmission.pk},
        "outside_upload_finish": {"key": key, "upload": transmission.pk},
        "proof_file": {"pk": sent.pk, "proof": proof.pk},
        "api_proof_file": {"pk": sent.pk, "proof": proof.pk},
        "api_proofs": {"pk": sent.pk, "transmission": transmission.pk},
        "api_links": {"pk": sent.pk, "transmission": transmission.pk},
        "api_link_revoke": {"pk": outgoing.pk, "link": link.pk},
        "api_link_code": {"pk": outgoing.pk, "link": link.pk},
    }
