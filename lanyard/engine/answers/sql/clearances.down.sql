DROP POLICY asker ON answers_clearance;
ALTER TABLE answers_clearance NO FORCE ROW LEVEL SECURITY;
ALTER TABLE answers_clearance DISABLE ROW LEVEL SECURITY;
