from __future__ import annotations

import pytest
from django.test import Client

from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from tests.people import PASSWORD, someone


@pytest.fixture
def admin(client: Client, db: None) -> User:
    admin = someone("admin", is_staff=True, is_superuser=True)
    client.force_login(admin)
    return admin


def form(username: str) -> dict[str, str]:
    person = {"username": username, "name": "Nino", "language": "en", "time_zone": "Asia/Tbilisi"}
    return {**person, "password1": PASSWORD, "password2": PASSWORD}


def test_an_administrator_makes_a_person(client: Client, admin: User) -> None:
    assert client.post("/admin/accounts/user/add/", form("nino")).status_code == 302

    assert User.objects.get(username="nino").check_password(PASSWORD)
    assert Event.objects.get(verb="account.created").actor == admin


def test_a_name_in_other_letters_is_taken(client: Client, admin: User) -> None:
    answer = client.post("/admin/accounts/user/add/", form("ADMIN"))

    assert "This user name is taken" in answer.content.decode()
    assert User.objects.count() == 1


def test_nobody_is_deleted(client: Client, admin: User) -> None:
    assert client.post(f"/admin/accounts/user/{someone().pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_list_and_a_person_are_shown(client: Client, admin: User) -> None:
    assert client.get("/admin/accounts/user/").status_code == 200
    assert client.get(f"/admin/accounts/user/{admin.pk}/change/").status_code == 200


def test_there_is_one_way_to_change_a_password(client: Client, admin: User) -> None:
    assert client.get("/admin/password_change/")["Location"] == "/account/password/"
