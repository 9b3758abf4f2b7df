"""Builds the Word templates that the programme ships, so that what is in them can be reviewed.

`python -m giaoban.kit.paper.building` writes them anew; nothing else imports this. An agency edits
a copy of the Word file itself.
"""
