"""Sign-in, second factor, single sign-on, sessions, service tokens."""
