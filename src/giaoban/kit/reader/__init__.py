"""Briefing text in, Reading out: every fact with its place and the rule that read it."""

from giaoban.kit.reader.pipeline import read
from giaoban.kit.reader.reading import Reading
from giaoban.kit.reader.vocabulary import NotAVocabulary, Vocabulary, load_vocabulary

__all__ = ["NotAVocabulary", "Reading", "Vocabulary", "load_vocabulary", "read"]
