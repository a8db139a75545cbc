"""Who everyone is: people, posts held, groups, guardians, sites, leavers."""
