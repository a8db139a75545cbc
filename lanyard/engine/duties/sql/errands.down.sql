DROP POLICY organisation ON duties_occurrence;
CREATE POLICY organisation ON duties_occurrence
    USING (organisation_id = (SELECT lanyard_organisation()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()));
