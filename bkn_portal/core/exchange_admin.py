"""Admin pages that take and give tables: upload, look at what would happen, confirm; download what the list shows."""

import io
import secrets
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import display_for_field
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import admin_search, spreadsheets
from .admin import PortalModelAdmin
from .errors import DomainError, StaleState
from .exchange import Change, Column, ImportOutdated, ImportRefused, Plan

KEEP_SECONDS = 30 * 60
SHOWN = 100
DONE = "done"  # what is kept of a file that is imported, or being imported
XLSX_ROWS = 50_000
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    """The table to import."""

    file = forms.FileField(
        label=gettext_lazy("File (XLSX or CSV, at most 5 MB and 20,000 rows)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class ExchangeAdmin(PortalModelAdmin):
    """A list with import and export. A subclass says which columns, what an import would do, and does it."""

    change_list_template = "admin/exchange_change_list.html"
    exchange_columns: tuple[Column, ...]
    exchange_name: str
    exchange_labels: ClassVar[dict[str, Any]] = {}
    """Words for changes that are no field of the model."""

    def plan_import(self, sheet: spreadsheets.Sheet, *, by: Any, now: Any) -> Plan:
        """What the table would change; writes nothing."""
        raise NotImplementedError

    def apply_import(self, sheet: spreadsheets.Sheet, *, by: Any, now: Any, seen: str) -> Plan:
        """Call the action that imports. Raises ImportRefused, ImportOutdated."""
        raise NotImplementedError

    def export_rows(self, queryset: models.QuerySet[Any]) -> Iterable[list[Any]]:
        """Rows in the order of `exchange_columns`."""
        raise NotImplementedError

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("impor/", view(self.import_view), name=f"{name}_import"),
            path("impor/contoh/", view(self.sample_view), name=f"{name}_import_sample"),
            path("ekspor/<str:kind>/", view(self.export_view), name=f"{name}_export"),
            *super().get_urls(),
        ]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """GET: the form. POST with a file: the dry run. POST with its token: the import."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._import_page(request, form=UploadForm())
        if request.POST.get("token"):
            return self._confirm(request)
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._import_page(request, form=form, status=422)
        upload = form.cleaned_data["file"]
        try:
            sheet = spreadsheets.read(upload.file, upload.size)
        except DomainError as refusal:
            form.add_error("file", str(refusal))
            return self._import_page(request, form=form, status=422)
        plan = self.plan_import(sheet, by=request.user, now=timezone.now())
        token = "" if plan.faults or plan.is_empty else self._keep(request, upload.file, plan)
        return self._import_page(request, form=UploadForm(), plan=plan, token=token, status=422 if plan.faults else 200)

    def sample_view(self, request: HttpRequest) -> HttpResponse:
        """An empty table with the headings and one example row, cells formatted as text."""
        columns = [column for column in self.exchange_columns if not column.ignored]
        content = spreadsheets.write_xlsx([one.name for one in columns], [[one.example for one in columns]])
        return self._file(content, "contoh", "xlsx", XLSX_TYPE)

    def export_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """The rows that the list shows with its search and filters, as XLSX or CSV."""
        if kind not in ("csv", "xlsx"):
            raise Http404
        if not self.has_view_permission(request):
            raise PermissionDenied
        if admin_search.searched(request):
            return HttpResponseRedirect(self._list_url())
        try:
            queryset = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(self._list_url())
        headings = [column.name for column in self.exchange_columns]
        if kind == "csv":
            lines = spreadsheets.write_csv(headings, self.export_rows(queryset))
            return self._named(StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), "ekspor", "csv")
        if queryset.order_by()[: XLSX_ROWS + 1].count() > XLSX_ROWS:
            self.message_user(request, _("More than 50,000 rows: filter the list, or take the CSV."), messages.WARNING)
            return HttpResponseRedirect(self._list_url())
        content = spreadsheets.write_xlsx(headings, self.export_rows(queryset))
        return self._file(content, "ekspor", "xlsx", XLSX_TYPE)

    def _confirm(self, request: HttpRequest) -> HttpResponse:
        key = self._key(request, request.POST["token"])
        kept = cache.get(key)
        if kept is None:
            self.message_user(request, _("This check is too old. Please upload the file again."), messages.WARNING)
            return self._import_page(request, form=UploadForm(), status=422)
        if kept == DONE:
            self.message_user(request, _("This file is imported already."), messages.INFO)
            return HttpResponseRedirect(self._list_url())
        cache.set(key, DONE, KEEP_SECONDS)
        answer = self._import(request, *kept)
        if answer.status_code == 422:
            cache.delete(key)
        return answer

    def _import(self, request: HttpRequest, content: bytes, seen: str) -> HttpResponse:
        file = io.BytesIO(content)
        sheet = spreadsheets.read(file, len(content))
        try:
            plan = self.apply_import(sheet, by=request.user, now=timezone.now(), seen=seen)
        except ImportRefused as refusal:
            return self._import_page(request, form=UploadForm(), plan=refusal.plan, status=422)
        except ImportOutdated as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
            token = "" if refusal.plan.is_empty else self._keep(request, file, refusal.plan)
            return self._import_page(request, form=UploadForm(), plan=refusal.plan, token=token, status=422)
        except IntegrityError:
            self.message_user(request, str(StaleState()), messages.ERROR)
            return self._import_page(request, form=UploadForm(), status=422)
        self.message_user(request, _("Imported: %(summary)s") % {"summary": plan.summary}, messages.SUCCESS)
        return HttpResponseRedirect(self._list_url())

    def _keep(self, request: HttpRequest, file: Any, plan: Plan) -> str:
        """Hold the checked file for half an hour for the one who uploaded it; the cache is shared by all servers."""
        token = secrets.token_urlsafe(24)
        file.seek(0)
        cache.set(self._key(request, token), (file.read(), plan.digest), KEEP_SECONDS)
        return token

    def _key(self, request: HttpRequest, token: str) -> str:
        safe = "".join(sign for sign in token if sign.isalnum() or sign in "-_")[:40]
        return f"import:{self.opts.label_lower}:{request.user.pk}:{safe}"

    def _import_page(self, request: HttpRequest, *, form: UploadForm, status: int = 200, **shown: Any) -> HttpResponse:
        plan = shown.get("plan")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Import %(what)s") % {"what": self.opts.verbose_name_plural},
            "form": form,
            "columns": self.exchange_columns,
            "token": shown.get("token", ""),
            "plan": plan,
            "faults": sorted(plan.faults, key=lambda fault: fault.row)[:SHOWN] if plan else [],
            "more_faults": max(0, len(plan.faults) - SHOWN) if plan else 0,
            "new": plan.new[:SHOWN] if plan else [],
            "changed": self._told(plan.changed[:SHOWN]) if plan else [],
        }
        return TemplateResponse(request, "admin/import_table.html", context, status=status)

    def _told(self, changed: list[tuple[Any, dict[str, Change]]]) -> list[tuple[Any, list[tuple[Any, str, str]]]]:
        """For each object its changes in words: what, from, to."""
        fields = {one.attname: one for one in self.opts.concrete_fields}
        rows = {
            name: self._related(one.related_model, name, changed) for name, one in fields.items() if one.is_relation
        }

        def words(name: str, value: Any) -> str:
            shown = rows[name].get(value) if name in rows else value
            return str(display_for_field(shown, fields[name], "") if name in fields else shown) or "–"

        def label(name: str) -> Any:
            return fields[name].verbose_name if name in fields else self.exchange_labels[name]

        return [
            (obj, [(label(name), words(name, one.old), words(name, one.new)) for name, one in changes.items()])
            for obj, changes in changed
        ]

    def _related(self, model: Any, name: str, changed: list[tuple[Any, dict[str, Change]]]) -> dict[Any, Any]:
        """The rows that the changes of one field name by number, in one query, or none where it did not change."""
        found = [changes[name] for _obj, changes in changed if name in changes]
        keys = {key for one in found for key in (one.old, one.new) if key}
        return model.objects.in_bulk(keys) if keys else {}

    def _list_url(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def _file(self, content: bytes, what: str, ending: str, content_type: str) -> HttpResponse:
        return self._named(HttpResponse(content, content_type=content_type), what, ending)

    def _named(self, response: Any, what: str, ending: str) -> Any:
        day = timezone.localdate().isoformat()
        response["Content-Disposition"] = f'attachment; filename="{self.exchange_name}-{what}-{day}.{ending}"'
        return response
