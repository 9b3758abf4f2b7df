"""Setting up, using and removing what a person proves themselves by besides the password.

The rows are allauth's; what is written, and when it may be, is decided here.
"""

from datetime import date, datetime

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.db import transaction

from giaoban.ground.accounts import hooks, selectors
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.safekeeping import SecretUnreadable
from giaoban.ground.accounts.types import (
    CodeAppIsSetUp,
    CodeIsWrong,
    NoSecondFactor,
    SecondFactorIsRequired,
    TooManyPasskeys,
)
from giaoban.ground.audit import services as audit

PASSKEYS_OF_ONE = 10
Kind = Authenticator.Type


@transaction.atomic
def set_up_code_app(*, actor: User, secret: str, code: str, now: datetime) -> Authenticator:
    """Take an authenticator app as second factor; `code` proves that it knows the secret.

    Raises CodeIsWrong, and CodeAppIsSetUp where there is one already.
    """
    _hold(actor)
    if Authenticator.objects.filter(user=actor, type=Kind.TOTP).exists():
        raise CodeAppIsSetUp
    counter = _counter_of(secret, code)
    if counter is None:
        raise CodeIsWrong
    factor = totp.TOTP.activate(actor, secret).instance
    factor.data["counter"] = counter
    factor.save(update_fields=["data"])
    audit.record(actor=actor, verb="accounts.code-app-added", target=actor, data={}, now=now)
    return factor


@transaction.atomic
def add_passkey(
    *, actor: User, name: str, credential: dict[str, object], now: datetime
) -> Authenticator:
    """Take a passkey that answered the challenge. Raises TooManyPasskeys."""
    _hold(actor)
    mine = Authenticator.objects.filter(user=actor, type=Kind.WEBAUTHN)
    if mine.count() >= PASSKEYS_OF_ONE:
        raise TooManyPasskeys
    data = {"name": " ".join(name.split())[:60], "credential": credential}
    factor: Authenticator = Authenticator.objects.create(
        user=actor, type=Kind.WEBAUTHN, data=data, created_at=now
    )
    told = {"passkey": data["name"]}
    audit.record(actor=actor, verb="accounts.passkey-added", target=actor, data=told, now=now)
    return factor


@transaction.atomic
def remove_factor(*, actor: User, factor_id: int, on: date, now: datetime) -> None:
    """Do without an app or a passkey; the last one takes the recovery codes along.

    Raises SecondFactorIsRequired where it is the last one of somebody whose post requires one,
    and Authenticator.DoesNotExist for whatever is not theirs.
    """
    _hold(actor)
    real = selectors.second_factors_of(account=actor)
    factor = real.get(pk=factor_id)
    is_last = real.count() == 1
    demanded = selectors.second_factor_is_demanded()
    if is_last and demanded and hooks.must_have_second_factor(actor, on=on):
        raise SecondFactorIsRequired
    verb = "code-app" if factor.type == Kind.TOTP else "passkey"
    data = {} if factor.type == Kind.TOTP else {"passkey": factor.wrap().name}
    factor.delete()
    if is_last:
        Authenticator.objects.filter(user=actor).delete()
    audit.record(actor=actor, verb=f"accounts.{verb}-removed", target=actor, data=data, now=now)


@transaction.atomic
def renew_recovery_codes(*, actor: User, now: datetime) -> list[str]:
    """Ten new codes, each good once in place of a second factor; earlier ones open nothing."""
    _hold(actor)
    if not selectors.second_factors_of(account=actor).exists():
        raise NoSecondFactor
    Authenticator.objects.filter(user=actor, type=Kind.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(actor).generate_codes()
    audit.record(actor=actor, verb="accounts.recovery-codes-made", target=actor, data={}, now=now)
    return codes


@transaction.atomic
def use_code(*, account: User, code: str, now: datetime) -> Authenticator:
    """Prove oneself by what the app shows, or by a recovery code. Each is good once.

    Raises CodeIsWrong. A secret that this installation's key does not open matches nothing.
    """
    factors = Authenticator.objects.select_for_update().filter(user=account)
    for factor in factors.filter(type__in=[Kind.TOTP, Kind.RECOVERY_CODES]):
        try:
            fits = _fits(factor, code)
        except SecretUnreadable:
            continue
        if fits:
            note_use(factor=factor, now=now)
            if factor.type == Kind.RECOVERY_CODES:
                verb = "accounts.recovery-code-used"
                audit.record(actor=account, verb=verb, target=account, data={}, now=now)
            return factor
    raise CodeIsWrong


def note_use(*, factor: Authenticator, now: datetime) -> None:
    factor.last_used_at = now
    factor.save(update_fields=["last_used_at"])


def _fits(factor: Authenticator, code: str) -> bool:
    if factor.type == Kind.RECOVERY_CODES:
        return bool(factor.wrap().validate_code(code))
    counter = _counter_of(decrypt(factor.data["secret"]), code)
    # What was seen once, or is older than that, is a replay.
    if counter is None or counter <= factor.data.get("counter", -1):
        return False
    factor.data["counter"] = counter
    factor.save(update_fields=["data"])
    return True


def _counter_of(secret: str, code: str) -> int | None:
    """In which half-minute an app with the secret shows the code: this one or one beside it.

    The time is the machine's, as the telephone's: RFC 6238 leaves no choice.
    """
    digits = "".join(code.split())
    for counter in totp.yield_hotp_counters_from_time():
        shown = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if compare_user_code(actual=digits, expected=shown):
            return int(counter)
    return None


def _hold(account: User) -> None:
    """Two requests at once must not both find what only one may take."""
    User.objects.select_for_update(of=("self",)).get(pk=account.pk)
