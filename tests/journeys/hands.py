"""How a story's person gets through the pages: with a mouse, or with nothing but a keyboard.

Both do the same things by the words on the screen, and look at every page they come to: nothing runs over the edge, and
axe finds nothing.
"""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page

MOST_TABS = 120
# The ring may be drawn on the label of a choice that looks like a button, for the choice itself has no size.
FOCUS = """() => {
  const focused = document.activeElement;
  const drawn = (focused.matches(".btn-check") && document.querySelector(`label[for="${focused.id}"]`)) || focused;
  const style = getComputedStyle(drawn), { left, top, bottom, width } = drawn.getBoundingClientRect();
  const middle = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const is_seen = [0.1, 0.5, 0.9].some((part) => {
    const there = document.elementFromPoint(left + part * width, middle);
    return there && (drawn.contains(there) || there.contains(drawn));
  });
  return is_seen && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


class Hands:
    """`look(page)` is done on each page, after what it says was waited for."""

    def __init__(self, page: Page, look: Callable[[Page], None]) -> None:
        self.page, self.look = page, look

    def open(self, path: str) -> None:
        self.page.goto(path)
        self._arrive()

    def press(self, name: str, then: str) -> None:
        """A button or link by its name; `then` is what the page says after it."""
        self._press(self._named(name))
        self.page.get_by_text(then).first.wait_for()
        self._arrive()

    def download(self, name: str) -> bytes:
        """The file behind a link."""
        with self.page.expect_download() as download:
            self._press(self._named(name))
        return download.value.path().read_bytes()

    def write(self, label: str, text: str, of: str = "") -> None:
        """Into the field with the label, which may stand more than once: `of` names the group it is in."""
        within = self.page.get_by_role("group", name=of).first if of else self.page
        self._write(within.get_by_label(label).and_(self.page.locator("input, textarea")).first, text)

    def tick(self, label: str) -> None:
        self._mark(self.page.get_by_role("checkbox", name=label))

    def choose(self, label: str, option: str) -> None:
        self._choose(self.page.get_by_label(label).and_(self.page.locator("select")), option)

    def mark(self, question: str, answer: str) -> None:
        """One answer of a row or list, by the question above it."""
        question_box = self.page.get_by_role("group", name=question).last
        self._mark(question_box.get_by_role("radio", name=answer, exact=True))

    def _named(self, name: str) -> Locator:
        words = re.compile(rf"^{re.escape(name)}(\s*:|$)")
        return self.page.get_by_role("link", name=words).or_(self.page.get_by_role("button", name=words)).first

    def _arrive(self) -> None:
        self.page.wait_for_load_state()
        assert not self.page.evaluate(TOO_WIDE), self.page.url
        self.look(self.page)


class Mouse(Hands):
    def _press(self, target: Locator) -> None:
        target.click()

    def _write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def _choose(self, field: Locator, option: str) -> None:
        field.select_option(label=option)

    def _mark(self, choice: Locator) -> None:
        """By its label, which is all that can be seen of a choice that looks like a button."""
        self.page.locator(f'label[for="{choice.get_attribute("id")}"]').click()


class Keyboard(Hands):
    """Tab, arrows, space, enter and letters; wherever the focus comes to rest it can be seen."""

    def _press(self, target: Locator) -> None:
        self._go_to(target)
        self.page.keyboard.press("Enter")

    def _write(self, field: Locator, text: str) -> None:
        self._go_to(field)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def _choose(self, field: Locator, option: str) -> None:
        self._go_to(field)
        self.page.keyboard.type(option)
        assert field.locator("option:checked").inner_text() == option

    def _mark(self, choice: Locator) -> None:
        if choice.get_attribute("type") == "radio":
            self._go_to(choice, to="focused.name === target.name")
            for _answer in range(MOST_TABS):
                if self._is_focused(choice):
                    break
                self.page.keyboard.press("ArrowDown")
        else:
            self._go_to(choice)
        if not choice.is_checked():
            self.page.keyboard.press("Space")
        assert choice.is_checked()

    def _go_to(self, target: Locator, *, to: str = "focused === target") -> None:
        """Forward from where the focus is; on a fresh page past its masthead, as the first link offers."""
        for tabs in range(MOST_TABS):
            if self._is_focused(target, to=to):
                assert self.page.evaluate(FOCUS), f"the focus on {target} can't be seen"
                return
            self.page.keyboard.press("Tab")
            if tabs == 0 and self.page.evaluate('document.activeElement.matches(".skip")'):
                self.page.keyboard.press("Enter")
        raise AssertionError(f"Tab does not reach {target}")

    def _is_focused(self, target: Locator, *, to: str = "focused === target") -> bool:
        return target.evaluate(f"target => {{ const focused = document.activeElement; return {to}; }}")
