"""The addresses of the administration."""

from django.urls import path

from giaoban.faces.workspace.administering.calendars import views as calendars
from giaoban.faces.workspace.administering.fields import views as fields
from giaoban.faces.workspace.administering.packs import views as packs
from giaoban.faces.workspace.administering.papers import views as papers
from giaoban.faces.workspace.administering.people import views as people
from giaoban.faces.workspace.administering.sheets import views as sheets
from giaoban.faces.workspace.administering.start import views as start
from giaoban.faces.workspace.administering.units import views as units

app_name = "administering"
urlpatterns = [
    path("", start.start, name="start"),
    path("units/", units.tree, name="units"),
    path("units/new/", units.establish, name="establish"),
    path("units/<int:unit_id>/", units.unit, name="unit"),
    path("units/<int:unit_id>/change/", units.change, name="change-unit"),
    path("units/<int:unit_id>/close/", units.close, name="close-unit"),
    path("units/<int:unit_id>/written/", units.add_alias, name="add-alias"),
    path("written/<int:alias_id>/", units.correct_alias, name="correct-alias"),
    path("written/<int:alias_id>/remove/", units.remove_alias, name="remove-alias"),
    path("people/", people.people, name="people"),
    path("people/new/", people.open_account, name="open-account"),
    path("people/<int:user_id>/", people.person, name="person"),
    path("people/<int:user_id>/correct/", people.correct_account, name="correct-account"),
    path("people/<int:user_id>/close/", people.close_account, name="close-account"),
    path("people/<int:user_id>/reopen/", people.reopen_account, name="reopen-account"),
    path("people/<int:user_id>/link/", people.give_link, name="give-link"),
    path("people/<int:user_id>/appoint/", people.appoint, name="appoint"),
    path("appointments/<int:appointment_id>/end/", people.end_appointment, name="end-appointment"),
    path("fields/", fields.fields, name="fields"),
    path("fields/new/", fields.add_field, name="add-field"),
    path("fields/<int:field_id>/rename/", fields.rename_field, name="rename-field"),
    path("fields/<int:field_id>/charge/", fields.put_in_charge, name="put-in-charge"),
    path("charges/<int:charge_id>/end/", fields.end_charge, name="end-charge"),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/day/", calendars.set_day, name="set-day"),
    path("calendar/days/<int:day_id>/forget/", calendars.forget_day, name="forget-day"),
    path("calendar/moves/<int:move_id>/", calendars.move, name="calendar-move"),
    path("calendar/<int:year>/confirm/", calendars.confirm_year, name="confirm-year"),
    path("templates/", papers.templates, name="templates"),
    path("templates/new/", papers.add_template, name="add-template"),
    path("templates/<int:template_id>/file/", papers.template_file, name="template-file"),
    path("templates/<int:template_id>/use/", papers.put_in_force, name="use-template"),
    path("templates/<str:paper>/shipped/", papers.shipped, name="shipped-template"),
    path("templates/<str:paper>/return/", papers.return_to_shipped, name="return-to-shipped"),
    path("packs/", packs.packs, name="packs"),
    path("packs/new/", packs.bring_pack, name="bring-pack"),
    path("packs/shipped/<str:name>/", packs.shipped_pack, name="shipped-pack"),
    path("packs/<int:pack_id>/", packs.brought_pack, name="brought-pack"),
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/<int:sheet_id>/", sheets.sheet, name="sheet"),
    path("sheets/<int:sheet_id>/wrong.xlsx", sheets.errors, name="sheet-errors"),
    path("sheets/<int:sheet_id>/load/", sheets.load, name="load-sheet"),
    path("sheets/<int:sheet_id>/put-away/", sheets.put_away, name="put-sheet-away"),
    path("sheets/<str:kind>/new/", sheets.bring_sheet, name="bring-sheet"),
    path("sheets/<str:kind>/empty.xlsx", sheets.empty, name="empty-sheet"),
]
