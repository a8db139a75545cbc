-- What somebody asked to have approved is read by them, by the posts that decide, and by whoever
-- decides as the asker's own line manager.
ALTER TABLE answers_clearance ENABLE ROW LEVEL SECURITY;
ALTER TABLE answers_clearance FORCE ROW LEVEL SECURITY;
CREATE POLICY asker ON answers_clearance
    USING (organisation_id = (SELECT lanyard_organisation())
           AND ((SELECT lanyard_on_duty()) OR person_id = (SELECT lanyard_person())
                OR circle_id = ANY (ARRAY(SELECT lanyard_circles()))
                OR id = ANY (ARRAY(SELECT lanyard_granted('clearance')))));
