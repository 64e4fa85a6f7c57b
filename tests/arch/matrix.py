"""What each of the cast gets at each address: read it as the portal's rules of access.

Numbers are HTTP states; `in` is the way to the sign-in page. 404 is for strangers, 403 for participants without the
right, 405 where the method has no meaning, 422 where the empty form may be sent but is refused.
"""

from dataclasses import dataclass, field

from .world import CAST


def everybody(status: str) -> str:
    return " ".join([status] * len(CAST))


def signed_in(status: str) -> str:
    return " ".join([status] * (len(CAST) - 1) + ["in"])


@dataclass(frozen=True)
class Row:
    """`keys` are the address's arguments: a word of world.World.keys, or the value itself. HEAD gets what GET gets."""

    get: str
    post: str
    keys: dict[str, str | int] = field(default_factory=dict)


# coachee coach supervisor verifier hr_admin leader stranger anonymous
MATRIX = {
    "account_change_password": Row(signed_in("302"), signed_in("302")),
    "account_login": Row("302 302 302 302 302 302 302 200", "302 302 302 302 302 302 302 422"),
    "account_logout": Row(signed_in("200"), everybody("in")),
    "account_reauthenticate": Row(signed_in("403"), signed_in("403")),
    "account_reset_password": Row(everybody("200"), everybody("422")),
    "account_reset_password_done": Row(everybody("200"), everybody("405")),
    "account_reset_password_from_key": Row(everybody("200"), everybody("422"), {"uidb36": "zz", "key": "coachee"}),
    "account_reset_password_from_key_done": Row(everybody("200"), everybody("405")),
    "account_set_password": Row(signed_in("200"), signed_in("422")),
    "certificates:check": Row(everybody("200"), everybody("405")),
    "certificates:verify": Row(everybody("200"), everybody("405"), {"number": "certificate"}),
    "coaching:action_done": Row(signed_in("405"), "302 302 404 404 404 404 404 in", {"pk": "follow_up"}),
    "coaching:calendar_leave": Row(signed_in("405"), "404 302 404 404 404 404 404 in"),
    "coaching:calendar_subscribe": Row(signed_in("405"), "404 422 404 404 404 404 404 in"),
    "coaching:coach_edit": Row(signed_in("200"), signed_in("422")),
    "coaching:coach_hours": Row("404 200 404 404 404 404 404 in", "404 422 404 404 404 404 404 in"),
    "coaching:coach_leave": Row("404 200 404 404 404 404 404 in", "404 302 404 404 404 404 404 in"),
    "coaching:as_coach": Row(signed_in("200"), signed_in("405")),
    "coaching:coach_list": Row(signed_in("200"), signed_in("405")),
    "coaching:coach_profile": Row(signed_in("200"), signed_in("405")),
    "coaching:coach_state": Row(signed_in("405"), "404 422 404 404 404 404 404 in"),
    "coaching:coach_watch": Row(signed_in("405"), signed_in("302"), {"pk": "coach"}),
    "coaching:day_off_add": Row(signed_in("405"), "404 422 404 404 404 404 404 in"),
    "coaching:day_off_remove": Row(signed_in("405"), "404 302 404 404 404 404 404 in", {"pk": "day_off"}),
    "coaching:engagement_answer": Row(
        "404 200 404 404 404 404 404 in", "404 422 404 404 404 404 404 in", {"pk": "asked"}
    ),
    "coaching:engagement_ask_next": Row(
        "200 403 404 404 404 404 404 in", "422 403 404 404 404 404 404 in", {"pk": "engagement"}
    ),
    "coaching:engagement_cancel": Row(
        "200 200 404 404 404 404 404 in", "422 422 404 404 404 404 404 in", {"pk": "engagement"}
    ),
    "coaching:engagement_closing": Row("200 200 404 404 404 404 404 in", signed_in("405"), {"pk": "completed"}),
    "coaching:engagement_complete": Row(
        "200 200 404 404 404 404 404 in", "422 422 404 404 404 404 404 in", {"pk": "engagement"}
    ),
    "coaching:engagement_detail": Row("200 200 404 404 404 404 404 in", signed_in("405"), {"pk": "engagement"}),
    "coaching:engagement_leave": Row(
        "200 403 404 404 404 404 404 in", "422 403 404 404 404 404 404 in", {"pk": "engagement"}
    ),
    "coaching:engagement_request": Row(signed_in("200"), signed_in("422"), {"pk": "coach"}),
    "coaching:engagement_share": Row(signed_in("405"), "302 403 404 404 404 404 404 in", {"pk": "engagement"}),
    "coaching:extra_hours_add": Row(signed_in("405"), "404 422 404 404 404 404 404 in"),
    "coaching:extra_hours_remove": Row(signed_in("405"), "404 302 404 404 404 404 404 in", {"pk": "extra_hours"}),
    "coaching:engagement_thank": Row(signed_in("405"), "422 422 404 404 404 404 404 in", {"pk": "completed"}),
    "coaching:evaluation": Row("200 200 404 404 404 404 404 in", "422 422 404 404 404 404 404 in", {"pk": "completed"}),
    "coaching:evaluation_summary": Row("403 403 403 403 200 200 403 in", signed_in("405")),
    "coaching:goal_add": Row("200 200 404 404 404 404 404 in", "422 422 404 404 404 404 404 in", {"pk": "engagement"}),
    "coaching:goal_change": Row("200 200 404 404 404 404 404 in", "422 422 404 404 404 404 404 in", {"pk": "goal"}),
    "coaching:goal_withdraw": Row("200 200 404 404 404 404 404 in", "422 422 404 404 404 404 404 in", {"pk": "goal"}),
    "coaching:group_cancel": Row("403 200 404 404 404 404 404 in", "403 422 404 404 404 404 404 in", {"pk": "group"}),
    "coaching:group_create": Row(signed_in("200"), signed_in("422")),
    "coaching:group_detail": Row("302 200 404 404 404 404 404 in", signed_in("405"), {"pk": "group"}),
    "coaching:group_list": Row(signed_in("200"), signed_in("405")),
    "coaching:group_move": Row("403 200 404 404 404 404 404 in", "403 422 404 404 404 404 404 in", {"pk": "group"}),
    "coaching:group_text": Row("403 200 404 404 404 404 404 in", "403 422 404 404 404 404 404 in", {"pk": "group"}),
    "coaching:introduction_book": Row(
        "200 200 404 404 404 404 404 in", "422 422 404 404 404 404 404 in", {"pk": "engagement"}
    ),
    "coaching:introduction_close": Row(signed_in("405"), "302 302 404 404 404 404 404 in", {"pk": "introduction"}),
    "coaching:overview": Row(signed_in("200"), signed_in("405")),
    "coaching:session_agenda": Row(
        "302 403 404 404 404 404 404 in", "422 403 404 404 404 404 404 in", {"pk": "upcoming"}
    ),
    "coaching:session_book": Row(
        "200 200 404 404 404 404 404 in", "422 422 404 404 404 404 404 in", {"pk": "engagement"}
    ),
    "coaching:session_calendar": Row("200 200 404 404 404 404 404 in", signed_in("405"), {"pk": "upcoming"}),
    "coaching:session_cancel": Row(
        "200 200 404 404 404 404 404 in", "422 422 404 404 404 404 404 in", {"pk": "upcoming"}
    ),
    "coaching:session_collision": Row(signed_in("405"), "403 302 404 404 404 404 404 in", {"pk": "upcoming"}),
    "coaching:session_detail": Row("200 200 404 404 404 404 404 in", signed_in("405"), {"pk": "given"}),
    "coaching:session_feedback": Row(
        "403 302 404 404 404 404 404 in", "403 422 404 404 404 404 404 in", {"pk": "held"}
    ),
    "coaching:session_hold": Row(signed_in("405"), "422 422 404 404 404 404 404 in", {"pk": "engagement"}),
    "coaching:session_join": Row(signed_in("405"), "302 403 404 404 404 404 404 in", {"pk": "grouped"}),
    "coaching:session_move": Row(
        "200 200 404 404 404 404 404 in", "422 422 404 404 404 404 404 in", {"pk": "upcoming"}
    ),
    "coaching:session_no_show": Row("302 302 404 404 404 404 404 in", "422 422 404 404 404 404 404 in", {"pk": "held"}),
    "coaching:session_note": Row("403 302 404 404 404 404 404 in", "403 422 404 404 404 404 404 in", {"pk": "held"}),
    "coaching:session_record": Row(
        "200 200 404 404 404 404 404 in", "422 422 404 404 404 404 404 in", {"pk": "engagement"}
    ),
    "coaching:session_reflection": Row(
        "302 403 404 404 404 404 404 in", "422 403 404 404 404 404 404 in", {"pk": "given"}
    ),
    "employees:profile": Row(signed_in("200"), signed_in("405")),
    "employees:session_end": Row(signed_in("405"), signed_in("302"), {"pk": "missing"}),
    "employees:session_end_others": Row(signed_in("405"), signed_in("302")),
    "employees:session_list": Row(signed_in("200"), signed_in("405")),
    "employees:settings": Row(signed_in("200"), signed_in("422")),
    "home:accessibility": Row(everybody("200"), everybody("405")),
    "home:calendar": Row(signed_in("200"), signed_in("405")),
    "home:calendar_close": Row(signed_in("405"), signed_in("302")),
    "home:calendar_feed": Row(everybody("404"), everybody("405"), {"token": "tidak-ada"}),
    "home:calendar_open": Row(signed_in("405"), signed_in("302")),
    "home:dashboard": Row(signed_in("200"), signed_in("405")),
    "home:demo_sign_in": Row(everybody("405"), everybody("404"), {"key": "coachee"}),
    "home:help": Row(everybody("200"), everybody("405")),
    "home:live": Row(everybody("200"), everybody("405")),
    "home:outbox": Row(everybody("200"), everybody("405")),
    "home:outbox_html": Row(everybody("404"), everybody("405"), {"name": "tidak-ada", "number": 1}),
    "home:outbox_mail": Row(everybody("404"), everybody("405"), {"name": "tidak-ada", "number": 1}),
    "home:privacy": Row(everybody("200"), everybody("405")),
    "home:ready": Row(everybody("200"), everybody("405")),
    "home:robots": Row(everybody("200"), everybody("405")),
    "home:set_language": Row(everybody("405"), everybody("302")),
    "home:set_theme": Row(everybody("405"), everybody("302")),
    "home:style_gallery": Row(everybody("200"), everybody("405")),
    "hours:book": Row(signed_in("200"), signed_in("405")),
    "hours:book_of": Row("200 404 200 200 200 404 404 in", signed_in("405"), {"pk": "coachee"}),
    "hours:certificate_pdf": Row("200 404 404 404 404 404 404 in", signed_in("405"), {"number": "certificate"}),
    "hours:entry": Row("200 404 404 200 200 404 404 in", signed_in("405"), {"pk": "entry"}),
    "mfa_activate_totp": Row(signed_in("200"), signed_in("422")),
    "mfa_add_webauthn": Row(signed_in("200"), signed_in("422")),
    "mfa_authenticate": Row(signed_in("302"), signed_in("302")),
    "mfa_deactivate_totp": Row(signed_in("404"), signed_in("404")),
    "mfa_download_recovery_codes": Row(signed_in("404"), signed_in("404")),
    "mfa_edit_webauthn": Row(signed_in("404"), signed_in("404"), {"pk": "missing"}),
    "mfa_generate_recovery_codes": Row(signed_in("200"), signed_in("200")),
    "mfa_index": Row(signed_in("200"), signed_in("405")),
    "mfa_list_webauthn": Row(signed_in("200"), signed_in("405")),
    "mfa_login_webauthn": Row(signed_in("302"), signed_in("302")),
    "mfa_reauthenticate": Row(signed_in("403"), signed_in("403")),
    "mfa_reauthenticate_webauthn": Row(signed_in("403"), signed_in("403")),
    "mfa_remove_webauthn": Row(signed_in("404"), signed_in("404"), {"pk": "missing"}),
    "mfa_view_recovery_codes": Row(signed_in("404"), signed_in("405")),
    "notifications:inbox": Row(signed_in("200"), signed_in("405")),
    "notifications:mark_all_read": Row(signed_in("405"), signed_in("302")),
    "notifications:open": Row("302 404 404 404 404 404 404 in", "302 404 404 404 404 404 404 in", {"pk": "reminder"}),
    "notifications:preferences": Row(signed_in("200"), signed_in("422")),
    "openid_connect_callback": Row(everybody("404"), everybody("404"), {"provider_id": "sso-asn"}),
    "openid_connect_login": Row(everybody("404"), everybody("404"), {"provider_id": "sso-asn"}),
    "socialaccount_login_cancelled": Row(everybody("200"), everybody("405")),
}
