DROP TRIGGER moves ON channels_officialpost;
DROP FUNCTION channels_post_moves();
DROP POLICY theirs ON channels_postpicture;
ALTER TABLE channels_postpicture NO FORCE ROW LEVEL SECURITY;
ALTER TABLE channels_postpicture DISABLE ROW LEVEL SECURITY;
DROP POLICY theirs ON channels_officialpost;
ALTER TABLE channels_officialpost NO FORCE ROW LEVEL SECURITY;
ALTER TABLE channels_officialpost DISABLE ROW LEVEL SECURITY;
