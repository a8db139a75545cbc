-- The system reads a draft only once its time is over, in order to destroy it.
CREATE POLICY over_time ON concerns_draft
    USING (organisation_id = (SELECT lanyard_organisation())
           AND (SELECT lanyard_on_duty()) AND keep_until < now())
    WITH CHECK (false);
