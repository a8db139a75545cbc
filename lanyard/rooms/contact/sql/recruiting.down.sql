DROP TRIGGER contact_checked_once ON contact_screeningfinding;
DROP FUNCTION contact_checked_once();
GRANT DELETE, TRUNCATE, UPDATE ON contact_networkallowed, contact_screening,
    contact_screeningfinding TO lanyard_app;
ALTER TABLE contact_screening DROP CONSTRAINT screener_not_on_the_panel;
DROP POLICY seen ON contact_screeningfinding;
DROP POLICY kept ON contact_screeningfinding;
ALTER TABLE contact_screeningfinding NO FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_screeningfinding DISABLE ROW LEVEL SECURITY;
DROP POLICY seen ON contact_screening;
DROP POLICY kept ON contact_screening;
ALTER TABLE contact_screening NO FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_screening DISABLE ROW LEVEL SECURITY;
DROP POLICY seen ON contact_networkallowed;
DROP POLICY kept ON contact_networkallowed;
ALTER TABLE contact_networkallowed NO FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_networkallowed DISABLE ROW LEVEL SECURITY;
DROP FUNCTION contact_recruits();
