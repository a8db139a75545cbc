-- That a record waits for somebody is known to them and to the system; others see numbers.
DROP POLICY organisation ON duties_occurrence;
CREATE POLICY organisation ON duties_occurrence
    USING (organisation_id = (SELECT lanyard_organisation())
           AND (about = '' OR person_id = (SELECT lanyard_person())
                OR (SELECT lanyard_on_duty())));
