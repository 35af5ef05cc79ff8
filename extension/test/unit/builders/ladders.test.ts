// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { base44 } from '../../../src/builders/base44/adapter.ts';
import { base44Ladders } from '../../../src/builders/base44/selectors.ts';
import { bolt } from '../../../src/builders/bolt/adapter.ts';
import { boltLadders } from '../../../src/builders/bolt/selectors.ts';
import { climb } from '../../../src/builders/ladder.ts';
import { lovable } from '../../../src/builders/lovable/adapter.ts';
import { lovableLadders } from '../../../src/builders/lovable/selectors.ts';
import { selfTest } from '../../../src/builders/selfTest.ts';
import { boltMenus, boltPages, lovablePages } from './support/pages.ts';

beforeEach(() => {
  document.body.innerHTML = '';
});

function show(html: string): void {
  document.body.innerHTML = html;
}

describe("Lovable's Publish", () => {
  it.each([
    ['plain', 'text', 'Publish'],
    ['german', 'text', 'Veröffentlichen'],
    ['japanese', 'menu', '公開'],
    ['colourOnly', 'colour', ''],
    ['rotated', 'text', 'Publish'],
  ] as const)('is found on the %s page by its %s', (page, by, text) => {
    show(lovablePages[page]);
    const place = lovable.dock(document);
    expect(place?.by).toBe(by);
    expect(place?.beside.textContent).toBe(text);
  });

  it('is the one that is seen', () => {
    show(lovablePages.hidden);
    expect(lovable.dock(document)?.beside.id).toBe('seen');
  });

  it.each(['inDialog', 'bare'] as const)('is not taken for something else: %s', (page) => {
    show(lovablePages[page]);
    expect(lovable.dock(document)).toBeNull();
  });
});

describe("Bolt's bar", () => {
  it.each([
    ['plain', 'text'],
    ['french', 'text'],
    ['labelOnly', 'label'],
    ['noButton', 'bar'],
    ['oldBar', 'old-bar'],
  ] as const)('is found on the %s page by its %s', (page, by) => {
    show(boltPages[page]);
    expect(bolt.dock(document)?.by).toBe(by);
  });

  it.each(['generating', 'generatingInGerman'] as const)('shows that Bolt is busy: %s', (page) => {
    show(boltPages[page]);
    expect(bolt.isBusy(document)).toBe(true);
  });

  it('shows that Bolt is at rest', () => {
    show(boltPages.plain);
    expect(bolt.isBusy(document)).toBe(false);
  });
});

describe("Bolt's menus", () => {
  it.each([
    ['english', 'word', 'word'],
    ['spanish', 'word', 'word'],
    ['portuguese', 'word', 'word'],
    ['newIcons', 'icon', 'icon'],
    ['oldIcons', 'icon', 'icon'],
  ] as const)('lead to Export and Download: %s', (menu, byExport, byDownload) => {
    show(boltMenus[menu]);
    expect(climb(boltLadders.exportItem, document)?.by).toBe(byExport);
    expect(climb(boltLadders.downloadItem, document)?.by).toBe(byDownload);
  });

  it('never lead to giving the project away', () => {
    show(boltMenus.portuguese);
    expect(climb(boltLadders.downloadItem, document)?.element.textContent).toBe('Baixar');
  });

  it('lead to the bare Export before an export to elsewhere', () => {
    show(boltMenus.anotherExportFirst);
    expect(climb(boltLadders.exportItem, document)?.element.id).toBe('meant');
  });
});

describe('Base44', () => {
  it('has a place for the button only where its words say so', () => {
    show('<div><button>Publicar</button></div>');
    expect(base44.dock(document)?.by).toBe('text');
    show('<div class="ml-auto"><button class="publish"></button></div>');
    expect(base44.dock(document)).toBeNull();
  });
});

describe('the self-test', () => {
  it('says which rung holds each ladder, and which would hold it next', () => {
    show(lovablePages.plain);
    expect(selfTest(lovableLadders, document)).toEqual([
      { ladder: 'publish', by: 'text', holding: ['text', 'menu', 'colour'] },
      { ladder: 'busy', by: null, holding: [] },
    ]);
  });

  it('says what is left of a page whose words are in an unknown language', () => {
    show(boltPages.plain.replace('Publish', '公開') + boltMenus.newIcons);
    const held = selfTest(boltLadders, document).map(({ ladder, by }) => [ladder, by]);
    expect(Object.fromEntries(held)).toEqual({
      publish: 'menu',
      busy: null,
      projectMenu: 'name',
      exportButton: null,
      statusMenu: null,
      exportItem: 'icon',
      downloadItem: 'icon',
    });
  });

  it('says that nothing holds on a page that is no editor', () => {
    show('<main><h1>Page not found</h1></main>');
    expect(selfTest(base44Ladders, document).every(({ by }) => by === null)).toBe(true);
  });
});
