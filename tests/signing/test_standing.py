"""What an administrator is told of the certificates."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from templates_app.signing.checks import signing_check
from templates_app.signing.standing import standing_of
from tests.signing.authority import DAY, Cabinet
from tests.world import World


def ids() -> list[str | None]:
    return [one.id for one in signing_check(None)]


def test_a_good_certificate_is_no_matter(trusted: Cabinet) -> None:
    trusted.lay_out("GE-CA")
    assert ids() == []


def test_thirty_days_before_it_expires_there_is_a_warning(cabinet: Cabinet) -> None:
    cabinet.lay_out("GE-CA", until=29 * DAY)
    cabinet.lay_out("RO-CA", until=31 * DAY)
    [warning] = signing_check(None)
    assert (warning.id, warning.is_serious()) == ("signing.W1", False)
    assert warning.msg.startswith("The certificate of GE-CA expires on ")


def test_what_cannot_sign_is_an_error(cabinet: Cabinet) -> None:
    cabinet.lay_out("GE-CA", passphrase="another one")
    cabinet.lay_out("RO-CA", since=-2 * DAY, until=-DAY)
    assert ids() == ["signing.E4", "signing.E4"]


def test_settings_that_do_not_fit_each_other(cabinet: Cabinet, settings: Settings) -> None:
    settings.SIGNING_LONG_TERM = True
    cabinet.config.write_text("[")
    assert ids() == ["signing.E1", "signing.E3"]


def test_a_directory_of_trust_with_something_else_in_it(cabinet: Cabinet, settings: Settings) -> None:
    (cabinet.directory / "wrong.pem").write_text("-----BEGIN CERTIFICATE-----\nno")
    settings.SIGNING_TRUST_DIR = str(cabinet.directory)
    assert ids() == ["signing.E2"]


def test_who_is_not_set_up_has_no_standing(cabinet: Cabinet) -> None:
    assert standing_of("GE-CA", now=timezone.now()) is None


@pytest.mark.django_db
def test_the_command_tells_of_every_member(world: World, cabinet: Cabinet) -> None:
    cabinet.lay_out("GE-CA", until=29 * DAY)
    cabinet.lay_out("XX-CA")
    said = StringIO()
    call_command("signing_status", stdout=said)
    lines = said.getvalue().splitlines()
    assert lines[0].startswith("GE-CA: signs as Office GE-CA, Tests, GE, until ")
    assert lines[0].endswith(" Renew it now.")
    assert "RO-247: does not sign." in lines
    assert lines[-1].endswith("No member of the portal has this code.")


@pytest.mark.django_db
def test_the_command_fails_when_one_cannot_sign(world: World, cabinet: Cabinet) -> None:
    cabinet.lay_out("GE-CA", passphrase="another one")
    with pytest.raises(CommandError, match="Cannot sign, and approves nothing: GE-CA"):
        call_command("signing_status", stdout=StringIO())
