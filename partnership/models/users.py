from functools import cache

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from audit.clock import today
from partnership.models.people import Person
from partnership.places import read_places

_backends = cache(
    get_backends
)  # found by their names in the settings, which a page would do for each question


class UserManager(BaseUserManager):
    def get_queryset(self):
        """With the person, whose name every page shows."""
        return super().get_queryset().select_related("person")

    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        """The first administrator (`manage.py createsuperuser`); their name is set on their page afterwards."""
        person = Person(given_name=email.partition("@")[0], email=email.strip())
        person.save()
        return self.create_user(email, password, person=person, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email.strip())


class User(AbstractBaseUser, PermissionsMixin):
    """An account to sign in with. People exist without one; no account exists without a person.

    Never deleted (its versions and signatures name it): a leaver's account is closed.
    """

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="user")
    is_active = models.BooleanField(default=True)
    is_guest = models.BooleanField(default=False, help_text="Sees only what was granted, until a day")
    access_ends_on = models.DateField(null=True, blank=True, help_text="The last day a guest may sign in")
    seen_at = models.DateTimeField(null=True, editable=False)
    previous_seen_at = models.DateTimeField(null=True, editable=False)
    calendar_token = models.CharField(max_length=64, blank=True, editable=False)

    objects = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login", "seen_at", "previous_seen_at"])

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        indexes = [
            models.Index(fields=["calendar_token"], name="user_of_calendar")
        ]  # asked by every telephone
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                name="guest_access_ends",
                condition=models.Q(is_guest=False) | models.Q(access_ends_on__isnull=False),
                violation_error_message="A guest's access needs a last day.",
            ),
        ]

    def __str__(self):
        return str(self.person)

    def has_perm(self, perm, obj=None):
        """Asked of the rules for everybody: whoever founds partnerships reads and signs nothing by it."""
        return self.is_active and any(backend.has_perm(self, perm, obj) for backend in _backends())

    def may_sign_in(self, on=None):
        return self.is_active and (self.access_ends_on is None or self.access_ends_on >= (on or today()))

    @property
    def reads_the_directory(self):
        """People and agencies of the county: not for guests, nor for community groups that only bid."""
        return not self.is_guest and not self.places.applies_alone

    @cached_property
    def places(self):
        """Where the person stands today, read once a request (`partnership.places`)."""
        return read_places(self)
