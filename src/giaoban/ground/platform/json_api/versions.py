"""Against lost updates: what someone read names its version, and a change may insist on it."""

import hashlib
import re

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken

_TAG = re.compile(r'(W/)?"([\x21\x23-\x7e\x80-\xff]*)"')


class ChangedMeanwhile(RuleBroken):
    message = _("This has changed since you read it. Read it again, and decide then.")


class VersionMissing(RuleBroken):
    message = _("Say in If-Match which version you read: the ETag that came with it.")


def version_of(*parts: object) -> str:
    """The ETag of something that these parts change with; the same parts give the same."""
    told = "\n".join(map(str, parts))
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:20]}"'


def insist_on_version(request: HttpRequest, version: str, *, required: bool = False) -> None:
    """Nothing where the request names this version or none, else ChangedMeanwhile.

    Call it with the rows held, in the transaction of the change. Where a version is `required`,
    a request that names none is VersionMissing.
    """
    wanted = request.headers.get("If-Match")
    if wanted is None:
        if required:
            raise VersionMissing
        return
    if wanted.strip() == "*":
        return
    # A weak tag says that things look alike, which is not enough to overwrite them (RFC 9110).
    strong = {f'"{tag}"' for weak, tag in _TAG.findall(wanted) if not weak}
    if version not in strong:
        raise ChangedMeanwhile
