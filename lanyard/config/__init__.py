"""Settings, addresses, server, worker, command line."""
