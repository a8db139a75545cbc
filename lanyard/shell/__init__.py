"""Home, inbox, search: composes what the rooms registered."""
