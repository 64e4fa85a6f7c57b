from bkn_portal.notifications.registry import register

from .kinds import make_kind

register(make_kind("sample.worker", can_wait=False))
