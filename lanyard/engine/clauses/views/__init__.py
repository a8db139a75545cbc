"""Pages of the policy and its evidence."""
