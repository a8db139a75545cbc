DROP TRIGGER policies_keep_comment ON policies_draftcomment;
DROP FUNCTION policies_keep_comment();
CREATE OR REPLACE FUNCTION policies_keep_words() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF OLD.state NOT IN ('draft', 'approval') AND (
        NEW.text IS DISTINCT FROM OLD.text OR NEW.file_id IS DISTINCT FROM OLD.file_id
        OR NEW.file_sha256 IS DISTINCT FROM OLD.file_sha256 OR NEW.label IS DISTINCT FROM OLD.label
        OR NEW.sha256 IS DISTINCT FROM OLD.sha256 OR NEW.number IS DISTINCT FROM OLD.number
        OR NEW.document_id IS DISTINCT FROM OLD.document_id
        OR NEW.material IS DISTINCT FROM OLD.material
    ) THEN
        RAISE EXCEPTION 'The words of an approved version never change' USING ERRCODE = 'LW001';
    END IF;
    IF OLD.state = 'approval' AND NEW.state = 'approval' AND NEW.text IS DISTINCT FROM OLD.text THEN
        RAISE EXCEPTION 'The words wait for approval and cannot change' USING ERRCODE = 'LW001';
    END IF;
    RETURN NEW;
END $$;
