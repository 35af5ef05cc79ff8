// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { bolt } from '../../../src/builders/bolt/adapter.ts';
import { offerArchives } from '../../../src/content/pageHooks.ts';
import { fetchBlob, goTo, openEditor, ZIP, zipOf } from './support/boltEditor.ts';
import { Exporting } from './support/exporting.ts';

let exporting: Exporting;

/** Runs at the moment when the person is asked for help. */
function whenAsked(act: () => void): void {
  exporting.onPart = (part) => {
    if (part.type === 'progress' && part.rung === 'user-export') setTimeout(act);
  };
}

beforeEach(() => {
  goTo('https://bolt.new/~/sb1-abcd1234');
  exporting = new Exporting(bolt, 'sb1-abcd1234', fetchBlob);
});

describe('an export from Bolt', () => {
  it.each(['project-menu', 'export-button', 'status-menu'] as const)(
    'presses Download by way of the %s and catches the zip',
    async (way) => {
      const editor = openEditor(way);
      await exporting.run();
      expect(exporting.archive).toEqual(Buffer.from(ZIP));
      expect(exporting.rungs.at(-1)).toBe(way);
      expect(editor.saved).toEqual([]);
    },
  );

  it('reads German menus', async () => {
    const editor = openEditor('project-menu', { export: 'Exportieren', download: 'Herunterladen' });
    await exporting.run();
    expect(editor.pressed).toEqual(['Exportieren', 'Herunterladen']);
    expect(exporting.archive).toEqual(Buffer.from(ZIP));
  });

  it('looks into the next menu when Export is not in the first', async () => {
    openEditor('second-menu');
    await exporting.run();
    expect(exporting.rungs).toEqual(['project-menu']);
    expect(exporting.archive).toEqual(Buffer.from(ZIP));
  });

  it('sends a large zip in pieces that one message carries', async () => {
    const bytes = new Uint8Array(1_200_000).fill(7);
    bytes.set(ZIP);
    openEditor('project-menu').zip = zipOf(bytes);
    await exporting.run();
    expect(exporting.pieces.map(({ length }) => length)).toEqual([524_288, 524_288, 151_424]);
    expect(exporting.archive.equals(bytes)).toBe(true);
  });

  it('asks the person to press Export where no menu is found, and catches the zip', async () => {
    const editor = openEditor('nothing');
    whenAsked(editor.download);
    await exporting.run();
    expect(exporting.rungs).toEqual([
      'project-menu',
      'export-button',
      'status-menu',
      'user-export',
    ]);
    expect(exporting.archive).toEqual(Buffer.from(ZIP));
    expect(editor.saved).toEqual([]);
  });

  it('catches a zip that no link of the page saves', async () => {
    offerArchives(window);
    openEditor('project-menu').saves = 'nothing';
    await exporting.run();
    expect(exporting.archive).toEqual(Buffer.from(ZIP));
  });

  it('names the last rung and the other ways when the person does not come', async () => {
    openEditor('nothing');
    whenAsked(() => exporting.runOutOfTime());
    const failure = await exporting.failure();
    expect(failure).toMatchObject({ code: 'export.nothing-caught', rung: 'user-export' });
    expect(failure.remedy).toContain('Use a downloaded zip');
  });

  it('asks the person when Download was pressed and no zip came', async () => {
    const editor = openEditor('project-menu');
    editor.saves = 'nothing';
    vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:nothing');
    exporting.onPart = () => void setTimeout(() => exporting.runOutOfTime());
    expect((await exporting.failure()).code).toBe('export.nothing-caught');
    expect(exporting.rungs).toEqual(['project-menu', 'user-export']);
    vi.restoreAllMocks();
  });

  it('leaves what the person saves meanwhile to the person', async () => {
    const editor = openEditor('nothing');
    whenAsked(() => {
      const picture = document.createElement('a');
      picture.href = URL.createObjectURL(new Blob(['x']));
      picture.download = 'picture.png';
      let reached = false;
      picture.addEventListener('click', (event) => {
        reached = !event.defaultPrevented;
        event.preventDefault();
      });
      document.body.append(picture);
      picture.click();
      expect(reached).toBe(true);
      editor.download();
    });
    await exporting.run();
    expect(exporting.archive).toEqual(Buffer.from(ZIP));
  });

  it('passes over whatever else the page says', async () => {
    const editor = openEditor('nothing');
    whenAsked(() => {
      for (const said of [null, 'zip', { blob: zipOf(ZIP) }, { channel: 'x', blob: zipOf(ZIP) }]) {
        window.dispatchEvent(new MessageEvent('message', { data: said, origin: location.origin }));
      }
      editor.zip = zipOf(new Uint8Array([...ZIP, 1]));
      editor.download();
    });
    await exporting.run();
    expect(exporting.archive).toEqual(Buffer.from([...ZIP, 1]));
  });

  it('never takes a zip without files for an empty app', async () => {
    openEditor('project-menu').zip = zipOf(
      new Uint8Array([0x50, 0x4b, 5, 6, ...Array<number>(18).fill(0)]),
    );
    expect(await exporting.failure()).toMatchObject({ code: 'export.empty', rung: 'catch' });
  });

  it('refuses the zip of a project that the tab went to meanwhile', async () => {
    const editor = openEditor('nothing');
    whenAsked(() => {
      goTo('https://bolt.new/~/sb1-zzzz9999');
      editor.download();
    });
    expect((await exporting.failure()).code).toBe('export.project-changed');
    expect(exporting.pieces).toEqual([]);
  });
});
