"use strict";
/* Comforts on top of pages that work without them. Hooks are data-portal-* attributes; nothing is inline. */
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const root = document.documentElement;
  const SENT = "portalSent"; // on forms that are on their way

  /* data-portal-theme: the three buttons of the foot change the colours at once and tell the server quietly. */
  function themeSwitch(form) {
    form.addEventListener("submit", (event) => {
      const button = event.submitter;
      if (!button || button.name !== "theme") return;
      event.preventDefault();
      root.dataset.bsTheme = button.value;
      document.body.className = document.body.className.replace(/\btheme-\w+/, `theme-${button.value}`);
      for (const other of all("button[name=theme]")) other.setAttribute("aria-pressed", other.value === button.value);
      const body = new FormData(form);
      body.append("theme", button.value);
      fetch(form.action, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
    });
  }

  /* data-portal-menu: Escape and a click elsewhere close an open menu. */
  function menu(details) {
    document.addEventListener("click", (event) => {
      if (!details.contains(event.target)) details.open = false;
    });
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary").focus();
    });
  }

  /* data-portal-errors: a link of the summary puts the cursor into its field. */
  function errorSummary(box) {
    box.focus();
    box.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      const field = link && document.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      field.scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true });
    });
  }

  /* data-portal-autosubmit: a filter form sends itself when a choice changes; its button stays for everyone else. */
  function autosubmit(form) {
    form.addEventListener("change", () => form.requestSubmit());
  }

  /* data-portal-autosave: htmx saves what is typed (components/autosave.html). A button that is pressed while a save
     is on its way waits for it, or the page would seem older than what is stored; after the button nothing is saved.
     Who leaves the page takes nothing along: what was typed since the last save is sent as it goes. */
  function autosave(form) {
    const state = form.querySelector("[role=status]");
    let button = null;
    let [typed, sent, saved, left] = [0, 0, 0, false]; // the first three count what was typed
    form.addEventListener("input", () => typed++);
    form.addEventListener("submit", (event) => {
      if (button || !form.classList.contains("htmx-request")) {
        saved = typed; // by the button
        return;
      }
      event.preventDefault();
      button = event.submitter;
    });
    form.addEventListener("htmx:beforeRequest", (event) => {
      if (event.target !== form) return;
      if (button || SENT in form.dataset || typed === saved) event.preventDefault();
      else sent = typed;
    });
    form.addEventListener("htmx:afterRequest", (event) => {
      if (event.target !== form) return;
      if (event.detail.successful) saved = sent;
      if (!button) return;
      form.requestSubmit(button);
      button = null; // whoever comes back to this page by the browser's history types on
    });
    window.addEventListener("pagehide", () => {
      if (typed === saved || SENT in form.dataset) return;
      const headers = { "HX-Request": "true" };
      fetch(form.action, { method: "POST", body: new FormData(form), headers, keepalive: true });
      left = true;
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted && left) location.reload(); // it would seem older than what was sent
    });
    form.addEventListener("htmx:sendError", () => {
      state.textContent = state.dataset.failed;
    });
  }

  /* data-portal-scroll: a table wider than its place can be scrolled with the keyboard. */
  function scrollable(box) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }

  /* Every form that changes something is sent once: a second click within five seconds does nothing. */
  function guard(form) {
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (SENT in form.dataset) {
        event.preventDefault();
        return;
      }
      form.dataset[SENT] = "";
      setTimeout(() => delete form.dataset[SENT], 5000);
    });
  }
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) delete form.dataset[SENT];
  });

  /* What is typed into the admin's fields with a search is posted: a NIP has no place in an address. */
  window.django?.jQuery?.ajaxPrefilter((options) => {
    if (!options.url.endsWith("/autocomplete/")) return;
    options.type = "POST";
    options.headers = { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value };
  });

  /* The admin's fields with a search (select2) are named by an element that is empty until something is chosen. */
  function nameSearchFields() {
    for (const field of all(".select2-selection[aria-labelledby]")) {
      const select = field.closest(".select2").previousElementSibling;
      const label = select && document.querySelector(`label[for="${select.id}"]`);
      if (!label || label.id) continue;
      label.id = `${select.id}_label`;
      field.setAttribute("aria-labelledby", `${label.id} ${field.getAttribute("aria-labelledby")}`);
      field.querySelector("[role=textbox]")?.setAttribute("aria-labelledby", label.id);
    }
  }
  window.addEventListener("load", () => setTimeout(nameSearchFields)); // select2 starts in a timeout of its own
  document.addEventListener("formset:added", () => setTimeout(nameSearchFields));

  /* The admin's lists on a narrow screen are cards (admin-portal.css), in which each cell says its column. */
  function nameCells(list) {
    const names = all("thead th", list).map((head) => head.querySelector(".text")?.textContent.trim() ?? "");
    for (const row of all("tbody tr", list)) [...row.cells].forEach((cell, at) => (cell.dataset.label = names[at]));
    list.classList.add("named");
  }
  all("#result_list").forEach(nameCells);

  const hooks = { theme: themeSwitch, menu, errors: errorSummary, autosubmit, autosave, scroll: scrollable };
  function start(within) {
    for (const [name, begin] of Object.entries(hooks)) all(`[data-portal-${name}]`, within).forEach(begin);
    all("form[method=post]:not([data-portal-theme])", within).forEach(guard);
  }
  start(document);
  document.addEventListener("htmx:afterSwap", (event) => start(event.detail.elt));
})();
