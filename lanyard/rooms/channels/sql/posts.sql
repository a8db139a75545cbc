-- A post is read by its author, by those who run, answer for or post on its account, and by those
-- who keep the register; what it shows follows it.
ALTER TABLE channels_officialpost ENABLE ROW LEVEL SECURITY;
ALTER TABLE channels_officialpost FORCE ROW LEVEL SECURITY;
CREATE POLICY theirs ON channels_officialpost
    USING (organisation_id = (SELECT lanyard_organisation())
           AND ((SELECT lanyard_on_duty())
                OR author_id = (SELECT lanyard_person())
                OR circle_id = ANY (ARRAY(SELECT lanyard_circles()))
                OR account_id = ANY (ARRAY(
                    SELECT one.id FROM channels_officialaccount one
                    WHERE one.owner_id = (SELECT lanyard_person())))
                OR account_id = ANY (ARRAY(
                    SELECT one.account_id FROM channels_accountadministrator one
                    WHERE one.person_id = (SELECT lanyard_person()) AND one.until IS NULL))
                OR account_id = ANY (ARRAY(
                    SELECT one.account_id FROM channels_authorisedposter one
                    WHERE one.person_id = (SELECT lanyard_person()) AND one.ended_on IS NULL
                        AND one.until >= CURRENT_DATE))));
ALTER TABLE channels_postpicture ENABLE ROW LEVEL SECURITY;
ALTER TABLE channels_postpicture FORCE ROW LEVEL SECURITY;
CREATE POLICY theirs ON channels_postpicture
    USING (organisation_id = (SELECT lanyard_organisation())
           AND post_id = ANY (ARRAY(SELECT id FROM channels_officialpost)));

-- What is out stays as it went out, and nothing goes out that was not let out, or, while posting is
-- frozen, not by marketing: whoever asks, and in whatever second.
CREATE FUNCTION channels_post_moves() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF OLD.state IN ('published', 'withdrawn') THEN
        RAISE EXCEPTION 'What was posted or taken back stays as it is.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state = 'published' THEN
        IF OLD.state <> 'queued' THEN
            RAISE EXCEPTION 'Only what was let out is posted.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF NOT NEW.in_freeze AND EXISTS (
            SELECT FROM channels_postingfreeze one
            WHERE one.organisation_id = NEW.organisation_id AND one.until IS NULL
        ) THEN
            RAISE EXCEPTION 'Posting is frozen.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER moves BEFORE UPDATE ON channels_officialpost
    FOR EACH ROW EXECUTE FUNCTION channels_post_moves();
