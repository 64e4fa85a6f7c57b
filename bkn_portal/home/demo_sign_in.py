"""One-click sign-in as one of the demo's cast. Outside the demo the address does not exist."""

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bkn_portal.demo.cast import NIP_OF
from bkn_portal.employees.models import Employee


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as the member of the cast with this key; a second factor that someone set up is still asked."""
    if not settings.DEMO or key not in NIP_OF:
        raise Http404
    employee = get_object_or_404(Employee, nip=NIP_OF[key])
    if not employee.is_active:
        messages.error(
            request, _("This person is deactivated in the demo and can't sign in until HR reactivates them.")
        )
        return redirect("account_login")
    return perform_login(request, employee, email_verification="none")
