"""The tests' own ground: real services, one database and one broker number per run."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.mail import send_mail
from django.db import connection

from tests.fixtures import Post


@pytest.mark.django_db
def test_the_database_is_postgresql_in_a_database_of_this_run() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), version()")
        name, version = cursor.fetchone()
    assert name.startswith("test_portal")
    assert version.startswith("PostgreSQL")


@pytest.mark.django_db
def test_the_role_is_no_superuser_as_on_a_server() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


def test_the_broker_remembers() -> None:
    cache.set("test-services", 1)
    assert cache.get("test-services") == 1


def test_mail_goes_over_the_wire(smtp: Post) -> None:
    send_mail("Ärende", "Body", "from@portal.example", ["to@portal.example"])
    assert smtp.messages[0]["Subject"] == "Ärende"
    assert smtp.recipients == [["to@portal.example"]]


def test_each_test_begins_with_an_empty_letter_box(smtp: Post) -> None:
    assert smtp.messages == []
