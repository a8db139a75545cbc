"""A policy as data: what a profile may say, read from TOML and checked. Pure; imports no Django."""
