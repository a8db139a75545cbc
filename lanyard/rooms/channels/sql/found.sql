-- A found account may be a colleague's or a learner's: it is read by those who look after the
-- college's name, and by whoever reported it.
ALTER TABLE channels_foundaccount ENABLE ROW LEVEL SECURITY;
ALTER TABLE channels_foundaccount FORCE ROW LEVEL SECURITY;
CREATE POLICY handled ON channels_foundaccount
    USING (organisation_id = (SELECT lanyard_organisation())
           AND ((SELECT lanyard_on_duty())
                OR found_by = (SELECT lanyard_person())
                OR circle_id = ANY (ARRAY(SELECT lanyard_circles()))));
ALTER TABLE channels_foundstep ENABLE ROW LEVEL SECURITY;
ALTER TABLE channels_foundstep FORCE ROW LEVEL SECURITY;
CREATE POLICY handled ON channels_foundstep
    USING (organisation_id = (SELECT lanyard_organisation())
           AND found_id = ANY (ARRAY(SELECT id FROM channels_foundaccount)));
