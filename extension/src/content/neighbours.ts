import type { Box } from './docking.ts';

const CONTROL =
  'a, button, input, select, textarea, label, [role="button"], [role="tab"], [role="menuitem"], [role="link"], [role="combobox"]';
/** A pointer often passes through these, so that they are not found at a point. */
const DISABLED = ':disabled, [aria-disabled="true"]';
const PICTURE = 'img, svg, canvas, video, iframe';

/** What of the page a box would cover: a control, a picture, or words. */
export function inTheWay(document: Document, box: Box, own: Element): Box | null {
  for (const [x, y] of pointsOf(box)) {
    for (const element of document.elementsFromPoint(x, y)) {
      const covered = element === own ? null : coveredBy(element, box);
      if (covered !== null) return covered;
      // what is behind is not seen
      if (element !== own && isOpaque(element)) break;
    }
  }
  return disabledIn(document, box);
}

function disabledIn(document: Document, box: Box): Box | null {
  const boxes = [...document.querySelectorAll(DISABLED)].map((each) =>
    each.getBoundingClientRect(),
  );
  return boxes.find((each) => overlap(each, box)) ?? null;
}

function isOpaque(element: Element): boolean {
  const { backgroundColor, opacity } = getComputedStyle(element);
  return opacity === '1' && /^rgb\(/.test(backgroundColor);
}

function* pointsOf(box: Box): Generator<[number, number]> {
  const middle = (box.top + box.bottom) / 2;
  for (const y of [middle, box.top + 2, box.bottom - 2]) {
    for (let step = 0; step <= 8; step += 1) {
      yield [box.left + ((box.right - box.left) * step) / 8, y];
    }
  }
}

function coveredBy(element: Element, box: Box): Box | null {
  const control = element.closest(CONTROL);
  if (control !== null) return control.getBoundingClientRect();
  if (element.matches(PICTURE)) return element.getBoundingClientRect();
  return wordsOf(element).find((words) => overlap(words, box)) ?? null;
}

/** The element may be as wide as the bar: only where its words are is something covered. */
function wordsOf(element: Element): DOMRect[] {
  return [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    .flatMap((node) => {
      const range = element.ownerDocument.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()];
    });
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}
