"""On PostgreSQL the index of full text knows each piece's audience and places, as words that nobody can type.

Before, it found a word everywhere in the county, and all but a few were then refused: with a million records a
search took twenty times as long as with ten thousand. Kept by triggers, so that no way of writing can forget it.
"""

from django.db import migrations

MARKS = """
CREATE FUNCTION records_reach(audience text, partnership bigint, body bigint, agency bigint) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE audience WHEN 'public' THEN ARRAY['~public'] ELSE array_remove(ARRAY[
        '~' || audience || ':p' || partnership, '~' || audience || ':b' || body, '~' || audience || ':a' || agency
    ], NULL) END
$$;
"""
COLUMN = """
ALTER TABLE records_searchentry DROP COLUMN vector;
ALTER TABLE records_searchentry ADD COLUMN reach text[] NOT NULL DEFAULT '{}';
UPDATE records_searchentry entry
   SET reach = records_reach(record.audience, record.partnership_id, record.body_id, record.agency_id)
  FROM records_record record WHERE record.id = entry.record_id;
"""
VECTOR = """
ALTER TABLE records_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', title_words), 'A') || setweight(to_tsvector('simple', text_words), 'B')
    || array_to_tsvector(reach)) STORED;
CREATE INDEX records_search_vector ON records_searchentry USING gin (vector);
"""
TRIGGERS = """
CREATE FUNCTION records_search_reach() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT records_reach(audience, partnership_id, body_id, agency_id) INTO NEW.reach
      FROM records_record WHERE id = NEW.record_id;
    RETURN NEW;
END $$;
CREATE TRIGGER records_search_reach BEFORE INSERT OR UPDATE OF record_id ON records_searchentry
    FOR EACH ROW EXECUTE FUNCTION records_search_reach();
CREATE FUNCTION records_record_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE records_searchentry
       SET reach = records_reach(NEW.audience, NEW.partnership_id, NEW.body_id, NEW.agency_id)
     WHERE record_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER records_search_moved AFTER UPDATE OF audience, partnership_id, body_id, agency_id ON records_record
    FOR EACH ROW WHEN (
        (OLD.audience, OLD.partnership_id, OLD.body_id, OLD.agency_id)
        IS DISTINCT FROM (NEW.audience, NEW.partnership_id, NEW.body_id, NEW.agency_id)
    ) EXECUTE FUNCTION records_record_moved();
"""
UNDO = """
DROP TRIGGER records_search_moved ON records_record;
DROP TRIGGER records_search_reach ON records_searchentry;
DROP FUNCTION records_record_moved(), records_search_reach();
ALTER TABLE records_searchentry DROP COLUMN vector, DROP COLUMN reach;
DROP FUNCTION records_reach(text, bigint, bigint, bigint);
ALTER TABLE records_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', title_words), 'A') || setweight(to_tsvector('simple', text_words), 'B')) STORED;
CREATE INDEX records_search_vector ON records_searchentry USING gin (vector);
"""


def build(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statements in (MARKS, COLUMN, VECTOR, TRIGGERS):
            schema_editor.execute(statements)


def undo(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(UNDO)


class Migration(migrations.Migration):
    dependencies = [("records", "0002_full_text")]

    operations = [migrations.RunPython(build, undo)]
