"""Briefing text in, Reading out: every fact with its place and the rule that read it."""

from giaoban.kit.reader.pipeline import read
from giaoban.kit.reader.reading import Reading

__all__ = ["Reading", "read"]
