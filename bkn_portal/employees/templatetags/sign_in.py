"""What the pages of signing in must know."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse

register = template.Library()


@register.simple_tag
def sso_url() -> str:
    """Where “Sign in with SSO ASN” posts to; empty when no issuer is configured."""
    if not settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
        return ""
    return reverse("openid_connect_login", kwargs={"provider_id": "sso-asn"})


@register.filter
def as_json(options: Any) -> str:
    """For a data attribute; the template escapes it."""
    return json.dumps(options, cls=DjangoJSONEncoder)
