"""Django's settings. Everything a college may change comes from ``LANYARD_*`` variables."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from lanyard.config import environment
from lanyard.foundation.observability import logs

PACKAGE = Path(__file__).resolve().parent.parent
DEVELOPMENT = os.environ.get("LANYARD_DEVELOPMENT", "") == "1"
#: Served over plain HTTP on loopback (the demonstration, tests); never for a real college.
LOOPBACK = DEVELOPMENT or os.environ.get("LANYARD_LOOPBACK", "") == "1"

SECRET_KEY = environment.secret("SECRET_KEY")
DEBUG = False
#: The organisation middleware refuses every host that no organisation is served under.
ALLOWED_HOSTS = ["*"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "procrastinate.contrib.django",
    "lanyard.foundation.database",
    "lanyard.foundation.organisations",
    "lanyard.foundation.identity",
    "lanyard.foundation.access",
    "lanyard.foundation.audit",
    "lanyard.foundation.jobs",
    "lanyard.foundation.notices",
    "lanyard.foundation.files",
    "lanyard.foundation.ui",
    "lanyard.foundation.observability",
    "lanyard.people",
    "lanyard.engine.profiles",
    "lanyard.engine.clauses",
    "lanyard.engine.duties",
    "lanyard.engine.approvals",
    "lanyard.engine.answers",
    "lanyard.rooms.guidance",
    "lanyard.rooms.concerns",
    "lanyard.rooms.policies",
    "lanyard.rooms.training",
    "lanyard.rooms.consent",
    "lanyard.rooms.contact",
    "lanyard.rooms.channels",
    "lanyard.rooms.governance",
    "lanyard.shell",
    "django.forms",
]

MIDDLEWARE = [
    "lanyard.foundation.observability.middleware.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "lanyard.foundation.identity.proxies.ProxiesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lanyard.foundation.organisations.middleware.OrganisationMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lanyard.foundation.identity.middleware.SessionLimitMiddleware",
    "lanyard.foundation.identity.middleware.ActingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lanyard.people.middleware.PersonMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "lanyard.config.urls"
WSGI_APPLICATION = "lanyard.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "lanyard.foundation.ui.context.page",
                "lanyard.shell.context.frame",
                "lanyard.foundation.notices.context.bell",
            ],
            "builtins": [
                "lanyard.foundation.ui.templatetags.ui",
                "lanyard.foundation.ui.templatetags.components",
            ],
        },
    }
]
FORM_RENDERER = "lanyard.foundation.ui.forms.Renderer"

DATABASES = {
    "default": environment.django_database(environment.database_url()),
    "owner": environment.django_database(environment.database_url(owner=True)),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        # Culling would forget counted attempts; entries end by themselves.
        "OPTIONS": {"MAX_ENTRIES": 500_000},
    }
}

AUTH_USER_MODEL = "identity.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
#: An e-mail is unique within its organisation; row security confines the look-up to it.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["lanyard.foundation.identity.backends.PasswordBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"lanyard.foundation.identity.passwords.{rule}"}
    for rule in ("LongEnough", "HardToGuess", "InNoBreach")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 60 * 60
#: Seals authenticator secrets, and what was typed while somebody signs in again.
IDENTITY_KEY = environment.secret("IDENTITY_KEY")
SIGN_ON_FILE = environment.path("SIGN_ON_FILE")
BREACHED_PASSWORDS = environment.path("BREACHED_PASSWORDS")
ACCOUNT_ADAPTER = "lanyard.foundation.identity.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("LANYARD_PROXIES", "0"))
MFA_ADAPTER = "lanyard.foundation.identity.adapters.FactorAdapter"
#: A whole college may sit behind one address: the narrow limits are those of an account.
ACCOUNT_RATE_LIMITS = {"login_failed": "100/m/ip,5/300s/key"}
MFA_RATE_LIMITS = {"webauthn_login": "100/m/ip"}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
#: A code is good for one step before and after its own, for clocks that are a little off.
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOOPBACK
SOCIALACCOUNT_ADAPTER = "lanyard.foundation.identity.adapters.SignOnAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"

SESSION_ENGINE = "lanyard.foundation.identity.store"
#: The longest that a session lives, in seconds, and how long it may lie unused, in minutes.
SESSION_COOKIE_AGE = int(os.environ.get("LANYARD_SESSION_HOURS", "12")) * 3600
SESSION_IDLE_MINUTES = int(os.environ.get("LANYARD_IDLE_MINUTES", "30"))
SESSION_COOKIE_NAME = "lanyard_session" if LOOPBACK else "__Host-lanyard_session"
SESSION_COOKIE_SECURE = not LOOPBACK
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
#: Marks a browser in which somebody signed in, so that they are told of a new one.
DEVICE_COOKIE_NAME = "lanyard_device" if LOOPBACK else "__Host-lanyard_device"
CSRF_COOKIE_NAME = "lanyard_csrf" if LOOPBACK else "__Host-lanyard_csrf"
CSRF_COOKIE_SECURE = not LOOPBACK
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "lanyard.foundation.ui.views.csrf_failure"
SECURE_SSL_REDIRECT = not LOOPBACK
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if LOOPBACK else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOOPBACK
SECURE_HSTS_PRELOAD = not LOOPBACK
#: Asked for on this machine itself, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
#: Where "Leave now" leads (host and path): a page that says nothing about what was open.
QUICK_EXIT = os.environ.get("LANYARD_QUICK_EXIT", "www.bbc.co.uk/weather")
#: Static files are served from the packages themselves, under the names that the build gave them.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "lanyard.foundation.ui.storage.BuiltStorage"},
}
#: Where each day's head of the audit chain goes: to a file, and to an address if one is named.
AUDIT_HEAD_MAIL = os.environ.get("LANYARD_AUDIT_HEAD_MAIL", "")
AUDIT_HEAD_FILE = str(environment.path("AUDIT_HEAD_FILE") or environment.home() / "audit-heads")
MASTER_KEY = environment.secret("MASTER_KEY")
FILES_FOLDER = environment.home() / "files"
LARGEST_FILE = 25 * 1024 * 1024
#: A picture or video for the store of pictures: a minute or two of a telephone's.
LARGEST_MEDIA = 100 * 1024 * 1024
#: ClamAV's socket: a path, or host:port. Empty where there is no scanner, and pages say so.
CLAMD_SOCKET = os.environ.get("LANYARD_CLAMD_SOCKET", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["lanyard.foundation.files.uploads.MemoryOnly"]

#: Where links in mails lead; {host} is the organisation's first host name.
PUBLIC_ADDRESS = os.environ.get("LANYARD_PUBLIC_ADDRESS", "https://{host}")
EMAIL_HOST = os.environ.get("LANYARD_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("LANYARD_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("LANYARD_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("LANYARD_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("LANYARD_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("LANYARD_MAIL_FROM", "lanyard@localhost")

PROCRASTINATE_IMPORT_PATHS: list[str] = []
LOGGING = logs.configuration(os.environ.get("LANYARD_LOG_LEVEL", "INFO"))
#: A part's tasks are in its module ``jobs``.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
