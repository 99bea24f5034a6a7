"""Every setting, read from the environment; a wrong value stops the start with a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from selfservice.environment import (
    BROKERS,
    LEVELS,
    REDIS,
    authorities,
    database,
    field_keys,
    flag,
    folder,
    hosts,
    is_loopback,
    mail,
    one_of,
    origin,
    seconds,
    sender,
    server,
    text,
    whole,
)
from selfservice.keys import kept_key

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = flag("DEBUG")
DEMO = flag("DEMO")
VAR_DIR = folder("VAR_DIR", BASE_DIR / ".var")

# --- Where the service lives -------------------------------------------------------------------
HOST = text("HOST", "127.0.0.1")
PORT = whole("PORT", 8000, 1, 65535)
PUBLIC_URL = origin("PUBLIC_URL", f"http://localhost:{PORT}")
DEMO_SHOP_URL = origin("DEMO_SHOP_URL", f"http://127.0.0.1:{PORT}")
_public = urlsplit(PUBLIC_URL)
_public_host = _public.hostname or ""
if DEMO and not is_loopback(_public_host):
    raise ImproperlyConfigured(
        f"DEMO=1 shows passwords and a mailbox, and PUBLIC_URL is {PUBLIC_URL}: "
        "leave DEMO out where others can reach it."
    )
HTTPS = _public.scheme == "https"
# A plain http address is a machine one tries things on: keys are made and kept beside the data.
LOCAL = not HTTPS
ALLOWED_HOSTS = [
    _public_host,
    *(["localhost", "127.0.0.1", "testserver"] if LOCAL else []),
    *hosts("ALLOWED_HOSTS"),
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
# How many proxies in front of us may be believed about the client's address.
TRUSTED_PROXIES = whole("TRUSTED_PROXIES", 0, 0, 10)


def _secret(name: str) -> str:
    given = text(name)
    if given:
        return given
    if not LOCAL:
        raise ImproperlyConfigured(f"Set {name}: any long random text, kept with your backups.")
    return kept_key(VAR_DIR / "keys" / name.lower())


SECRET_KEY = _secret("SECRET_KEY")


FIELD_KEYS = field_keys(text("FIELD_KEYS") or f"k1:{_secret('FIELD_KEY')}")

# --- Applications ------------------------------------------------------------------------------
INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "csp",
    "rest_framework",
    "selfservice",
    "selfservice.privacy",
    "selfservice.tenancy",
    "selfservice.files",
    "integrations",
    "integrations.desk",
    "integrations.demo_shop",
    "classifier",
    "flows",
]
MIDDLEWARE = [
    "selfservice.head.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "selfservice.tenancy.admin_policy.AdminPolicyMiddleware",
    "selfservice.tenancy.signing_in.KnownBrowserMiddleware",
    "selfservice.tenancy.middleware.ShopScopeMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "selfservice.urls"
WSGI_APPLICATION = "selfservice.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["unfold_crispy", "help_page"]
CRISPY_TEMPLATE_PACK = "unfold_crispy"

# --- Data --------------------------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]] = {
    "default": database("DATABASE_URL", VAR_DIR / "selfservice.sqlite3"),
}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE because a deferred transaction that turns into a writer fails with "locked";
    # FULL because money is promised from these rows.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
            "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
        ),
    }
    _database["CONN_MAX_AGE"] = None
else:
    _database.setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=2)
    _database["CONN_MAX_AGE"] = 600
    _database["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = server("REDIS_URL", "", REDIS)
CACHES: dict[str, dict[str, Any]] = {
    # Counts requests. A Redis that hangs must not hang the shoppers, too.
    "default": (
        {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_timeout": 0.2, "socket_connect_timeout": 0.2},
        }
        if REDIS_URL
        else {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "counts",
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    ),
    # Orders that were looked up hold people's data, which must not leave the process unsealed.
    "lookups": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "lookups"},
}
MEDIA_ROOT = folder("MEDIA_ROOT", VAR_DIR / "files", mode=0o700)
MEDIA_URL = ""
FILE_UPLOAD_HANDLERS = ["selfservice.files.arriving.NamelessFiles"]
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# --- Celery: a doorbell. Losing a message is harmless, the relay rings again -------------------
CELERY_BROKER_URL = server("BROKER_URL", REDIS_URL or "filesystem://", BROKERS)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "deliveries"
CELERY_TASK_ROUTES = {"classifier.train": {"queue": "training"}}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
    "visibility_timeout": 3600,
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
    "health_check_interval": 25,
}
if CELERY_BROKER_URL.startswith("filesystem://"):
    _broker_dir = VAR_DIR / "broker"
    _broker_dir.mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker_dir),
        "data_folder_out": str(_broker_dir),
        "control_folder": str(_broker_dir / "control"),
    }
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "retention": {"task": "privacy.retention", "schedule": crontab(hour=3, minute=10)},
    "files": {"task": "files.sweep", "schedule": crontab(hour=3, minute=25)},
    "look for trainings": {
        "task": "classifier.look",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    "thin out drafts": {"task": "flows.thin_out", "schedule": crontab(hour=3, minute=40)},
    "tell of flows again": {
        "task": "flows.catch_up",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    "tell of every flow again": {
        "task": "flows.catch_up",
        "schedule": crontab(hour=3, minute=50),
        "kwargs": {"every": True},
    },
}

# --- Deliveries --------------------------------------------------------------------------------
DELIVERY_LEASE_SECONDS = whole("DELIVERY_LEASE_SECONDS", 45, 1)
CONNECTOR_DEADLINE_SECONDS = seconds("CONNECTOR_DEADLINE_SECONDS", 15.0)
# Under one lease the order is read again, and then changed.
if DELIVERY_LEASE_SECONDS <= 2 * CONNECTOR_DEADLINE_SECONDS:
    raise ImproperlyConfigured(
        f"DELIVERY_LEASE_SECONDS is {DELIVERY_LEASE_SECONDS}, and two calls of "
        f"CONNECTOR_DEADLINE_SECONDS={CONNECTOR_DEADLINE_SECONDS:g} may outlast it: "
        "make the lease longer than both together."
    )
LOOKUP_DEADLINE_SECONDS = seconds("LOOKUP_DEADLINE_SECONDS", 2.5)
# A demo tries things out on its own machine.
ALLOW_PRIVATE_TARGETS = flag("ALLOW_PRIVATE_TARGETS", DEMO)
authorities("SSL_CERT_FILE")
FAILPOINT = text("FAILPOINT")

# --- Limits (docs/limits.md): no person and no shop's office ever meets them -------------------
SESSION_REQUESTS_A_MINUTE = whole("SESSION_REQUESTS_A_MINUTE", 120, 1)
NETWORK_REQUESTS_A_MINUTE = whole("NETWORK_REQUESTS_A_MINUTE", 1200, 1)
NETWORK_LOOKUPS_AN_HOUR = whole("NETWORK_LOOKUPS_AN_HOUR", 300, 1)
SHOP_LOOKUPS_AN_HOUR = whole("SHOP_LOOKUPS_AN_HOUR", 3600, 1)

# --- People ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "tenancy.User"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SECURE_SSL_REDIRECT = flag("SECURE_SSL_REDIRECT", HTTPS)
# Whoever probes a process asks it directly, and takes a redirect for an answer.
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    },
}

# --- Mail --------------------------------------------------------------------------------------
vars().update(mail("EMAIL_URL", "consolemail://"))
if DEMO:
    EMAIL_BACKEND = "integrations.demo_shop.mailbox.MailboxBackend"
EMAIL_TIMEOUT = CONNECTOR_DEADLINE_SECONDS
DEFAULT_FROM_EMAIL = SERVER_EMAIL = sender("DEFAULT_FROM_EMAIL", f"help@{_public_host}")

# --- Languages and time ------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("cs", _("Czech")), ("es", _("Spanish"))]
# Our own words go before those of Django's applications. Templates have no application of their
# own: what they say is in the first catalogue, the pages'.
LOCALE_PATHS = [
    BASE_DIR / folder / "locale"
    for folder in (
        *("flows", "integrations", "classifier"),
        *("selfservice/tenancy", "selfservice/privacy", "selfservice/files"),
    )
]
FORMAT_MODULE_PATH = ["selfservice.formats"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

# --- Static files ------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = folder("STATIC_ROOT", VAR_DIR / "static")
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if LOCAL
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = LOCAL

# --- API ---------------------------------------------------------------------------------------
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["flows.api.parsing.AnswerParser"],
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "flows.api.problem.as_problem",
    # Loaded by describing the API alone, which is for development.
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}

# A quiet petrol; 600 on white reaches 5.5, 500 on the dark ground 6.
PRIMARY = {
    "50": "#effafa",
    "100": "#d5f1f2",
    "200": "#afe3e5",
    "300": "#78cdd2",
    "400": "#3aafb7",
    "500": "#1f939c",
    "600": "#14717a",
    "700": "#175d66",
    "800": "#1a4c54",
    "900": "#1a4047",
    "950": "#0a292f",
}
UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "selfservice",
    "SITE_HEADER": "selfservice.tenancy.navigation.header",
    "SITE_SUBHEADER": "selfservice.tenancy.navigation.subheader",
    "SITE_DROPDOWN": "selfservice.tenancy.navigation.dropdown",
    "ENVIRONMENT": "selfservice.tenancy.navigation.badge",
    "ENVIRONMENT_TITLE_PREFIX": "selfservice.tenancy.navigation.title_prefix",
    "SITE_URL": None,
    "SITE_SYMBOL": "support_agent",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": f"{STATIC_URL}tenancy/icon.svg"}
    ],
    "COLORS": {"primary": PRIMARY},
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "8px",
    "LOGIN": {"form": "selfservice.tenancy.signing_in.SignInForm"},
    "DASHBOARD_CALLBACK": "flows.admin.overview.dashboard",
    "SIDEBAR": {"navigation": "selfservice.tenancy.navigation.sidebar"},
}

# --- Logs: one JSON-free line an event, never a person's data ----------------------------------
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "selfservice.privacy.logs.RedactingFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stdout": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stdout"], "level": one_of("LOG_LEVEL", "INFO", LEVELS)},
}
