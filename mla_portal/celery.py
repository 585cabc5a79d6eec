import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mla_portal.settings")
app = Celery("mla_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
