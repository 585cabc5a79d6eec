import os

from django.core.wsgi import get_wsgi_application

from mla_portal.logs import mask_server_logs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mla_portal.settings")
application = get_wsgi_application()
mask_server_logs()
