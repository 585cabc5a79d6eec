"""Settings. What an administrator decides comes from the environment through `env.py`; the rest is the product."""

from __future__ import annotations

from email.utils import parseaddr

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from mla_portal.env import BASE_DIR, read_environment

django_stubs_ext.monkeypatch()  # so that Django's classes may be written with the type they hold, as ModelForm[Case]
ENV = read_environment()

DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = ENV.allowed_hosts
BASE_URL = ENV.base_url
SOFTWARE_VERSION = "0.1.0"
CSRF_TRUSTED_ORIGINS = [ENV.base_url]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "mla_portal.static.PublishedStaticFiles",
    "django.contrib.humanize",
    "django.forms",
    "django.contrib.postgres",
    "pgtrigger",
    "guardian",
    "csp",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "mla_portal.accounts",
    "mla_portal.audit",
    "mla_portal.outbox",
    "mla_portal.storage",
    "mla_portal.api",
    "mla_portal.ui",
    "contacts",
    "templates_app",
    "requests_app",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mla_portal.middleware.PageMethods",
    "mla_portal.accounts.middleware.NotStored",
    "mla_portal.middleware.BodyLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mla_portal.accounts.middleware.SessionLife",
    "mla_portal.accounts.middleware.ReadersTerms",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "mla_portal.middleware.NoNul",
    "mla_portal.accounts.middleware.SignInRequired",
    "mla_portal.ui.pages.RefusalMiddleware",
]

ROOT_URLCONF = "mla_portal.urls"
WSGI_APPLICATION = "mla_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mla_portal.ui.context.navigation",
            ],
        },
    },
]

FORM_RENDERER = "mla_portal.ui.forms.Renderer"
CSRF_FAILURE_VIEW = "mla_portal.accounts.views.stale.csrf_failure"

_DATABASE = environ.Env.db_url_config(ENV.database_url)
if ENV.database_password:
    _DATABASE["PASSWORD"] = ENV.database_password
DATABASES = {
    "default": {
        **_DATABASE,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **_DATABASE.get("OPTIONS", {})},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = ENV.redis_url
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_timeout": 3, "socket_connect_timeout": 3},
    }
}

# --- who people are -------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None  # guardian: no row for strangers
GUARDIAN_RAISE_403 = False
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"
SIGN_IN_ATTEMPTS = ENV.sign_in_attempts
# A whole authority may sit behind one address.
SIGN_IN_ATTEMPTS_PER_ADDRESS = 4 * ENV.sign_in_attempts
SIGN_IN_WINDOW = ENV.sign_in_window
BEHIND_PROXY = ENV.behind_tls
SESSION_COOKIE_AGE = ENV.session_idle
SESSION_ABSOLUTE = 12 * 3600
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# --- what the browser may do ----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if ENV.behind_tls:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
    SECURE_HSTS_SECONDS = 31536000
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"

# What one request may carry: the longest form is a draft with its texts; files have their own way.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
# What fits that is never written to the disk on its way, where it would lie in the clear.
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- files kept, encrypted -------------------------------------------------------------------------------------------
FILES_DIR = ENV.files_dir
FILE_KEYS = ENV.file_keys
FILE_SIZE_LIMIT = ENV.file_size_limit * 1024 * 1024
FILE_OTHER_TYPES = ENV.file_other_types
CLAMAV_ADDRESS = ENV.clamav_address

# --- words and time -------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_USER_TIME_ZONE = ENV.time_zone

# --- files served ---------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
# Only what is served: the sources beside it are for the maintainers of the looks.
STATICFILES_DIRS = [("ui", str(BASE_DIR / "static" / "ui"))]
STATIC_ROOT = ENV.data_dir / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["png", "jpg", "gif", "webp", "gz", "br", "zip", "woff", "woff2", "pdf", "map"]

# --- mail -----------------------------------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = ENV.email_host
EMAIL_PORT = ENV.email_port
EMAIL_HOST_USER = ENV.email_user
EMAIL_HOST_PASSWORD = ENV.email_password
EMAIL_USE_TLS = ENV.email_tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENV.email_from
# What comes back is read by `read_bounce`; without an address nobody reads it (docs/outbox.md).
BOUNCE_ADDRESS = ENV.bounce_address
# The right half of every Message-ID; the left half is the message's own key.
OUTBOX_MESSAGE_ID_DOMAIN = parseaddr(ENV.email_from)[1].rpartition("@")[2] or "localhost"

# --- signatures (docs/signatures.md) --------------------------------------------------------------------------------
SIGNING_CONFIG = ENV.signing_config
SIGNING_TRUST_DIR = ENV.signing_trust_dir
TIMESTAMP_URL = ENV.timestamp_url
SIGNING_LONG_TERM = ENV.signing_long_term

# --- work in the background: the database is the truth, the broker only nudges ---------------------------------------
CELERY_BROKER_URL = ENV.redis_url
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 120
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 240,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "mla_portal.heartbeat:Scheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(ENV.data_dir / "beat-schedule")
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "outbox": {"task": "mla_portal.outbox.tasks.outbox_deliver", "schedule": 15, "options": {"expires": 15}},
    "approvals": {"task": "requests_app.tasks.approvals_work", "schedule": 15, "options": {"expires": 15}},
    "reminders": {"task": "requests_app.tasks.reminders_say", "schedule": 20, "options": {"expires": 20}},
    "failures": {"task": "requests_app.tasks.failures_record", "schedule": 15, "options": {"expires": 15}},
    "preservations": {"task": "requests_app.tasks.preservations_watch", "schedule": 600, "options": {"expires": 600}},
    "notices": {"task": "requests_app.tasks.notices_owed_make", "schedule": 30, "options": {"expires": 30}},
    "digests": {"task": "requests_app.tasks.digests_say", "schedule": 300, "options": {"expires": 300}},
    "ended sessions": {"task": "mla_portal.accounts.tasks.ended_sessions_purge", "schedule": 3600},
    "first answers": {"task": "mla_portal.api.tasks.first_answers_purge", "schedule": 3600},
    "rosters": {"task": "contacts.tasks.rosters_watch", "schedule": 3600},
    "directory": {"task": "contacts.tasks.directory_changes_apply", "schedule": 300, "options": {"expires": 300}},
    # Once a day would do; a beat that is started anew each day would never come to it.
    "verifications": {"task": "contacts.tasks.directory_verifications_ask", "schedule": 900},
    "files to check": {"task": "mla_portal.storage.tasks.files_scan", "schedule": 20, "options": {"expires": 20}},
    "orphaned files": {"task": "mla_portal.storage.tasks.files_sweep", "schedule": 3600},
    "directory files": {"task": "contacts.tasks.directory_files_purge", "schedule": 3600},
}

# --- the HTTP contract ----------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["mla_portal.api.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["mla_portal.api.throttling.TokenThrottle"],
    "DEFAULT_PAGINATION_CLASS": "mla_portal.api.pagination.KeysetPage",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PARSER_CLASSES": ["mla_portal.api.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "EXCEPTION_HANDLER": "mla_portal.api.errors.error_response",
}
API_CALLS_PER_MINUTE = 600
SPECTACULAR_SETTINGS = {
    "TITLE": "MLA portal",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "ENUM_NAME_OVERRIDES": {
        "Action": "requests_app.states.Action",
        "Answer": "contacts.models.Answer",
        "Arrival": "requests_app.models.Arrival",
        "AskedTopic": "requests_app.api.questions.ASKED_CHOICES",
        "AuthorityKind": "contacts.models.AuthorityKind",
        "Channel": "contacts.models.Channel",
        "DeadlineKind": "requests_app.models.DeadlineKind",
        "DisclosureAction": "requests_app.models.DisclosureAction",
        "DisclosureTopic": "requests_app.models.QuestionTopic",
        "ForwardingChannel": "requests_app.api.forwardings.CHANNEL_CHOICES",
        "Ground": "requests_app.states.Ground",
        "InstrumentKind": "contacts.models.InstrumentKind",
        "MessageTopic": "requests_app.models.Topic",
        "MeasureKind": "requests_app.models.MeasureKind",
        "Outcome": "requests_app.states.Outcome",
        "PathGround": "requests_app.api.disclosure_shape.PATH_GROUND_CHOICES",
        "ReportedOutcome": "requests_app.api.items.REPORTED_CHOICES",
        "RequestKind": "requests_app.api.request_shape.KIND_CHOICES",
        "Status": "requests_app.states.Status",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "mla_portal.api.schema.say_of_every_call",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"links": {"()": "mla_portal.logs.LinkMask"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["links"]}},
    "root": {"handlers": ["console"], "level": ENV.log_level},
    "loggers": {
        # Without Django's own handlers, which would write each line again, unmasked.
        "django": {"handlers": []},
        "django.server": {"handlers": [], "propagate": True},
        # WeasyPrint tells each of its steps: nine lines a document
        "weasyprint.progress": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        # It tells of each certificate that nobody vouches for, as of an error
        "pyhanko": {"level": "ERROR"},
        "pyhanko_certvalidator": {"level": "ERROR"},
    },
}
