"""What the JSON API of every room is made of: values, pages, versions. The API itself stands above.

A room's `schemas.py` says what goes in and out, its `api.py` is one more door beside `views.py`.
"""
