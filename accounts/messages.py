"""Sentences for the next page, on their way through the browser: they may name people and records."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage

from accounts import encryption

OF = "sentence for the next page"


class SealedCookie(CookieStorage):
    """Django's, encrypted, and with a name that no other host may set."""

    cookie_name = "__Host-messages" if settings.HTTPS else "messages"
    max_cookie_size = 2000  # encryption adds half as much again, and a browser takes 4096 bytes

    def _update_cookie(self, encoded_data, response):
        super()._update_cookie(
            encryption.encrypt(encoded_data, of=OF) if encoded_data else encoded_data, response
        )

    def _decode(self, data):
        try:
            return super()._decode(encryption.decrypt(data, of=OF) if data else data)
        except encryption.CannotDecrypt:  # of before the keys were changed, or of nobody's making
            self.used = True
            return None


class SealedStorage(FallbackStorage):
    storage_classes = (SealedCookie, SessionStorage)
