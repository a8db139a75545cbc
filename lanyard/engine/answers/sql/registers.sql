-- Declarations are read by whoever declared and by those who decide, and by nobody else.
ALTER TABLE answers_connectiondeclaration ENABLE ROW LEVEL SECURITY;
ALTER TABLE answers_connectiondeclaration FORCE ROW LEVEL SECURITY;
CREATE POLICY declarer ON answers_connectiondeclaration
    USING (organisation_id = (SELECT lanyard_organisation())
           AND ((SELECT lanyard_on_duty()) OR person_id = (SELECT lanyard_person())
                OR circle_id = ANY (ARRAY(SELECT lanyard_circles()))));

-- Whom somebody found following them is theirs; the system counts what is still open.
ALTER TABLE answers_followerfound ENABLE ROW LEVEL SECURITY;
ALTER TABLE answers_followerfound FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON answers_followerfound
    USING (organisation_id = (SELECT lanyard_organisation())
           AND (person_id = (SELECT lanyard_person()) OR (SELECT lanyard_on_duty())));
