import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core.management import call_command

from bkn_portal.core import crypto
from tests.factories import EmployeeFactory

pytestmark = pytest.mark.django_db


def test_rotate_encryption_lets_the_old_key_go_for_second_factors_too(settings, capsys):
    employee = EmployeeFactory()
    kept = {
        Authenticator.Type.TOTP: {"secret": crypto.encrypt("rahasia")},
        Authenticator.Type.RECOVERY_CODES: {"seed": crypto.encrypt("benih"), "used_mask": 3},
        Authenticator.Type.WEBAUTHN: {"name": "Kunci"},
    }
    for kind, data in kept.items():
        Authenticator.objects.create(user=employee, type=kind, data=data)
    new = Fernet.generate_key().decode()
    settings.ENCRYPTION_KEYS = [new, *settings.ENCRYPTION_KEYS]
    call_command("rotate_encryption")
    settings.ENCRYPTION_KEYS = [new]
    found = dict(Authenticator.objects.values_list("type", "data"))
    assert crypto.decrypt(found["totp"]["secret"]) == "rahasia"
    assert crypto.decrypt(found["recovery_codes"]["seed"]) == "benih"
    assert (found["recovery_codes"]["used_mask"], found["webauthn"]) == (3, {"name": "Kunci"})
    assert capsys.readouterr().out.splitlines()[-1] == "mfa.Authenticator.data: 2"


def test_rotate_encryption_with_recovery_codes_of_before_rotates_each(settings):
    data = {"migrated_codes": [crypto.encrypt("satu"), crypto.encrypt("dua")]}
    Authenticator.objects.create(user=EmployeeFactory(), type=Authenticator.Type.RECOVERY_CODES, data=data)
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode(), *settings.ENCRYPTION_KEYS]
    call_command("rotate_encryption")
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS[:1]
    codes = Authenticator.objects.get().data["migrated_codes"]
    assert [crypto.decrypt(code) for code in codes] == ["satu", "dua"]
