"""The nine people a visitor of the demo can sign in as. All of them are made up."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

DEMO_PASSWORD = "Portal-Demo-2026"


@dataclass(frozen=True)
class CastMember:
    """`role` says in a few words what this person can try; `key` names the person in the loader and in tests."""

    key: str
    nip: str
    role: Any


CAST = (
    CastMember("coachee", "199203142018012001", _("Coachee, mentee and learner (PNS, III/b)")),
    CastMember("coach", "197908212005011001", _("Coach, head of a section")),
    CastMember("mentor", "196811051993031001", _("Mentor, expert in Denpasar (WITA)")),
    CastMember("supervisor", "198001172006042001", _("Direct supervisor of the coachee")),
    CastMember("verifier", "198811232012121001", _("Verifier (HR)")),
    CastMember("hr_admin", "198506302010121001", _("HR admin")),
    CastMember("leader", "197002111995031001", _("Leadership")),
    CastMember("pppk", "199507192023212001", _("PPPK employee in Jayapura (WIT)")),
    CastMember("stranger", "199110102016011002", _("Employee without relations to the others")),
)
NIP_OF = {member.key: member.nip for member in CAST}
