"""Django's PostgreSQL backend, which names the actor of each transaction to row security."""

from __future__ import annotations

from django.db.backends.postgresql import base

from lanyard.foundation.database.identity import Identity, current_identity

_TELL = "SELECT " + ", ".join(["set_config(%s, %s, true)"] * 4)


class DatabaseWrapper(base.DatabaseWrapper):
    """Sets the identity locally to each outermost transaction, so that pooling is safe."""

    def set_autocommit(
        self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False
    ) -> None:
        """Tell the identity when Django opens a transaction (autocommit goes off)."""
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit:
            self.tell_identity(current_identity())

    def tell_identity(self, identity: Identity) -> None:
        """Set the identity for the rest of the current transaction."""
        parameters = [part for pair in identity.settings().items() for part in pair]
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(_TELL, parameters)
