"""The Django admin of the portal: Indonesian, branded, signed in by the portal's own sign-in."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class PortalAdminConfig(AdminConfig):
    default_site = "bkn_portal.home.admin_site.PortalAdminSite"


class PortalAdminSite(AdminSite):
    site_header = _("HR administration")
    site_title = _("HR administration")
    index_title = _("What needs a decision")
