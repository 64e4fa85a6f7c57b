"""What the demo is made of: words and pure builders, no database."""
