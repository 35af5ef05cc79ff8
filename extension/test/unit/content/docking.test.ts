import { describe, expect, it } from 'vitest';
import { spotBeside, type Box } from '../../../src/content/docking.ts';

const WINDOW = { width: 1000, height: 700 };
const SIZE = { width: 100, height: 32 };
const PUBLISH = { left: 900, top: 10, right: 980, bottom: 46 };
const FLOATING = { kind: 'floating' };

function spot(beside: Box | null, neighbours: Box[] = []) {
  return spotBeside(beside, SIZE, WINDOW, (box) => {
    return neighbours.find((each) => each.left < box.right && box.left < each.right) ?? null;
  });
}

function boxAt(left: number, right: number): Box {
  return { left, right, top: 10, bottom: 46 };
}

describe('the place of the button', () => {
  it('is left of Publish and in the middle of its height', () => {
    expect(spot(PUBLISH)).toEqual({ kind: 'docked', left: 792, top: 12 });
  });

  it('is left of whatever stands between, so that nothing is covered', () => {
    expect(spot(PUBLISH, [boxAt(840, 892), boxAt(780, 832)])).toEqual({
      kind: 'docked',
      left: 672,
      top: 12,
    });
  });

  it.each([
    ['nothing was found', null, []],
    ['Publish has no size', { ...PUBLISH, right: 900 }, []],
    ['Publish is out of sight', { ...PUBLISH, top: -60, bottom: -24 }, []],
    ['there is no room on the left', { ...PUBLISH, left: 100, right: 180 }, []],
    ['the bar is full', PUBLISH, [boxAt(10, 890)]],
    ['the next free place is far away', PUBLISH, [boxAt(400, 890)]],
    [
      'too many neighbours stand in between',
      PUBLISH,
      Array.from({ length: 40 }, (_, i) => boxAt(884 - i * 10, 892 - i * 10)),
    ],
  ])('is the corner of the window when %s', (_, beside, neighbours) => {
    expect(spot(beside, neighbours)).toEqual(FLOATING);
  });
});
