-- The safeguarding circle reads where a learner's file goes; the learner it is about never does.
ALTER TABLE concerns_transfer ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_transfer FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON concerns_transfer
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty())
        OR (circle_id = ANY (ARRAY(SELECT lanyard_circles()))
            AND person_id <> (SELECT lanyard_person()))));
REVOKE DELETE, TRUNCATE, UPDATE ON concerns_transfer FROM lanyard_app;
GRANT UPDATE (method, apart, sent_on, sent_to, sent_by_id, receipt_on, receipt_from)
    ON concerns_transfer TO lanyard_app;
