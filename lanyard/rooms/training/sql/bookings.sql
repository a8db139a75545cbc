-- A booking: whoever is booked, their manager or tutor, whoever leads the session, and those who see
-- all. It is written by the system's duty only.
ALTER TABLE training_booking ENABLE ROW LEVEL SECURITY;
ALTER TABLE training_booking FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON training_booking FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty())
        OR person_id = (SELECT lanyard_person())
        OR (SELECT training_sees_all())
        OR person_id = ANY (ARRAY(SELECT training_team()))
        OR session_id = ANY (ARRAY(
            SELECT led.id FROM training_trainingsession led
            WHERE led.led_by_id = (SELECT lanyard_person())))));
CREATE POLICY kept ON training_booking
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
REVOKE DELETE, TRUNCATE, UPDATE ON training_booking FROM lanyard_app;
GRANT UPDATE (came, cancelled_on) ON training_booking TO lanyard_app;
