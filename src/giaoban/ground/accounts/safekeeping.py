"""Keeping the secrets of second factors unreadable for whoever gets the database alone.

The key is made of the installation's secret key. After that key was changed, secrets written
before are read with the former ones in SECRET_KEY_FALLBACKS, or not at all.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SecretUnreadable(Exception):
    """Written with a key that this installation does not have."""


def lock(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def unlock(token: str) -> str:
    try:
        return _keys().decrypt(token.encode()).decode()
    except InvalidToken as wrong:
        raise SecretUnreadable from wrong


def _keys() -> MultiFernet:
    known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(str(key))) for key in known])


def _derived(key: str) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"giaoban.second-factors")
    return base64.urlsafe_b64encode(derive.derive(key.encode()))
