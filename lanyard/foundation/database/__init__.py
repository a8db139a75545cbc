"""PostgreSQL: the embedded server, the identity of a transaction, row security from SQL files."""
