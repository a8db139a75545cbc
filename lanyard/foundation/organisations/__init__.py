"""The colleges that one installation serves, told apart by host name."""
