"""Full text over SearchEntry: a generated tsvector on PostgreSQL, an FTS5 table kept by triggers on SQLite."""

from django.db import migrations

POSTGRESQL = """
ALTER TABLE records_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', title_words), 'A') || setweight(to_tsvector('simple', text_words), 'B')) STORED;
CREATE INDEX records_search_vector ON records_searchentry USING gin (vector);
"""
SQLITE = [
    """CREATE VIRTUAL TABLE records_search_fts USING fts5(
        title_words, text_words, content='records_searchentry', content_rowid='id', tokenize="unicode61")""",
    """CREATE TRIGGER records_search_insert AFTER INSERT ON records_searchentry BEGIN
        INSERT INTO records_search_fts(rowid, title_words, text_words) VALUES (new.id, new.title_words, new.text_words); END""",
    """CREATE TRIGGER records_search_delete AFTER DELETE ON records_searchentry BEGIN
        INSERT INTO records_search_fts(records_search_fts, rowid, title_words, text_words)
        VALUES ('delete', old.id, old.title_words, old.text_words); END""",
    """CREATE TRIGGER records_search_update AFTER UPDATE ON records_searchentry BEGIN
        INSERT INTO records_search_fts(records_search_fts, rowid, title_words, text_words)
        VALUES ('delete', old.id, old.title_words, old.text_words);
        INSERT INTO records_search_fts(rowid, title_words, text_words) VALUES (new.id, new.title_words, new.text_words); END""",
]


def build(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
    else:
        for statement in SQLITE:
            schema_editor.execute(statement)


def undo(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE records_searchentry DROP COLUMN vector")
    else:
        for name in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER records_search_{name}")
        schema_editor.execute("DROP TABLE records_search_fts")


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [migrations.RunPython(build, undo)]
