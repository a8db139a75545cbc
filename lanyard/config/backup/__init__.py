"""A backup of everything an installation holds, in one sealed file: database, files and keys."""
