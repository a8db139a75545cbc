"""What each room declares of itself, for those who look across rooms without importing them."""
