"""The addresses of the app."""

from django.urls import path

from giaoban.ground.accounts.views import account, issuer, links, rights, signing, tokens

app_name = "accounts"
urlpatterns = [
    path("", account.account, name="account"),
    path("sign-in/", signing.sign_in, name="sign-in"),
    path("sign-in/code/", signing.sign_in_code, name="sign-in-code"),
    path("sign-in/passkey/", signing.sign_in_passkey, name="sign-in-passkey"),
    path("sign-in/issuer/", issuer.issuer, name="issuer"),
    path("sign-in/issuer/back/", issuer.issuer_callback, name="issuer-callback"),
    path("sign-out/", signing.sign_out, name="sign-out"),
    path("forgotten/", links.forgotten, name="forgotten"),
    path("one-time/<str:secret>/", links.one_time, name="one-time"),
    path("confirm/", rights.confirm, name="confirm"),
    path("rights/lower/", rights.lower, name="rights-lower"),
    path("password/", account.change_password, name="password-change"),
    path("code-app/", account.code_app, name="code-app"),
    path("passkeys/add/", account.passkey_add, name="passkey-add"),
    path("factors/<int:factor_id>/remove/", account.factor_remove, name="factor-remove"),
    path("recovery-codes/", account.recovery_codes, name="recovery-codes"),
    path("sessions/<int:session_id>/end/", account.session_end, name="session-end"),
    path("sessions/end/", account.sessions_end, name="sessions-end"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:token_id>/revoke/", tokens.revoke_token, name="token-revoke"),
]
