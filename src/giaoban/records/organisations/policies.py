"""Who may change the register of units. Every signed-in person may read it."""

from giaoban.records.organisations.types import Post, Scope


def may_keep_register(scope: Scope) -> bool:
    """Units, fields, and who serves where: the administrators."""
    return Post.ADMINISTRATOR in scope.posts


def may_add_alias(scope: Scope) -> bool:
    """The Office as well, which meets new ways of writing a unit at the reading desk."""
    return scope.runs_the_briefing
