-- The words of a version stand still while others read them, and for ever once they are approved.
CREATE OR REPLACE FUNCTION policies_keep_words() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF OLD.state NOT IN ('draft', 'review', 'approval') AND (
        NEW.text IS DISTINCT FROM OLD.text OR NEW.file_id IS DISTINCT FROM OLD.file_id
        OR NEW.file_sha256 IS DISTINCT FROM OLD.file_sha256 OR NEW.label IS DISTINCT FROM OLD.label
        OR NEW.sha256 IS DISTINCT FROM OLD.sha256 OR NEW.number IS DISTINCT FROM OLD.number
        OR NEW.document_id IS DISTINCT FROM OLD.document_id
        OR NEW.material IS DISTINCT FROM OLD.material
    ) THEN
        RAISE EXCEPTION 'The words of an approved version never change' USING ERRCODE = 'LW001';
    END IF;
    IF OLD.state IN ('review', 'approval') AND NEW.state <> 'draft' AND (
        NEW.text IS DISTINCT FROM OLD.text OR NEW.file_id IS DISTINCT FROM OLD.file_id
        OR NEW.label IS DISTINCT FROM OLD.label OR NEW.material IS DISTINCT FROM OLD.material
    ) THEN
        RAISE EXCEPTION 'The words are read by others and cannot change' USING ERRCODE = 'LW001';
    END IF;
    RETURN NEW;
END $$;

-- What was said of a draft is never altered; an answer is given once.
CREATE FUNCTION policies_keep_comment() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.text IS DISTINCT FROM OLD.text OR NEW.about IS DISTINCT FROM OLD.about
        OR NEW.person_id IS DISTINCT FROM OLD.person_id OR NEW.name IS DISTINCT FROM OLD.name
        OR NEW.version_id IS DISTINCT FROM OLD.version_id OR OLD.answered_at IS NOT NULL
    THEN
        RAISE EXCEPTION 'A comment on a draft is never altered or deleted' USING ERRCODE = 'LW003';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER policies_keep_comment BEFORE UPDATE OR DELETE ON policies_draftcomment
    FOR EACH ROW EXECUTE FUNCTION policies_keep_comment();
