# SPDX-License-Identifier: EUPL-1.2
"""The settings of the portal with what tests need: a folder that is thrown away, quick passwords, no compiled style sheets."""

import os
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="adhere-portal-")
os.environ["ADHERE_PORTAL_DATA"] = _folder.name
os.environ.setdefault("ADHERE_PORTAL_ORIGIN", "http://localhost")

os.mkdir(os.path.join(_folder.name, "static"))  # noqa: PTH102, PTH118

from adhere.portal.settings import *  # noqa: E402, F403 - the folder has to be named before

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
