from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from mla_portal.accounts.models import User
from mla_portal.accounts.services.users import user_create
from mla_portal.audit.models import Event
from mla_portal.errors import Invalid
from tests.people import PASSWORD, someone

pytestmark = pytest.mark.django_db


def test_a_person_is_made_and_recorded() -> None:
    admin = someone("admin")
    user = user_create(actor=admin, username="nino", password=PASSWORD, name="Nino", time_zone="Asia/Tbilisi")

    assert user.check_password(PASSWORD)
    assert Event.objects.get(verb="account.created").data == f'{{"user":"{user.id}"}}'


def test_without_a_password_nobody_signs_in() -> None:
    assert not user_create(actor=None, username="nino", password=None, name="Nino").has_usable_password()


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(Invalid) as caught:
        user_create(actor=None, username="a b", password="short", name="", email="none", time_zone="Mars/Base")

    assert set(caught.value.errors) == {"username", "password", "name", "email", "time_zone"}


def test_a_name_in_other_letters_is_taken() -> None:
    someone("nino")
    with pytest.raises(Invalid) as caught:
        user_create(actor=None, username="NINO", password=PASSWORD, name="Other")

    assert caught.value.errors == {"username": ["This user name is taken. Choose another one."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        someone("Nino")


def test_a_person_is_found_without_regard_to_case() -> None:
    nino = someone("Nino")

    assert User.objects.get_by_natural_key("nINO") == nino
