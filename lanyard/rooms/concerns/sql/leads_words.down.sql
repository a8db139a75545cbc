DROP TRIGGER move_words ON concerns_chronologyentry;
DROP FUNCTION concerns_move_leads_words();
-- The newest records that hold the words and that the person of this transaction may see.
CREATE OR REPLACE FUNCTION concerns_search(asked text, most integer)
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
