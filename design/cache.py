from functools import cache

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError


class OneClient(RedisCacheClient):
    """Django makes a client of its pool for each question, and making one takes as long as asking."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._client = cache(self._client)


class LosableRedisCache(RedisCache):
    """A cache that may be away: what it cannot tell is looked up again, and no page fails for it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._class = OneClient

    def _try(self, call, default, *args, **kwargs):
        try:
            return call(*args, **kwargs)
        except (RedisError, OSError):
            return default

    def get(self, key, default=None, version=None):
        return self._try(super().get, default, key, default, version)

    def get_many(self, keys, version=None):
        return self._try(super().get_many, {}, keys, version)

    def add(self, *args, **kwargs):
        return self._try(super().add, True, *args, **kwargs)

    def set(self, *args, **kwargs):
        return self._try(super().set, None, *args, **kwargs)

    def set_many(self, *args, **kwargs):
        return self._try(super().set_many, [], *args, **kwargs)

    def delete(self, *args, **kwargs):
        return self._try(super().delete, False, *args, **kwargs)

    def touch(self, *args, **kwargs):
        return self._try(super().touch, False, *args, **kwargs)

    def has_key(self, *args, **kwargs):
        return self._try(super().has_key, False, *args, **kwargs)

    def incr(self, key, delta=1, version=None):
        return self._try(super().incr, delta, key, delta, version)
