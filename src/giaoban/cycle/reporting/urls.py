"""The addresses of reporting."""

from django.urls import path

from giaoban.cycle.reporting.obligations import views as obligations
from giaoban.cycle.reporting.regimes import views as regimes
from giaoban.cycle.reporting.returns import views as returns

app_name = "reporting"
urlpatterns = [
    path("", obligations.start, name="start"),
    path("regimes/", regimes.regimes, name="regimes"),
    path("regimes/new/", regimes.new_regime, name="new-regime"),
    path("regimes/packs/<slug:key>/", regimes.load_pack, name="load-pack"),
    path("regimes/<int:regime_id>/", regimes.regime, name="regime"),
    path("regimes/<int:regime_id>/change/", regimes.change_regime, name="change-regime"),
    path("regimes/<int:regime_id>/close/", regimes.close_regime, name="close-regime"),
    path("regimes/<int:regime_id>/open/", regimes.open_period, name="open-period"),
    path("regimes/<int:regime_id>/ask/", regimes.ask_once, name="ask-once"),
    path("regimes/<int:regime_id>/wall/", obligations.wall, name="wall"),
    path("periods/<int:period_id>/", obligations.period, name="period"),
    path("returns/<int:obligation_id>/", returns.show, name="return"),
    path("returns/<int:obligation_id>/begin/", returns.begin, name="begin"),
    path(
        "returns/<int:obligation_id>/sections/<int:section_id>/",
        returns.save_section,
        name="save-section",
    ),
    path("returns/<int:obligation_id>/figures/", returns.save_figures, name="save-figures"),
    path("returns/<int:obligation_id>/look/", returns.look, name="look"),
    path(
        "returns/<int:obligation_id>/proposals/<int:proposal_id>/",
        returns.decide,
        name="decide-proposal",
    ),
    path("returns/<int:obligation_id>/file/", returns.bring, name="bring-file"),
    path("returns/<int:obligation_id>/to-head/", returns.to_head, name="to-head"),
    path("returns/<int:obligation_id>/give-back/", returns.back_to_officer, name="give-back"),
    path("returns/<int:obligation_id>/send/", returns.send, name="send"),
    path("returns/<int:obligation_id>/accept/", returns.accept, name="accept"),
    path("returns/<int:obligation_id>/return/", returns.back_to_unit, name="return-it"),
    path("returns/<int:obligation_id>/versions/", returns.versions, name="versions"),
    path("returns/<int:obligation_id>/exempt/", obligations.exempt, name="exempt"),
    path(
        "returns/<int:obligation_id>/exempt/end/", obligations.end_exemption, name="end-exemption"
    ),
    path("returns/<int:obligation_id>/reopen/", obligations.reopen, name="reopen"),
]
