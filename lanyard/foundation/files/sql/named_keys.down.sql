DROP POLICY duty ON files_namedkey;
