// What keyboard.mjs asks of a page; every function runs in the page and carries what it needs with it.

/** Puts the helpers of this walk into the page. */
export function prepare() {
  const CONTROLS = [
    ...['a[href]', 'button', 'input', 'select', 'textarea', 'summary'],
    ...['button', 'radio', 'checkbox', 'tab', 'menuitem', 'switch', 'row', 'gridcell'].map(
      (role) => `[role="${role}"][tabindex]`,
    ),
  ].join(', ');
  const COMPOSITES =
    '[role="radiogroup"], [role="toolbar"], [role="grid"], [role="treegrid"], [role="tablist"], [role="menu"], [role="listbox"], table';
  let last = 0;
  const kb = {
    scope: () => [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body,
    isSeen(element) {
      if (element.matches(':disabled, [aria-hidden="true"] *, [type="hidden"]') || element.closest('[inert]'))
        return false;
      if (element.matches('input[type="file"]') && element.tabIndex < 0) return false;
      if (!element.checkVisibility({ visibilityProperty: true })) return false;
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1;
    },
    mark(element) {
      element.dataset.kb ??= String((last += 1));
      return element.dataset.kb;
    },
    controls: (within = kb.scope()) =>
      [...within.querySelectorAll(CONTROLS)].filter(
        (one) => kb.isSeen(one) && !(one.tabIndex < 0 && one.matches('tr, [role="gridcell"]:not(:focus)')),
      ),
    /** What distinguishes an element, and what surrounds it closely, to the eye. */
    look(element) {
      const around = [
        element,
        element.parentElement,
        element.parentElement?.parentElement,
        element.nextElementSibling,
      ];
      return around
        .filter(Boolean)
        .map((one) => {
          const style = getComputedStyle(one);
          const outline = style.outlineStyle === 'none' ? '' : `${style.outlineWidth} ${style.outlineStyle}`;
          return [outline, style.boxShadow].join('|');
        })
        .join('/');
    },
    name(element) {
      const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
      const test = element.dataset.testid ? ` (${element.dataset.testid})` : '';
      return `<${element.localName}${element.type ? ` ${element.type}` : ''}>${test} ${JSON.stringify(words)}`;
    },
    /** Whether any part of the element can be seen where it stands now. */
    isInSight(element) {
      const box = element.getBoundingClientRect();
      const xs = [0.08, 0.5, 0.92].map((part) => box.left + box.width * part);
      const ys = [0.15, 0.5, 0.85].map((part) => box.top + box.height * part);
      return xs.some((x) =>
        ys.some((y) => {
          const hit = document.elementFromPoint(x, y);
          return (
            hit && (element.contains(hit) || hit.contains(element) || hit.closest('label')?.contains(element))
          );
        }),
      );
    },
    find: (id) => document.querySelector(`[data-kb="${id}"]`),
    composite: (element) => element.closest(COMPOSITES),
  };
  window.kb = kb;
}

/** The controls of the screen, or of its uppermost dialog. */
export function listControls() {
  const { kb } = window;
  return kb.controls().map((one) => ({
    id: kb.mark(one),
    stop: one.tabIndex >= 0,
    name: kb.name(one),
    group: kb.composite(one) ? kb.mark(kb.composite(one)) : null,
    href: one.getAttribute('href'),
    radio: one.matches('input[type="radio"]') ? one.name || 'radio' : null,
  }));
}

/** Where the focus is now, how it looks, and how the element before looks without it. */
export function whereFocusIs(before) {
  const { kb } = window;
  const element = document.activeElement;
  const left = before ? kb.find(before) : null;
  const plain = left && left !== element ? kb.look(left) : null;
  if (!element || element === document.body || element.localName === 'html') return { id: null, plain };
  const row = element.closest('[role="row"], tr, li');
  const within = row ? kb.controls(row).filter((one) => one.tabIndex >= 0) : [];
  return {
    id: kb.mark(element),
    plain,
    look: kb.look(element),
    name: kb.name(element),
    sight: kb.isInSight(element),
    within: within.map((one) => kb.mark(one)),
    isCell: Boolean(element.closest('table')),
  };
}

/** Sets the point from which Tab goes on to the beginning. */
export function startAtTop() {
  const scope = window.kb.scope();
  const spot = document.createElement('span');
  spot.tabIndex = -1;
  scope.prepend(spot);
  spot.focus({ preventScroll: true });
  spot.remove();
}

/** Puts the focus on an element; false where it is gone. */
export function focusOn(id) {
  const element = window.kb.find(id);
  element?.focus();
  return Boolean(element);
}
