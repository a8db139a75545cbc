-- Full-text search that cannot leak: the words lie in a table which the application role may not
-- read at all; it asks through one function, which answers with records the asker may see.
-- (A text match is not leakproof, so under row security PostgreSQL could not use the index.)
CREATE TABLE concerns_words (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id uuid NOT NULL,
    record_kind text NOT NULL CHECK (record_kind IN ('concern', 'case')),
    record_id uuid NOT NULL,
    circle_id uuid NOT NULL,
    -- Only this circle, not people named on the record, where the text is kept to the leads.
    leads_only boolean NOT NULL DEFAULT false,
    at timestamptz NOT NULL,
    words tsvector NOT NULL
);
CREATE INDEX words_text ON concerns_words USING gin (words);
CREATE INDEX words_newest ON concerns_words (organisation_id, at DESC);
CREATE INDEX words_of_record ON concerns_words (record_id);
REVOKE ALL ON concerns_words FROM PUBLIC, lanyard_app;

-- Letters without accents, so that "Zoe" finds "Zoë"; no extension is needed.
CREATE FUNCTION concerns_fold(given text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT regexp_replace(normalize(coalesce(given, ''), NFKD), '[\u0300-\u036f]', '', 'g') $$;

CREATE FUNCTION concerns_vector(prose text, names text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT to_tsvector('pg_catalog.english', left(concerns_fold(prose), 200000))
        || to_tsvector('pg_catalog.simple', left(concerns_fold(names), 20000))
    $$;

CREATE FUNCTION concerns_index_words() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    BEGIN
        IF TG_TABLE_NAME = 'concerns_concern' THEN
            INSERT INTO concerns_words
                (organisation_id, record_kind, record_id, circle_id, at, words)
            VALUES (NEW.organisation_id, 'concern', NEW.id, NEW.circle_id, NEW.received_at,
                concerns_vector(concat_ws(' ', NEW.happened, NEW.opinion, NEW.when_said,
                    NEW.place_said, NEW.platform, NEW.action_taken),
                    concat_ws(' ', 'R' || NEW.year || '-' || lpad(NEW.number::text, 4, '0'),
                        NEW.link, NEW.reporter_name)));
        ELSIF TG_TABLE_NAME = 'concerns_involved' THEN
            INSERT INTO concerns_words
                (organisation_id, record_kind, record_id, circle_id, at, words)
            VALUES (NEW.organisation_id, 'concern', NEW.concern_id, NEW.circle_id, now(),
                concerns_vector('', NEW.name));
        ELSIF TG_TABLE_NAME = 'concerns_case' THEN
            INSERT INTO concerns_words
                (organisation_id, record_kind, record_id, circle_id, at, words)
            VALUES (NEW.organisation_id, 'case', NEW.id, NEW.circle_id, NEW.opened_at,
                concerns_vector(NEW.summary,
                    NEW.year || '-' || lpad(NEW.number::text, 4, '0')));
        ELSIF TG_TABLE_NAME = 'concerns_caseperson' THEN
            INSERT INTO concerns_words
                (organisation_id, record_kind, record_id, circle_id, at, words)
            VALUES (NEW.organisation_id, 'case', NEW.case_id, NEW.circle_id, now(),
                concerns_vector(NEW.note, NEW.name));
        ELSE
            INSERT INTO concerns_words (organisation_id, record_kind, record_id, circle_id,
                leads_only, at, words)
            VALUES (NEW.organisation_id, 'case', NEW.case_id,
                coalesce(NEW.leads_circle_id, NEW.circle_id), NEW.leads_circle_id IS NOT NULL,
                NEW.recorded_at, concerns_vector(NEW.text, ''));
        END IF;
        RETURN NULL;
    END
    $$;

CREATE FUNCTION concerns_move_words() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    BEGIN
        UPDATE concerns_words SET circle_id = NEW.circle_id
            WHERE record_id = NEW.id AND NOT leads_only;
        RETURN NULL;
    END
    $$;

DO $$
    DECLARE
        indexed text;
    BEGIN
        FOREACH indexed IN ARRAY ARRAY['concerns_concern', 'concerns_involved', 'concerns_case',
                'concerns_caseperson', 'concerns_chronologyentry'] LOOP
            EXECUTE format('CREATE TRIGGER index_words AFTER INSERT ON %I
                FOR EACH ROW EXECUTE FUNCTION concerns_index_words()', indexed);
        END LOOP;
    END
    $$;
CREATE TRIGGER move_words AFTER UPDATE OF circle_id ON concerns_concern
    FOR EACH ROW WHEN (OLD.circle_id IS DISTINCT FROM NEW.circle_id)
    EXECUTE FUNCTION concerns_move_words();
CREATE TRIGGER move_words AFTER UPDATE OF circle_id ON concerns_case
    FOR EACH ROW WHEN (OLD.circle_id IS DISTINCT FROM NEW.circle_id)
    EXECUTE FUNCTION concerns_move_words();

-- The newest records that hold the words and that the person of this transaction may see.
CREATE FUNCTION concerns_search(asked text, most integer)
    RETURNS TABLE (record_kind text, record_id uuid, at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    BEGIN
        RETURN QUERY EXECUTE $query$
            SELECT found.record_kind, found.record_id, max(found.at) FROM (
                SELECT w.record_kind, w.record_id, w.at FROM concerns_words w
                WHERE w.words @@ $1 AND w.organisation_id = $2
                  AND (w.circle_id = ANY ($3) OR (NOT w.leads_only AND (
                      (w.record_kind = 'case' AND w.record_id = ANY ($4))
                      OR (w.record_kind = 'concern' AND w.record_id = ANY ($5)))))
                  AND w.record_id <> ALL ($6)
                ORDER BY w.at DESC LIMIT $7 * 4
            ) AS found
            GROUP BY found.record_kind, found.record_id
            ORDER BY max(found.at) DESC LIMIT $7 $query$
        USING
            websearch_to_tsquery('pg_catalog.english', concerns_fold(asked))
                || websearch_to_tsquery('pg_catalog.simple', concerns_fold(asked)),
            lanyard_organisation(),
            ARRAY(SELECT lanyard_circles()),
            ARRAY(SELECT lanyard_granted('case')),
            ARRAY(SELECT lanyard_granted('concern')),
            ARRAY(SELECT lanyard_excluded('case') UNION ALL SELECT lanyard_excluded('concern')),
            most;
    END
    $$;
REVOKE ALL ON FUNCTION concerns_search(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION concerns_search(text, integer) TO lanyard_app;
