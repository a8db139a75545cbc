"""SCIM 2.0 (RFC 7643, RFC 7644): another system, such as Entra ID, pushes joiners and leavers."""
