"""The optimiser and its proof: who gets which mentor. Knows arrays, not Django (docs/adr/0019)."""
