"""``CreateModels``: many tables in one step, in any order, there and back."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from audit.operations import CreateModels

pytestmark = pytest.mark.django_db(transaction=True)
KEY = ("id", models.BigAutoField(primary_key=True))


@pytest.fixture
def shelf():
    """A book before the author that it names, with a constraint and an index in its options."""
    book = migrations.CreateModel(
        "Book",
        [
            KEY,
            ("title", models.CharField(max_length=20)),
            ("by", models.ForeignKey("shelf.Author", models.CASCADE)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=["title"], name="title_once")],
            "indexes": [models.Index(fields=["by", "title"], name="book_by_author")],
        },
    )
    return CreateModels([book, migrations.CreateModel("Author", [KEY])])


def tables():
    return {name for name in connection.introspection.table_names() if name.startswith("shelf_")}


def test_tables_are_made_and_unmade(shelf):
    before, after = ProjectState(), ProjectState()
    shelf.state_forwards("shelf", after)
    with connection.schema_editor() as editor:
        shelf.database_forwards("shelf", editor, before, after)
    with connection.cursor() as cursor:
        kept = connection.introspection.get_constraints(cursor, "shelf_book")
    assert tables() == {"shelf_author", "shelf_book"}
    assert kept["title_once"]["unique"]
    assert kept["book_by_author"]["index"]
    with connection.schema_editor() as editor:
        shelf.database_backwards("shelf", editor, after, before)
    assert tables() == set()


def test_classes_that_were_made_before_stay_and_learn_of_the_new_ones(shelf):
    state = ProjectState()
    migrations.CreateModel("Reader", [("id", models.BigAutoField(primary_key=True))]).state_forwards(
        "people", state
    )
    reader = state.apps.get_model("people", "reader")
    shelf.state_forwards("shelf", state)
    assert state.apps.get_model("people", "reader") is reader
    assert state.apps.get_model("shelf", "book")._meta.get_field("by").related_model.__name__ == "Author"


def test_it_can_be_written_into_a_migration(shelf):
    migration = type("Migration", (migrations.Migration,), {"operations": [shelf]})("0001_initial", "shelf")
    written = MigrationWriter(migration).as_string()
    assert "audit.operations.CreateModels(" in written
    assert shelf.describe() == "Create 2 models"
