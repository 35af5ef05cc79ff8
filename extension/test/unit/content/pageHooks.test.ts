// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { announceNavigation, offerArchives } from '../../../src/content/pageHooks.ts';
import { CATCH_ARCHIVES, NAVIGATED, RELEASE_ARCHIVES } from '../../../src/content/signals.ts';

const ZIP = () => new Blob(['PK'], { type: 'application/zip' });

beforeAll(() => {
  announceNavigation(window);
  offerArchives(window);
});

describe('the history of the page', () => {
  it('is announced after the address has changed', () => {
    const seen: string[] = [];
    document.addEventListener(NAVIGATED, () => seen.push(location.hash));
    history.pushState({}, '', '#one');
    history.replaceState({}, '', '#two');
    expect(seen).toEqual(['#one', '#two']);
  });
});

describe('the archives of the page', () => {
  let told: { channel: string; blob: Blob }[];

  beforeEach(() => {
    told = [];
    window.addEventListener('message', ({ data }: MessageEvent<(typeof told)[0]>) => {
      told.push(data);
    });
  });

  const make = async (blob: Blob) => {
    const address = URL.createObjectURL(blob);
    // messages come in a turn of their own
    await new Promise((resolve) => setTimeout(resolve));
    return address;
  };

  const listen = (channel: unknown) =>
    document.dispatchEvent(new CustomEvent(CATCH_ARCHIVES, { detail: channel }));

  it('are told of on the channel that was named', async () => {
    listen('channel-1');
    const zip = ZIP();
    expect(await make(zip)).toMatch(/^blob:/);
    expect(told).toEqual([{ channel: 'channel-1', blob: zip }]);
  });

  it('are nobody else’s business before and after', async () => {
    document.dispatchEvent(new CustomEvent(RELEASE_ARCHIVES));
    await make(ZIP());
    listen({ not: 'a name' });
    await make(ZIP());
    expect(told).toEqual([]);
  });

  it('are not the pictures that it makes', async () => {
    listen('channel-1');
    await make(new Blob(['x'], { type: 'image/png' }));
    expect(told).toEqual([]);
  });
});
