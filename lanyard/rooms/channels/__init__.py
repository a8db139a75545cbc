"""Official accounts: applied for, approved, set up, kept on a register, and frozen at need."""
