# SPDX-License-Identifier: EUPL-1.2
"""Django's settings (https://docs.djangoproject.com/en/5.2/ref/settings/), from the environment; nothing secret has a default."""

from __future__ import annotations

import os
from pathlib import Path

from adhere.portal.environment import Environment
from adhere.portal.identity import identity_provider, origin_of
from adhere.portal.places import data_folder, secret

_WEEK = 7 * 24 * 60
_environment = Environment(os.environ)
DATA = data_folder(_environment)

SECRET_KEY = secret(_environment, DATA)
DEBUG = False
ALLOWED_HOSTS = _environment.hosts("HOSTS", "localhost,127.0.0.1,[::1]")
ORIGIN = _environment.origin("ORIGIN", "http://localhost:8356")
"""Where people reach this portal, without a slash at its end; permanent addresses and the log are named after it."""
SECURE = ORIGIN.startswith("https://")
ROOT_URLCONF = "adhere.portal.urls"
WSGI_APPLICATION = "adhere.portal.wsgi.application"

INSTALLED_APPS = [
    "adhere.portal.people",
    "adhere.portal.audit",
    "adhere.portal.library",
    "adhere.portal.register",
    "adhere.portal.joining",
    "adhere.portal.drafting",
    "adhere.portal.submissions",
    "adhere.portal.requests",
    "adhere.portal.desk",
    "adhere.portal.notices",
    "adhere.portal.theme",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "adhere.portal.metrics.counting.count_answers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "adhere.portal.headers.policy_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "adhere.portal.languages.language_of_address",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "adhere.portal.people.sessions.lasting.hold_sessions",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
THEMES = _environment.themes("THEMES")
"""Folders of a deployer's own look: files in their ``templates`` and ``static`` stand in the place of ours, the first folder goes before."""
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [theme / "templates" for theme in THEMES],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["adhere.portal.theme.templatetags.words"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "adhere.portal.pages.around",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": _environment.database(DATA)}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
"""How often someone tried to sign in counts over every worker and every machine, so it is kept in the database."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = DATA / "media"
"""Bundles and files of people; ADHERE_PORTAL_STORE names another place for them, s3://bucket/folder for example."""
STORE = _environment.address("STORE")
LAW_TEXTS = Path(_environment.text("LAW") or DATA / "law")
"""Official texts that were imported: ``ADHERE_DATA=<this folder> adhere law import FILE`` adds one."""

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "adhere.portal.people.signing.passwords.OwnWordsValidator"},
    {"NAME": "adhere.portal.people.signing.leaked.LeakedValidator"},
]
LEAKED_PASSWORDS = _environment.digests("LEAKED_PASSWORDS")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = (
    "mandatory" if _environment.text("MAIL") or _environment.text("MAIL_FOLDER") else "none"
)
ACCOUNT_ADAPTER = "adhere.portal.people.adapters.ByInvitation"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "adhere.portal.people.signing.forms.LoginForm",
    "change_password": "adhere.portal.people.signing.forms.ChangePasswordForm",
    "set_password": "adhere.portal.people.signing.forms.SetPasswordForm",
    "reset_password": "adhere.portal.people.signing.forms.ResetPasswordForm",
    "reset_password_from_key": "adhere.portal.people.signing.forms.ResetPasswordKeyForm",
    "reauthenticate": "adhere.portal.people.signing.forms.ReauthenticateForm",
}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
SECOND_FACTOR = _environment.flag("SECOND_FACTOR", default=SECURE)
"""Whether whoever works for the office or administers the portal needs a second factor; asked for wherever people come over https."""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "adhere.portal.people.signing.forms.AuthenticateForm",
    "reauthenticate": "adhere.portal.people.signing.forms.ReauthenticateByCodeForm",
    "activate_totp": "adhere.portal.people.signing.forms.ActivateForm",
    "add_webauthn": "adhere.portal.people.signing.forms.AddPasskeyForm",
    "edit_webauthn": "adhere.portal.people.signing.forms.EditPasskeyForm",
}
MFA_ADAPTER = "adhere.portal.people.adapters.Factors"
MFA_TOTP_ISSUER = ORIGIN.partition("://")[2]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
"""A passkey belongs to the host it was made at; browsers allow http for localhost alone."""
SOCIALACCOUNT_PROVIDERS = identity_provider(_environment)
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
IDENTITY_ORIGINS = [*origin_of(SOCIALACCOUNT_PROVIDERS), *_environment.origins("OIDC_ORIGINS")]
"""Where a form for signing in may lead besides here; browsers hold redirects to it too."""
SOCIALACCOUNT_ADAPTER = "adhere.portal.people.adapters.Known"
LOGIN_REDIRECT_URL = "home"
LOGIN_URL = "account_login"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
USE_I18N, USE_TZ = True, True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [theme / "static" for theme in THEMES if (theme / "static").is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "adhere.portal.views.stale"
SESSION_ENGINE = "adhere.portal.people.sessions.store"
SESSION_MINUTES = _environment.number("SESSION_MINUTES", 12 * 60, _WEEK)
IDLE_MINUTES = _environment.number("IDLE_MINUTES", 60, _WEEK)
"""A session ends when it is so old, and earlier when nothing is done in it for so long."""
SESSION_COOKIE_AGE = SESSION_MINUTES * 60
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SECURE_SSL_REDIRECT = _environment.flag("REDIRECT", default=True) and SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_REDIRECT_EXEMPT = [r"^health$", r"^metrics$", r"^api/"]
"""The API refuses what comes in the clear: a program that is led on would go on sending its token so."""
BEHIND_PROXY = _environment.flag("BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
METRICS_TOKEN = _environment.text("METRICS_TOKEN")
METRICS = DATA / "metrics"
"""Where each worker counts; without METRICS_TOKEN only this machine reads /metrics."""

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
UPLOAD_LIMIT = _environment.number("UPLOAD_LIMIT", 32_000_000)
"""Bytes of the largest file that is taken in."""
SCANNER = _environment.scanner("SCANNER")
"""What looks for malware in files people hand in; without it nothing does."""

EMAIL_HOST = _environment.text("MAIL")
EMAIL_FILE_PATH = _environment.text("MAIL_FOLDER") or None
SENDS_MAIL = bool(EMAIL_HOST or EMAIL_FILE_PATH)
WORKS_BESIDE = False
"""Whether a process sends letters and counts figures beside what it does, so that no visitor waits for it; ``adhere portal`` says so where it serves, and a command waits."""
EMAIL_BACKEND = "django.core.mail.backends." + (
    "smtp.EmailBackend"
    if EMAIL_HOST
    else "filebased.EmailBackend"
    if EMAIL_FILE_PATH
    else "dummy.EmailBackend"
)
"""A server takes mail out of the house; a folder holds it as files, to try a portal with; without either none is made."""
EMAIL_PORT = _environment.port("MAIL_PORT", 25)
EMAIL_HOST_USER = _environment.text("MAIL_USER")
EMAIL_HOST_PASSWORD = _environment.text("MAIL_PASSWORD")
EMAIL_USE_TLS = _environment.flag("MAIL_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _environment.mailbox("MAIL_FROM", "portal@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "adhere.portal.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "gunicorn.error": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},  # who asked for what
        "fido2": {"level": "WARNING"},  # below that it writes the numbers of people's passkeys
    },
}
