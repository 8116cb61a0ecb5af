"""Of the bare site alone, which installs this package as an app; the portal does not."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


class Somebody(AbstractBaseUser):
    """The account that signs in, as Django's own base class knows it."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"

    class Meta:
        managed = False
        db_table = "partnership_user"
