"""How the installation is doing: health, metrics, and logs that hold no personal data."""
