"""The search of an admin list: posted, so that no NIP stands in an address, in a proxy's log or in a browser's history.

The server answers the post with a redirect to the list with the text encrypted, so that sorting, paging, export and
"back to the list" carry nothing that can be read.
"""

from typing import Any

from cryptography.fernet import InvalidToken
from django.contrib import messages
from django.contrib.admin.views.main import ERROR_FLAG, PAGE_VAR, SEARCH_VAR, ChangeList, ChangeListSearchForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from .crypto import decrypt, encrypt

SEALED_FOR = "admin search:"
"""Only what was encrypted for a search is decrypted here: an address must not open other ciphertext of the portal."""
TELLING_DIGITS = 8
"""A NIP begins with the date of birth; so many digits of it tell of a person."""


def seal(text: str) -> str:
    """What stands in the address for a searched text."""
    return encrypt(SEALED_FOR + text)


def unseal(query: str) -> str:
    """The searched text; a query that is no sealed one is the text itself."""
    try:
        text = decrypt(query)
    except InvalidToken:
        return query
    return text.removeprefix(SEALED_FOR) if text.startswith(SEALED_FOR) else query


def looks_like_nip(text: str) -> bool:
    return sum(sign.isdigit() for sign in text) >= TELLING_DIGITS and not any(sign.isalpha() for sign in text)


def without_nul(text: str) -> str:
    """PostgreSQL can't take the sign, so no row has it."""
    return text.replace("\0", "")


class SealedSearchForm(ChangeListSearchForm):
    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        return {name: unseal(value) for name, value in found.items()}


class SealedChangeList(ChangeList):
    search_form_class = SealedSearchForm


def searched(request: HttpRequest) -> HttpResponse | None:
    """The redirect for a posted search, and for an address that has a readable NIP in it; else None."""
    asked, sealed = request.POST.get(SEARCH_VAR), request.GET.get(SEARCH_VAR, "")
    is_search = request.method == "POST" and asked is not None
    if not is_search and not looks_like_nip(sealed):
        return None
    params = request.GET.copy()
    for name in (SEARCH_VAR, PAGE_VAR, ERROR_FLAG):
        params.pop(name, None)
    if not is_search:
        messages.warning(
            request, _("Please look for a NIP with the search box: then it does not stand in the address.")
        )
    elif words := without_nul(asked or "").strip():
        params[SEARCH_VAR] = seal(words)
    return HttpResponseRedirect(f"{request.path}?{params.urlencode()}" if params else request.path)
