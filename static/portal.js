"use strict";
/* Comforts on top of pages that work without them. Hooks are data-portal-* attributes; nothing is inline. */
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const root = document.documentElement;

  /* data-portal-theme: the three buttons of the foot change the colours at once and tell the server quietly. */
  function themeSwitch(form) {
    form.addEventListener("submit", (event) => {
      const button = event.submitter;
      if (!button || button.name !== "theme") return;
      event.preventDefault();
      root.dataset.bsTheme = button.value;
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

  const hooks = { theme: themeSwitch, menu };
  function start(within) {
    for (const [name, begin] of Object.entries(hooks)) all(`[data-portal-${name}]`, within).forEach(begin);
  }
  start(document);
})();
