from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mla_portal.accounts.models import ApiToken, User
from mla_portal.accounts.services.tokens import token_create, token_revoke
from mla_portal.audit.models import Event

pytestmark = pytest.mark.urls("tests.api_base.endpoints")

URL = "/api/v1/bookings/"


def get(key: str, scheme: str = "Token") -> int:
    answer = Client().get(URL, headers={"authorization": f"{scheme} {key}"})
    if answer.status_code == 401:
        assert answer["WWW-Authenticate"].startswith("Token")
        assert answer.json().keys() == {"message", "code"}
    return answer.status_code


def test_a_key_lets_its_person_in(nino: User) -> None:
    _token, key = token_create(actor=nino, label="Case system")

    assert get(key) == 200
    assert get(key, "token") == 200


def test_only_the_digest_is_kept(nino: User) -> None:
    token, key = token_create(actor=nino, label="Case system")

    assert key not in str(ApiToken.objects.filter(pk=token.pk).values())
    assert Event.objects.get(verb="api_token.created").data == f'{{"token":"{token.id}"}}'


@pytest.mark.parametrize(
    "authorization", ["", "Token", "Token a b", "Token ", "Token nonsense", "Basic bmlubzp4", "Token é"]
)
def test_what_is_no_key_is_refused(authorization: str, db: None) -> None:
    answer = Client().get(URL, headers={"authorization": authorization})

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Token realm="MLA portal"'


def test_a_revoked_key_is_refused(nino: User) -> None:
    token, key = token_create(actor=nino, label="Case system")
    token_revoke(actor=nino, token_id=token.id)
    token_revoke(actor=nino, token_id=token.id)

    assert get(key) == 401
    assert Event.objects.filter(verb="api_token.revoked").count() == 1


def test_an_expired_key_is_refused(nino: User) -> None:
    token, key = token_create(actor=nino, label="Case system", expires_at=timezone.now() + timedelta(days=1))
    assert get(key) == 200

    ApiToken.objects.filter(pk=token.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert get(key) == 401


def test_the_key_of_somebody_who_may_no_longer_sign_in_is_refused(nino: User) -> None:
    _token, key = token_create(actor=nino, label="Case system")
    User.objects.update(is_active=False)

    assert get(key) == 401


def test_a_browser_session_is_no_key(nino: User, client: Client) -> None:
    client.force_login(nino)

    assert client.get(URL).status_code == 401


def test_use_is_noted_once_a_minute(nino: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    token, key = token_create(actor=nino, label="Case system")
    with django_assert_num_queries(3):  # the token, its last use, the list
        get(key)
    first = ApiToken.objects.get(pk=token.pk).last_used_at
    with django_assert_num_queries(2):
        get(key)

    assert first is not None
    assert ApiToken.objects.get(pk=token.pk).last_used_at == first


def test_the_command_prints_the_key_alone(nino: User, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("create_api_token", "NINO")

    out = capsys.readouterr().out
    assert get(out.removesuffix("\n")) == 200


def test_the_command_refuses_a_name_nobody_has(db: None) -> None:
    with pytest.raises(CommandError, match="Nobody named"):
        call_command("create_api_token", "nobody")
