"""Run by the Python of django-helpdesk's own environment: OPEN DUE -> one line of JSON with what it took.

Only what `escalate_tickets` needs of a project: the settings its documentation names, the templates that it ships.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time
from pathlib import Path

import django
from django.conf import settings
from django.urls import include, path

settings.configure(
    SECRET_KEY="a key that protects nothing whatsoever",  # noqa: S106
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    SITE_ID=1,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    HELPDESK_TEAMS_MODE_ENABLED=False,
    STATIC_URL="/static/",
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ["PGDATABASE"],
            "HOST": os.environ["PGHOST"],
            "PORT": os.environ["PGPORT"],
            "USER": os.environ["PGUSER"],
            "PASSWORD": os.environ["PGPASSWORD"],
        }
    },
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.sites",
        "django.contrib.messages",
        "django.contrib.staticfiles",
        "django.contrib.humanize",
        "rest_framework",
        "helpdesk",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
)
django.setup()

from django.core import mail
from django.core.management import call_command
from django.db import connection, connections

# Read by the resolver once the settings stand.
urlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]

TICKETS = """
    INSERT INTO helpdesk_ticket
        (title, queue_id, created, modified, submitter_email, status, on_hold, description, priority, secret_key)
    SELECT 'Ticket ' || n, %s, now() - CASE WHEN n <= %s THEN interval '10 days' ELSE interval '0' END, now(),
        'person' || n %% 100 || '@desk.example', 1, false, 'Something is owed', 3, n::text
    FROM generate_series(1, %s) n
"""
AGAIN = "UPDATE helpdesk_ticket SET last_escalation = NULL, priority = 3"


def busy() -> float:
    """Seconds of processors so far, of this process and of the one that serves it in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    return time.process_time() + int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def main(open_: int, due: int) -> None:
    from helpdesk.models import FollowUp, Queue  # type: ignore[import-not-found]  # of the other environment

    call_command("migrate", verbosity=0)
    queue = Queue.objects.create(title="Requests", slug="requests", escalate_days=1, email_address="desk@desk.example")
    with connection.cursor() as cursor:
        cursor.execute(TICKETS, [queue.pk, due, open_])
        cursor.execute("ANALYZE")
    mail.outbox = []
    started, before = time.perf_counter(), busy()
    call_command("escalate_tickets")
    seconds, taken = time.perf_counter() - started, busy() - before
    said = FollowUp.objects.count()
    if said != due:
        raise RuntimeError(f"{said} were escalated instead of {due}")
    mails = len(mail.outbox)
    with connection.cursor() as cursor:
        cursor.execute(AGAIN)
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=call_command, args=("escalate_tickets",)) for _number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    twice = FollowUp.objects.count() - 2 * due
    print(json.dumps({"seconds": seconds, "busy": taken, "mails": mails, "twice": twice}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
