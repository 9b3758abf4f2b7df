"""The recognisers: each reads one element of a text from its structure."""
