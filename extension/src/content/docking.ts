export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the button stands: at a point of the window, or in its bottom right corner. */
export type Spot = { kind: 'docked'; left: number; top: number } | { kind: 'floating' };

const GAP = 8;

/** As many neighbours of Publish are stepped over before the button floats. */
const NEIGHBOURS = 6;

/** What is further away than this is beside nothing. */
const FURTHEST = 420;

/**
 * To the left of the given box and of whatever stands in between, so that nothing of the page is
 * covered; floating where there is no such place.
 */
export function spotBeside(
  beside: Box | null,
  size: Size,
  window: Size,
  inTheWay: (box: Box) => Box | null,
): Spot {
  if (beside === null || beside.right <= beside.left || beside.bottom <= beside.top) {
    return { kind: 'floating' };
  }
  const top = Math.round((beside.top + beside.bottom - size.height) / 2);
  let right = beside.left - GAP;
  for (let stepped = 0; stepped <= NEIGHBOURS; stepped += 1) {
    const box = { left: right - size.width, top, right, bottom: top + size.height };
    if (!isInside(box, window) || beside.left - box.right > FURTHEST) break;
    const neighbour = inTheWay(box);
    if (neighbour === null) return { kind: 'docked', left: Math.round(box.left), top };
    right = Math.min(neighbour.left, right - 1) - GAP;
  }
  return { kind: 'floating' };
}

function isInside(box: Box, window: Size): boolean {
  return (
    box.left >= GAP && box.top >= 0 && box.right <= window.width && box.bottom <= window.height
  );
}
