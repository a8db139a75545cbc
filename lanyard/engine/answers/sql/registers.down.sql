DROP POLICY own ON answers_followerfound;
ALTER TABLE answers_followerfound NO FORCE ROW LEVEL SECURITY;
ALTER TABLE answers_followerfound DISABLE ROW LEVEL SECURITY;
DROP POLICY declarer ON answers_connectiondeclaration;
ALTER TABLE answers_connectiondeclaration NO FORCE ROW LEVEL SECURITY;
ALTER TABLE answers_connectiondeclaration DISABLE ROW LEVEL SECURITY;
