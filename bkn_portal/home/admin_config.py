"""Apart from the site itself, which needs models that are not ready while apps load."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "bkn_portal.home.admin_site.PortalAdminSite"
