import { resolveObjectURL } from 'node:buffer';

/** The tab goes to another address without loading. */
export function goTo(address: string): void {
  const { happyDOM } = window as unknown as { happyDOM: { setURL(address: string): void } };
  happyDOM.setURL(address);
}

/** Reads the addresses that the page made for its blobs. */
export const fetchBlob: typeof fetch = (address) => {
  const blob = resolveObjectURL(address as string);
  return blob === undefined
    ? Promise.reject(new TypeError('Failed to fetch'))
    : Promise.resolve({ blob: () => Promise.resolve(blob) } as unknown as Response);
};

/** What of Bolt's editor an export has to do with; its menus open on the pointer, as Radix's do. */
export interface BoltEditor {
  /** What Download makes. */
  zip: Blob;
  /** How the zip is saved. */
  saves: 'link' | 'nothing';
  /** What the person finds among the downloads. */
  readonly saved: string[];
  readonly pressed: string[];
  readonly download: () => void;
}

interface Words {
  export: string;
  download: string;
}

export const ZIP = new Uint8Array([0x50, 0x4b, 3, 4, 0, 255, 254, 128, 10, 13]);

export function zipOf(bytes: Uint8Array<ArrayBuffer>): Blob {
  return new Blob([bytes], { type: 'application/zip' });
}

export function openEditor(
  opens: 'project-menu' | 'second-menu' | 'export-button' | 'status-menu' | 'nothing',
  words: Words = { export: 'Export', download: 'Download' },
): BoltEditor {
  const pressed: string[] = [];
  const saved: string[] = [];
  const editor: BoltEditor = {
    zip: zipOf(ZIP),
    saves: 'link',
    saved,
    pressed,
    download: () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(editor.zip);
      link.download = 'project.zip';
      document.body.append(link);
      const click = new MouseEvent('click', { bubbles: true, cancelable: true });
      // the browser saves what nobody prevented
      if (editor.saves === 'link' && link.dispatchEvent(click)) saved.push(link.download);
      link.remove();
    },
  };

  const menu = (...items: [string, () => void][]) => {
    const list = document.createElement('div');
    list.setAttribute('role', 'menu');
    for (const [text, choose] of items) {
      const item = document.createElement('div');
      item.setAttribute('role', 'menuitem');
      item.textContent = text;
      item.addEventListener('click', () => {
        pressed.push(text);
        choose();
      });
      list.append(item);
    }
    document.body.append(list);
  };
  const showDownload = () => menu([words.download, editor.download]);
  const showProject = () => menu(['Duplicate', () => undefined], [words.export, showDownload]);

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape')
      document.querySelectorAll('[role="menu"]').forEach((m) => m.remove());
  });
  document.body.innerHTML = `
    <button id="name" aria-haspopup="menu" data-state="closed">shop <i class="i-ph:caret-down"></i></button>
    <button id="team" aria-haspopup="menu" data-state="closed">team <i class="i-ph:caret-down"></i></button>`;
  const on = (id: string, event: string, act: () => void) =>
    document.getElementById(id)?.addEventListener(event, act);
  if (opens === 'project-menu') on('name', 'pointerdown', showProject);
  if (opens === 'second-menu') {
    on('name', 'pointerdown', () => menu(['Settings', () => undefined]));
    on('team', 'pointerdown', showProject);
  }
  if (opens === 'export-button') {
    document.body.innerHTML = `<button id="export" aria-haspopup="menu">${words.export}</button>`;
    document.getElementById('export')?.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') showDownload();
    });
  }
  if (opens === 'status-menu') {
    document.body.innerHTML = `<div class="flex-1 select-text"><div class="flex items-center justify-center">
      <button id="status" aria-haspopup="menu"></button></div></div>`;
    on('status', 'pointerover', showDownload);
  }
  return editor;
}
