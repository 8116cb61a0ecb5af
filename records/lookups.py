"""Lookups of our own."""

from django.db.models import Field, Lookup
from django.db.models.fields.related import ForeignObject


@Field.register_lookup
@ForeignObject.register_lookup
class Among(Lookup):
    """``pk__among=RawSQL(…)``: as ``in``, but the few ids are found first.

    PostgreSQL turns ``IN (SELECT …)`` into a join, and with an order and a limit it may walk half a million rows
    until it has met enough of the few: a person's own actions among a million records took three seconds.
    """

    lookup_name = "among"

    def as_sql(self, compiler, connection, operator="IN {}"):
        (lhs, lhs_params), (rhs, rhs_params) = (
            self.process_lhs(compiler, connection),
            self.process_rhs(compiler, connection),
        )
        return f"{lhs} {operator.format(rhs)}", (*lhs_params, *rhs_params)

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, operator="= ANY (ARRAY{})")
