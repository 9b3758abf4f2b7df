"""What there is for administrators, and what waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.faces.workspace.administering.calendars.finding import year_of
from giaoban.faces.workspace.administering.fields.finding import field_lines
from giaoban.faces.workspace.administering.people import finding as people
from giaoban.faces.workspace.administering.people.forms import Which
from giaoban.faces.workspace.administering.units.finding import units_without_head
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations import services
from giaoban.records.organisations.administration.models import Sheet, WordTemplate

_NAMED = 6
_NEXT_YEAR_FROM = 10  # in October the days of rest of the next year are talked of


@dataclass(frozen=True)
class Part:
    """A part of the administration, and how much there is of it."""

    words: str
    told: str
    address: str
    count: int


@dataclass(frozen=True)
class Waiting:
    """Something that waits: how many, the first of them, and where it is put right."""

    words: str
    names: tuple[tuple[str, str], ...]
    count: int
    address: str

    @property
    def rest(self) -> int:
        return self.count - len(self.names)


def parts(*, on: date) -> list[Part]:
    year = year_of(on.year)
    return [
        Part(
            _("Units"),
            _("in force, each from its day"),
            reverse("administering:units"),
            organisations.units_on(on=on).count(),
        ),
        Part(
            _("People"),
            _("with an open account"),
            reverse("administering:people"),
            User.objects.filter(is_active=True).count(),
        ),
        Part(
            _("Fields of work"),
            _("and who is in charge of them"),
            reverse("administering:fields"),
            organisations.fields().count(),
        ),
        Part(
            _("Calendar"),
            _("days of its own in %(year)d") % {"year": on.year},
            reverse("administering:calendar"),
            year.own,
        ),
        Part(
            _("Word templates"),
            _("of its own in force"),
            reverse("administering:templates"),
            WordTemplate.objects.filter(is_in_force=True).count(),
        ),
        Part(
            _("Reference packs"),
            _("come with the program"),
            reverse("administering:packs"),
            len(services.shipped_packs()),
        ),
        Part(
            _("Import from Excel"),
            _("sheets not loaded yet"),
            reverse("administering:sheets"),
            Sheet.objects.filter(loaded_at=None).count(),
        ),
    ]


def waiting(*, on: date) -> list[Waiting]:
    """What an administrator should look at, if anything."""
    found = [_units(on), _people(on), _passwords(on), _fields(on), *_years(on)]
    return [each for each in found if each.count]


def _units(on: date) -> Waiting:
    units = units_without_head(on=on)
    named = [
        (each.name, reverse("administering:unit", args=[each.unit_id])) for each in units[:_NAMED]
    ]
    return _waiting(_("Units without head"), named, len(units), reverse("administering:units"))


def _people(on: date) -> Waiting:
    return _of_people(_("People who serve nowhere"), Which.NOWHERE, on)


def _passwords(on: date) -> Waiting:
    return _of_people(_("People who cannot sign in yet"), Which.NO_PASSWORD, on)


def _of_people(words: str, which: Which, on: date) -> Waiting:
    found = people.people(which=which, words="", on=on)
    named = [
        (str(each), reverse("administering:person", args=[each.pk])) for each in found[:_NAMED]
    ]
    address = f"{reverse('administering:people')}?which={which.value}"
    return _waiting(words, named, len(found), address)


def _fields(on: date) -> Waiting:
    address = reverse("administering:fields")
    unheld = [line for line in field_lines(on=on) if line.is_unheld]
    named = [(line.field.name, address) for line in unheld[:_NAMED]]
    return _waiting(_("Fields that no unit is in charge of"), named, len(unheld), address)


def _years(on: date) -> list[Waiting]:
    years = [on.year] if on.month < _NEXT_YEAR_FROM else [on.year, on.year + 1]
    address = reverse("administering:calendar")
    return [
        _waiting(
            _("Calendar of %(year)d not announced when the program was made, nor confirmed")
            % {"year": year},
            [(str(year), f"{address}?year={year}")],
            1,
            f"{address}?year={year}",
        )
        for year in years
        if year_of(year).waits
    ]


def _waiting(words: str, named: Sequence[tuple[str, str]], count: int, address: str) -> Waiting:
    return Waiting(words, tuple(named), count, address)
