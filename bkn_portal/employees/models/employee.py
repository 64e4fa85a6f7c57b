"""The employee: one model for everyone who signs in."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import start_before_end
from bkn_portal.core.periods import Zone, zone_label

from .. import nip as nip_rules
from .organisation import OrgUnit, Position, default_zone

PNS_GRADES = [f"{group}/{step}" for group in ("I", "II", "III", "IV") for step in "abcd"] + ["IV/e"]
PPPK_GRADES = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
]


class Employment(models.TextChoices):
    """The two kinds of civil servant (UU 20/2023)."""

    PNS = "pns", "PNS"
    PPPK = "pppk", "PPPK"


class Role(models.TextChoices):
    """What someone is beside being an employee; the value names the flag on Employee."""

    VERIFIER = "is_verifier", _("verifier")
    HR_ADMIN = "is_hr_admin", _("HR admin")
    LEADER = "is_leader", _("leadership")
    SUPERUSER = "is_superuser", _("system administrator")


class NipField(models.CharField):
    """18 digits. Collation C on PostgreSQL, so that a prefix search uses the unique index (stack.md)."""

    def db_parameters(self, connection: Any) -> Any:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class EmployeeQuerySet(models.QuerySet["Employee"]):
    def active(self) -> "EmployeeQuerySet":
        """Who may sign in and take part."""
        return self.filter(is_active=True)

    def with_settled_address(self, now: datetime) -> "EmployeeQuerySet":
        """Whose password a mail may renew: the address is the first one, or was not replaced a short while ago."""
        cooled = now - timedelta(hours=settings.EMAIL_CHANGE_HOLD_HOURS)
        return self.filter(Q(email_changed_at__isnull=True) | Q(email_changed_at__lte=cooled))

    def with_profile(self) -> "EmployeeQuerySet":
        """Unit and position in the same query, for lists of people."""
        return self.select_related("unit", "position")

    def search(self, text: str) -> "EmployeeQuerySet":
        """By NIP prefix when `text` is digits, else by part of the name.

        One or two letters are looked for at the name's start only: no index finds them inside five million names.
        """
        digits, words = nip_rules.ungroup(text), text.strip()
        if digits.isdecimal():
            return self.filter(nip__startswith=digits)
        return self.filter(name__icontains=words) if len(words) > 2 else self.filter(name__istartswith=words)

    def within(self, unit: OrgUnit) -> "EmployeeQuerySet":
        """Members of the unit and of every unit below it."""
        return self.filter(unit__path__startswith=unit.path)

    def holding(self, role: Role) -> "EmployeeQuerySet":
        return self.filter(**{role.value: True})

    def supervised_by(self, supervisor: "Employee", *, on: date) -> "EmployeeQuerySet":
        """People whose supervisor on that date is `supervisor`, PLT and PLH included."""
        return self.filter(_led_by(supervisor, on))


def _led_by(supervisor: "Employee", on: date) -> models.Exists:
    """A subquery, not a join: no employee comes twice and the list needs no DISTINCT."""
    supervisions = Employee._meta.get_field("supervisions").related_model._default_manager
    return models.Exists(supervisions.filter(employee=models.OuterRef("pk"), supervisor=supervisor).on(on))


class EmployeeManager(BaseUserManager.from_queryset(EmployeeQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> "Employee":
        return self.get(nip=nip_rules.ungroup(username or ""))

    def create_user(self, nip: str, password: str | None = None, **fields: Any) -> "Employee":
        """An employee with a password (None: none usable). For tests, the demo and `createsuperuser`."""
        employee = self.model(nip=nip, **fields)
        employee.set_password(password)
        employee.save(using=self._db)
        return employee

    def create_superuser(self, nip: str, password: str | None = None, **fields: Any) -> "Employee":
        return self.create_user(nip, password, is_superuser=True, **fields)


class Employee(AbstractBaseUser):
    """A civil servant. Roles are flags: every page tests them through an access.py, never directly."""

    nip = NipField(_("NIP"), max_length=18, unique=True, validators=[nip_rules.validate_nip])
    name = models.CharField(_("name"), max_length=150)
    title_before = models.CharField(_("title before the name"), max_length=40, blank=True)
    title_after = models.CharField(_("title after the name"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    employment = models.CharField(_("employment"), max_length=4, choices=Employment.choices)
    grade = models.CharField(_("grade"), max_length=6, blank=True)
    position = models.ForeignKey(
        Position, on_delete=models.PROTECT, null=True, blank=True, related_name="holders", verbose_name=_("position")
    )
    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("unit")
    )
    contract_start = models.DateField(_("contract from"), null=True, blank=True)
    contract_end = models.DateField(_("contract until"), null=True, blank=True)
    time_zone_override = models.CharField(_("own time zone"), max_length=20, choices=Zone.choices, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("id", "Bahasa Indonesia"), ("en", "English")], default="id"
    )
    is_active = models.BooleanField(_("active"), default=True)
    deactivated_at = models.DateTimeField(_("deactivated at"), null=True, blank=True, editable=False)
    email_changed_at = models.DateTimeField(_("e-mail replaced at"), null=True, blank=True, editable=False)
    is_verifier = models.BooleanField(_("verifier"), default=False)
    is_hr_admin = models.BooleanField(_("HR admin"), default=False)
    is_leader = models.BooleanField(_("leadership"), default=False)
    is_superuser = models.BooleanField(_("system administrator"), default=False)

    USERNAME_FIELD = "nip"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "employment"]
    objects = EmployeeManager()

    class Meta:
        verbose_name = _("employee")
        verbose_name_plural = _("employees")
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["name", "id"], name="employees_employee_by_name"),
            # The name search on PostgreSQL has a trigram index of its own: migration 0002.
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(nip__regex=r"^[0-9]{18}\Z"),
                name="employees_employee_nip",
                violation_error_message=_("A NIP has 18 digits."),
            ),
            models.CheckConstraint(
                condition=Q(employment=Employment.PNS, nip__regex=r"^.{12}(0[1-9]|1[0-2])")
                | Q(employment=Employment.PPPK, nip__regex=r"^.{12}(2[1-9]|[3-9][0-9])"),
                name="employees_employee_employment",
                violation_error_message=_("The NIP and the kind of employment do not agree."),
            ),
            models.CheckConstraint(
                condition=Q(grade="")
                | Q(employment=Employment.PNS, grade__in=PNS_GRADES)
                | Q(employment=Employment.PPPK, grade__in=PPPK_GRADES),
                name="employees_employee_grade",
                violation_error_message=_("This grade does not belong to the kind of employment."),
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="employees_employee_email",
                violation_error_message=_("Another employee already uses this e-mail address."),
            ),
            models.CheckConstraint(
                condition=Q(contract_start__isnull=True, contract_end__isnull=True)
                | Q(employment=Employment.PPPK, contract_start__isnull=False),
                name="employees_employee_contract_kind",
                violation_error_message=_("Only a PPPK has a contract, and its first day must be known."),
            ),
            start_before_end(
                "contract_start",
                "contract_end",
                name="employees_employee_contract",
                message=_("The contract must end after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(time_zone_override__in=["", *Zone.values]),
                name="employees_employee_zone",
                violation_error_message=_("Choose WIB, WITA or WIT."),
            ),
            models.CheckConstraint(
                condition=Q(language__in=["id", "en"]),
                name="employees_employee_language",
                violation_error_message=_("Choose a language."),
            ),
            models.CheckConstraint(
                condition=Q(is_active=True, deactivated_at__isnull=True)
                | Q(is_active=False, deactivated_at__isnull=False),
                name="employees_employee_deactivated",
                violation_error_message=_("An inactive employee has a date of deactivation, an active one has none."),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def clean(self) -> None:
        """What one field alone can't tell, without a query: the import checks thousands of rows with this."""
        super().clean()
        self.email = self.email.lower()
        try:
            is_pppk = nip_rules.parse(self.nip).is_pppk
        except ValidationError:
            return  # the field's own validator says it
        faults = {}
        if is_pppk != (self.employment == Employment.PPPK):
            faults["employment"] = _("The NIP and the kind of employment do not agree.")
        elif self.grade and self.grade not in (PPPK_GRADES if is_pppk else PNS_GRADES):
            faults["grade"] = _("This grade does not belong to the kind of employment.")
        if (self.contract_start or self.contract_end) and not (is_pppk and self.contract_start):
            faults["contract_start"] = _("Only a PPPK has a contract, and its first day must be known.")
        elif self.contract_end and self.contract_end <= self.contract_start:
            faults["contract_end"] = _("The contract must end after it starts.")
        if faults:
            raise ValidationError(faults)

    @property
    def display_name(self) -> str:
        """Name with titles: “Dr. Ratna Sari, S.Kom., M.M.”."""
        name = f"{self.title_before} {self.name}".strip()
        return f"{name}, {self.title_after}" if self.title_after else name

    @property
    def short_name(self) -> str:
        """First name and the initial of the last: “Ratna S.”."""
        first, *rest = self.name.split() or [""]
        return f"{first} {rest[-1][0]}." if rest else first

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name else ""

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()

    @property
    def grouped_nip(self) -> str:
        return nip_rules.group(self.nip)

    @property
    def zone(self) -> str:
        """IANA name of the person's zone: the own choice, else the unit's."""
        return self.time_zone_override or default_zone(self.unit)

    @property
    def zone_label(self) -> str:
        return zone_label(self.zone)

    @property
    def address_settles_at(self) -> datetime | None:
        """When a replaced e-mail address may renew the password; None for the first address."""
        hold = timedelta(hours=settings.EMAIL_CHANGE_HOLD_HOURS)
        return self.email_changed_at + hold if self.email_changed_at else None

    @property
    def manages_people(self) -> bool:
        """HR admins and system administrators, while they are active themselves; pages ask access.py."""
        return self.is_active and (self.is_hr_admin or self.is_superuser)

    @property
    def is_staff(self) -> bool:
        """May enter the Django admin; that site asks this, everything else asks an access.py."""
        return self.manages_people

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """The admin's permissions come with the role; what may be seen at all is decided by what is registered."""
        return self.is_staff

    def has_perms(self, perm_list: Any, obj: Any = None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff
