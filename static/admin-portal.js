// Select2 names its box by the chosen value only; empty, it has no name at all. Its label's text goes first.
window.addEventListener("load", () => {
  for (const field of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${field.id}"]`);
    const box = field.parentElement.querySelector(".select2-selection");
    if (!label || !box) continue;
    label.id = `${field.id}_label`;
    box.setAttribute("aria-labelledby", `${label.id} select2-${field.id}-container`);
    box.querySelector(".select2-selection__rendered")?.setAttribute("aria-labelledby", label.id);
  }
});
