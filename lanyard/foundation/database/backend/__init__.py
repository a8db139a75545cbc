"""Django's PostgreSQL backend, which names the actor of each transaction."""
