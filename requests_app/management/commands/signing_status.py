"""Which authorities sign their documents, with what certificate, until when."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from contacts.models import Authority
from templates_app.signing.problems import NotAsWritten
from templates_app.signing.standing import Standing, standings


class Command(BaseCommand):
    help = (
        "Tells of every member authority whether it signs, and until when. Exits with 1 when one that should cannot:"
        " run it daily. Warns 30 days before a certificate expires."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = {one.authority: one for one in standings(now=timezone.now())}
        except NotAsWritten as error:
            raise CommandError(f"SIGNING_CONFIG: {error}") from error
        members = list(Authority.objects.filter(member=True).order_by("code").values_list("code", flat=True))
        for code in members:
            self.stdout.write(_line(code, found.get(code)))
        for code in sorted(found.keys() - set(members)):
            self.stdout.write(f"{_line(code, found[code])} No member of the portal has this code.")
        failing = [one.authority for one in found.values() if one.problem]
        if failing:
            raise CommandError(f"Cannot sign, and approves nothing: {', '.join(sorted(failing))}.")


def _line(code: str, standing: Standing | None) -> str:
    if standing is None:
        return f"{code}: does not sign."
    if standing.problem or standing.certificate is None:
        return f"{code}: cannot sign. {standing.problem}"
    until = f"{standing.certificate.valid_until:%Y-%m-%d}"
    ending = " Renew it now." if standing.is_ending else ""
    return f"{code}: signs as {standing.certificate.subject}, until {until}.{ending}"
