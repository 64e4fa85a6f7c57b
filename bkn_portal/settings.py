"""Every setting of the portal, read from the environment.

No variable set: the embedded demo (SQLite, file broker, local outbox, demo people).
DATABASE_URL set: production, where a missing secret stops the start with a sentence that names the variable.
Any other sign of production without DATABASE_URL stops the start too: a lost line must not open the demo to the world.
`.env.example` lists the variables; docs/operations.md explains them.
"""

import os
import secrets
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

import bootstrap
import environ
from celery.schedules import crontab
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

PRODUCTION = bool(env.str("DATABASE_URL", ""))
DEMO = not PRODUCTION
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))


def production_signs() -> list[str]:
    """Variables that nobody sets for the demo. A mail server on this machine is no sign: it catches a trial's mails."""
    signs = {
        "PRODUCTION": env.bool("PRODUCTION", False),  # the image sets it
        "SECRET_KEY": env.str("SECRET_KEY", ""),
        "ENCRYPTION_KEYS": env.str("ENCRYPTION_KEYS", ""),
        "ALLOWED_HOSTS": env.str("ALLOWED_HOSTS", ""),
        "SITE_URL": env.str("SITE_URL", "").startswith("https:"),
        "EMAIL_URL": urlsplit(env.str("EMAIL_URL", "")).hostname not in {None, "localhost", "127.0.0.1", "::1"},
    }
    return [name for name, is_set in signs.items() if is_set]


if DEMO and production_signs():
    raise ImproperlyConfigured(
        f"Set DATABASE_URL: {', '.join(production_signs())} belongs to production, and without DATABASE_URL the demo "
        "would start, with its published password. See .env.example."
    )


def required(name: str, embedded: str) -> str:
    """The variable's value; in the embedded demo `embedded` stands in for a missing one."""
    value = env.str(name, "" if PRODUCTION else embedded)
    if not value:
        raise ImproperlyConfigured(
            f"Set {name}: DATABASE_URL is set, so this is production, and {name} is missing. See .env.example."
        )
    return value


def parts(text: str) -> list[str]:
    """What stands between commas, without the spaces that people write behind them."""
    return [part.strip() for part in text.split(",") if part.strip()]


def embedded_secret(name: str, make) -> str:
    """A random secret kept in var/ with mode 0600, so that an embedded portal keeps its sessions over a restart."""
    if PRODUCTION:
        return ""
    path = VAR_DIR / "secrets" / name
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(make())
    return path.read_text()


# --- Secrets and hosts -------------------------------------------------------------------------------------------
SECRET_KEY = required("SECRET_KEY", embedded_secret("secret_key", lambda: secrets.token_urlsafe(50)))
# Fernet keys, comma-separated, newest first: private notes and second-factor secrets are encrypted with the first.
ENCRYPTION_KEYS = required(
    "ENCRYPTION_KEYS", embedded_secret("encryption_key", lambda: Fernet.generate_key().decode())
).split(",")
try:
    [Fernet(key) for key in ENCRYPTION_KEYS]
except ValueError:
    raise ImproperlyConfigured("Set ENCRYPTION_KEYS to Fernet keys, comma-separated: one is malformed.") from None
SITE_URL = required("SITE_URL", f"http://localhost:{env.str('PORT', '8000')}").rstrip("/")
ALLOWED_HOSTS = parts(required("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]"))
CSRF_TRUSTED_ORIGINS = [SITE_URL] if PRODUCTION else []
DEBUG = env.bool("DEBUG", False)

# --- Applications ------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "bkn_portal.core",
    "bkn_portal.audit",
    "bkn_portal.employees",
    "bkn_portal.bookings",
    "bkn_portal.notifications",
    "bkn_portal.worklist",
    "bkn_portal.competencies",
    "bkn_portal.hours",
    "coaching",
    "bkn_portal.home",
    "bkn_portal.demo",
    "bkn_portal.home.admin_config.PortalAdminConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "bkn_portal.employees.browser_config.BrowserListConfig",  # allauth.usersessions
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "lucide",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bkn_portal.core.middleware.SecurityHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bkn_portal.core.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "bkn_portal.employees.middleware.SignInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "bkn_portal.employees.middleware.PersonalSettingsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "bkn_portal.employees.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "bkn_portal.urls"
WSGI_APPLICATION = "bkn_portal.wsgi.application"
SITE_NAME = _("Development portal")

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
                "bkn_portal.home.context.frame",
            ],
            "builtins": [
                "bkn_portal.core.templatetags.portal",
                "django.templatetags.i18n",
                "bkn_portal.core.templatetags.fixed",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# --- Data --------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Stock SQLite settings lose concurrent writes to "database is locked"; these do not.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 600)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = required("REDIS_URL", "") if PRODUCTION else env.str("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "cache"}
}
# How long a process remembers rules and lists that change a few times a year (core.remembered).
REMEMBER_SECONDS = env.int("REMEMBER_SECONDS", 60)
SESSION_ENGINE = "bkn_portal.core.sessions"

# --- Signing in --------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "employees.Employee"
AUTHENTICATION_BACKENDS = ["bkn_portal.employees.backends.EmployeeBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:dashboard"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "bkn_portal.employees.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "nip"
ACCOUNT_USER_DISPLAY = "bkn_portal.employees.adapters.display_name"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # sign-up itself is closed: HR keeps the list of people
ACCOUNT_EMAIL_VERIFICATION = "none"  # HR keeps the addresses
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
# After HR replaced an e-mail address: how long no mail renews the password (docs/adr/0014).
EMAIL_CHANGE_HOLD_HOURS = env.int("EMAIL_CHANGE_HOLD_HOURS", 72)
ACCOUNT_FORMS = {
    "login": "bkn_portal.employees.account_forms.SignInForm",
    "reset_password": "bkn_portal.employees.account_forms.AskPasswordResetForm",
    "reset_password_from_key": "bkn_portal.employees.account_forms.ResetPasswordForm",
    "user_token": "bkn_portal.employees.account_forms.ResetTokenForm",
    "change_password": "bkn_portal.employees.account_forms.ChangePasswordForm",
    "set_password": "bkn_portal.employees.account_forms.SetPasswordForm",
    "reauthenticate": "bkn_portal.employees.account_forms.ConfirmPasswordForm",
}
# A whole office stands behind one address, so the limits per address are wide and those per account are narrow.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "300/m/ip,5/5m/key",
    "reset_password": "60/m/ip,5/h/key",
    "reset_password_from_key": "60/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", 12) * 60 * 60  # counted from the sign-in, whatever is done meanwhile
ACCOUNT_SESSION_REMEMBER = True  # one rule for everyone: no "remember me" box
PASSWORD_HASHERS = ["bkn_portal.employees.hashers.PortalArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "bkn_portal.employees.validators.LengthValidator"},
    {"NAME": "bkn_portal.employees.validators.OwnWordsValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("nip", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Second factor: for who wants it, required for who may enter the admin, never asked in the demo.
MFA_ADAPTER = "bkn_portal.employees.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # HR keeps the addresses
MFA_TOTP_ISSUER = "Portal Pengembangan BKN"
MFA_TOTP_TOLERANCE = 1  # 30 s before and after, for telephones with a slow clock
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_FORMS = {
    "authenticate": "bkn_portal.employees.account_forms.SecondFactorForm",
    "reauthenticate": "bkn_portal.employees.account_forms.ConfirmSecondFactorForm",
    "activate_totp": "bkn_portal.employees.account_forms.ActivateTotpForm",
    "add_webauthn": "bkn_portal.employees.account_forms.AddPasskeyForm",
    "edit_webauthn": "bkn_portal.employees.account_forms.RenamePasskeyForm",
    "login_webauthn": "bkn_portal.employees.account_forms.PasskeySignInForm",
    "authenticate_webauthn": "bkn_portal.employees.account_forms.PasskeySecondFactorForm",
    "reauthenticate_webauthn": "bkn_portal.employees.account_forms.ConfirmPasskeyForm",
}

# SSO ASN (Keycloak): shown when all three are set. The user name that it tells is the NIP.
OIDC_ISSUER = env.str("OIDC_ISSUER", "").rstrip("/")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", "")
OIDC_NIP_CLAIM = env.str("OIDC_NIP_CLAIM", "preferred_username")
SOCIALACCOUNT_ADAPTER = "bkn_portal.employees.adapters.SsoAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso-asn",
                "name": "SSO ASN",
                "client_id": OIDC_CLIENT_ID,
                "secret": OIDC_CLIENT_SECRET,
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER and OIDC_CLIENT_ID and OIDC_CLIENT_SECRET
        else [],
    }
}

# --- Language, time, files ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["bkn_portal.core.formats"]

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
if DEMO:
    STATIC_ROOT.mkdir(exist_ok=True)  # empty: the finders serve, but whitenoise warns where it is missing
STATICFILES_DIRS = [BASE_DIR / "static", ("bootstrap", next(iter(bootstrap.__path__)))]
WHITENOISE_USE_FINDERS = DEMO
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = VAR_DIR / "files"

# --- Mail --------------------------------------------------------------------------------------------------------
OUTBOX_DIR = VAR_DIR / "outbox"
vars().update(env.email_url("EMAIL_URL", "") if env.str("EMAIL_URL", "") else {})
if not env.str("EMAIL_URL", ""):
    required("EMAIL_URL", "embedded")
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = OUTBOX_DIR
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = required("DEFAULT_FROM_EMAIL", "Portal Pengembangan <portal@bkn.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Reading other people's addresses (docs/adr/0017) -----------------------------------------------------------------
# Coaches may name the address of their busy calendar; "no" turns all of it off.
BUSY_CALENDARS = env.bool("BUSY_CALENDARS", True)
# Networks of the agency itself that may be read besides the public internet, such as that of its mail server.
FETCH_NETWORKS = parts(env.str("FETCH_NETWORKS", ""))
try:
    [ip_network(network) for network in FETCH_NETWORKS]
except ValueError as error:
    raise ImproperlyConfigured(
        f"Set FETCH_NETWORKS to networks such as 10.20.0.0/24, comma-separated: {error}."
    ) from None
FETCH_PORTS = env.list("FETCH_PORTS", cast=int, default=[443])
FETCH_CA_FILE = env.str("FETCH_CA_FILE", "")  # the agency's own authority, instead of the system's

# --- Worker ------------------------------------------------------------------------------------------------------
# No broker is trusted: rows are the truth, a task only wakes the worker, and a sweep each minute finds what is due.
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
if REDIS_URL:
    # Without these a page that wakes the worker waits 6 seconds for a broker that is down.
    QUICK_TO_GIVE_UP = {"max_retries": 1, "interval_start": 0, "interval_max": 0.1, "socket_connect_timeout": 2}
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300, **QUICK_TO_GIVE_UP}
else:
    BROKER_DIR = VAR_DIR / "broker"
    (BROKER_DIR / "control").mkdir(mode=0o700, parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR),
        "data_folder_out": str(BROKER_DIR),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.5,
    }
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 270
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    # A sweep that waited a minute is useless: the next one finds the same rows.
    "sweep": {
        "task": "bkn_portal.notifications.tasks.sweep",
        "schedule": crontab(minute="*"),
        "options": {"expires": 55},
    },
    "account-notices": {
        "task": "bkn_portal.employees.tasks.send_notices",
        "schedule": crontab(minute="*"),
        "options": {"expires": 55},
    },
    "holds": {
        "task": "bkn_portal.bookings.tasks.sweep_holds",
        "schedule": crontab(minute="*"),
        "options": {"expires": 55},
    },
    "busy-calendars": {
        "task": "bkn_portal.bookings.tasks.read_calendars",
        "schedule": crontab(minute="*"),
        "options": {"expires": 55},
    },
    "tidy": {"task": "bkn_portal.notifications.tasks.tidy", "schedule": crontab(hour=3, minute=10)},
    "coaching-expiry": {"task": "coaching.tasks.expire_unanswered", "schedule": crontab(minute="*/15")},
    "coaching-places": {"task": "coaching.tasks.tell_of_free_places", "schedule": crontab(minute="5-59/15")},
}

# --- Log: times, levels and what happened; never a NIP, a query string or a person's words ---------------------------
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
DEFAULT_EXCEPTION_REPORTER_FILTER = "bkn_portal.core.logs.DiscreetReporterFilter"
LOG_LEVEL = env.str("LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {
            "()": "bkn_portal.core.logs.DiscreetFormatter",
            "format": "[%(asctime)s] %(levelname)s %(name)s: %(message)s",
            "datefmt": "%Y-%m-%d %H:%M:%S %z",
        }
    },
    "filters": {"refusals": {"()": "bkn_portal.core.logs.RefusalsInOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},  # no error mails: they carry form data
        "django.request": {"filters": ["refusals"]},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        **{path.parent.name: {"level": LOG_LEVEL} for path in BASE_DIR.glob("*/__init__.py")},  # every package of ours
    },
}

# --- Transport security ------------------------------------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "bkn_portal.core.views.form_too_old"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# Chromium follows form-action through redirects: the sign-in form leads on to the issuer.
CSP_FORM_ACTION = ["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_ISSUER))] if OIDC_ISSUER else []
if PRODUCTION:
    INSECURE = urlsplit(SITE_URL).scheme != "https"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = not INSECURE
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not INSECURE
    SECURE_HSTS_SECONDS = 0 if INSECURE else 63072000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not INSECURE
