import json

from django.db import models

from audit.text import canonical


class CanonicalJSONField(models.TextField):
    """JSON kept as its canonical text, letter for letter the same in every database.

    PostgreSQL's ``jsonb`` gives back other text than it was given, and a digest over it could not be computed
    by the database, nor compared after a move from one database to another.
    """

    def from_db_value(self, value, expression, connection):
        return None if value is None else json.loads(value)

    def get_prep_value(self, value):
        return None if value is None else canonical(value)

    def to_python(self, value):
        return json.loads(value) if isinstance(value, str) else value

    def value_to_string(self, obj):
        return canonical(self.value_from_object(obj))
