"""Readers: each looks at one place of a text and says which value is written there, if any."""
