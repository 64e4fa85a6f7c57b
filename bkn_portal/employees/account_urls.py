"""/akun/: signing in and the own account. Of allauth's views only these exist, under the names that it reverses."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as sso
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path, re_path
from requests import RequestException

log = logging.getLogger(__name__)


def answering_422(view: Callable[..., Any]) -> Callable[..., Any]:
    """allauth answers an invalid form with 200; the house says 422."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        context = getattr(response, "context_data", None) or {}
        forms = [context[name] for name in ("form", "webauthn_form") if context.get(name) is not None]
        if request.method == "POST" and response.status_code == 200 and any(form.errors for form in forms):
            response.status_code = 422
        return response

    return answer


def telling_outages(view: Callable[..., Any]) -> Callable[..., Any]:
    """allauth lets an issuer that can't be reached end in an error 500; here it is a page that says so."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except RequestException as fault:
            log.warning("SSO can't be reached: %s", type(fault).__name__)
            return render(request, "socialaccount/authentication_error.html", status=503)

    return answer


entry = [
    path("masuk/", answering_422(account.login), name="account_login"),
    path("masuk/faktor-kedua/", answering_422(factor.authenticate), name="mfa_authenticate"),
    path("masuk/kunci-sandi/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    re_path(r"^sso/(?P<provider_id>sso-asn)/$", telling_outages(oidc.login), name="openid_connect_login"),
    re_path(r"^sso/(?P<provider_id>sso-asn)/kembali/$", telling_outages(oidc.callback), name="openid_connect_callback"),
    path("sso/batal/", sso.login_cancelled, name="socialaccount_login_cancelled"),
    path("keluar/", account.logout, name="account_logout"),
    path("lupa-kata-sandi/", answering_422(account.password_reset), name="account_reset_password"),
    path("lupa-kata-sandi/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    path("lupa-kata-sandi/selesai/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^lupa-kata-sandi/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        answering_422(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]

security = [
    path("konfirmasi/", answering_422(account.reauthenticate), name="account_reauthenticate"),
    path("konfirmasi/kode/", answering_422(factor.reauthenticate), name="mfa_reauthenticate"),
    path("konfirmasi/kunci-sandi/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("kata-sandi/", answering_422(account.password_change), name="account_change_password"),
    path("kata-sandi/baru/", answering_422(account.password_set), name="account_set_password"),
    path("faktor-kedua/", factor.index, name="mfa_index"),
    path("faktor-kedua/aplikasi/", answering_422(totp.activate_totp), name="mfa_activate_totp"),
    path("faktor-kedua/aplikasi/hapus/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("faktor-kedua/kode-pemulihan/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("faktor-kedua/kode-pemulihan/baru/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("faktor-kedua/kode-pemulihan/unduh/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("faktor-kedua/kunci-sandi/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("faktor-kedua/kunci-sandi/tambah/", answering_422(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("faktor-kedua/kunci-sandi/<int:pk>/", answering_422(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("faktor-kedua/kunci-sandi/<int:pk>/hapus/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]

urlpatterns = [*entry, *security, path("", include("bkn_portal.employees.urls"))]
