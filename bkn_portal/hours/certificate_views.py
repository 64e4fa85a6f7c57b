"""Certificates: the holder's PDF, and the public page on which anybody checks a number."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from .certificate_facts import facts_of
from .forms import NumberForm
from .models import Certificate


@require_safe
def certificate_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The PDF, for its holder alone; drawn anew from the row each time."""
    from .certificate_pdf import render as render_pdf  # 16 MiB that a worker needs only once it draws

    found = Certificate.objects.visible_to(request.user).select_related("holder__unit")
    certificate = get_object_or_404(found, number=number)
    headers = {"Content-Disposition": f'attachment; filename="{certificate.number}.pdf"'}
    return HttpResponse(render_pdf(certificate), content_type="application/pdf", headers=headers)


@login_not_required
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Type a number and see whether it was issued."""
    form = NumberForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return redirect("certificates:verify", number=form.cleaned_data["number"])
    status = 422 if form.is_bound else 200
    return render(request, "hours/certificate_check.html", {"form": form}, status=status)


@login_not_required
@require_safe
def verify(request: HttpRequest, number: str) -> HttpResponse:
    """Whether the number was issued, and what the paper must say; never NIP, unit, theme or the other person."""
    certificate = Certificate.objects.filter(number=number.upper()).first()
    facts = facts_of(certificate) if certificate else []
    response = render(
        request,
        "hours/certificate_verify.html",
        {"certificate": certificate, "facts": facts, "number": number.upper()[:20]},
        status=200 if certificate else 404,
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response
