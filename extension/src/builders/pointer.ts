const POINTER = { pointerId: 1, pointerType: 'mouse', isPrimary: true };

/** Presses as a hand would: menus of Radix open on the pointer and not on the click. */
export function press(element: Element): void {
  for (const [pointer, mouse, buttons] of [
    ['pointerdown', 'mousedown', 1],
    ['pointerup', 'mouseup', 0],
  ] as const) {
    const init = { ...at(element), buttons };
    element.dispatchEvent(new PointerEvent(pointer, { ...init, ...POINTER }));
    element.dispatchEvent(new MouseEvent(mouse, init));
  }
  (element as HTMLElement).click();
}

export function hover(element: Element): void {
  element.dispatchEvent(new PointerEvent('pointerover', { ...at(element), ...POINTER }));
  element.dispatchEvent(new MouseEvent('mouseover', at(element)));
}

export function hitKey(element: Element, key: string): void {
  for (const type of ['keydown', 'keyup']) {
    element.dispatchEvent(
      new KeyboardEvent(type, { key, code: key, bubbles: true, cancelable: true, composed: true }),
    );
  }
}

function at(element: Element): MouseEventInit {
  const box = element.getBoundingClientRect();
  return {
    bubbles: true,
    cancelable: true,
    composed: true,
    button: 0,
    clientX: box.left + box.width / 2,
    clientY: box.top + box.height / 2,
  };
}
