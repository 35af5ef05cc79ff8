/** Small pages in the manner of the builders' editors, one variation each. */

export const lovablePages = {
  plain: `
    <div class="flex h-12 items-center"><a href="/dashboard">Shop</a>
      <div class="flex gap-2"><button>Share</button>
        <button id="publish-menu" class="bg-affirmative-primary">Publish</button></div></div>`,
  german: `<div><button>Teilen</button><button><svg></svg><span>Veröffentlichen</span></button></div>`,
  japanese: `<div><button>共有</button><button id="radix-:r7:" aria-controls="publish-menu">公開</button></div>`,
  colourOnly: `<div><button class="x bg-affirmative-primary/90"><svg></svg></button></div>`,
  rotated: `<div><button id="radix-:r1a:" class="a9x">Publish</button></div>`,
  hidden: `<div><button style="display:none">Publish</button><button id="seen">Publish</button></div>`,
  inDialog: `<div role="dialog"><button>Publish</button></div>`,
  bare: `<div><button>Share</button><button>Published versions</button></div>`,
};

const boltBar = (inner: string) =>
  `<header><button aria-haspopup="menu" data-state="closed" id="radix-:r3:"><span>shop</span>
     <i class="i-ph:caret-down"></i></button>
   <div class="ml-auto"><div class="flex gap-2"><div class="flex gap-1">${inner}</div></div></div></header>`;

export const boltPages = {
  plain: boltBar('<button aria-controls="publish-menu">Publish</button>'),
  french: boltBar('<button class="z">Publier</button>'),
  labelOnly: boltBar('<button aria-label="Veröffentlichen"><i></i></button>'),
  noButton: boltBar('<button><i></i></button>'),
  oldBar: '<div class="ml-auto"><div class="flex gap-3"><button></button></div></div>',
  generating:
    boltBar('<button>Publish</button>') + '<button aria-label="Stop generation"></button>',
  generatingInGerman: '<button aria-label="Generierung stoppen"></button>',
};

export const boltMenus = {
  english: `<div role="menu"><div role="menuitem">Duplicate</div><div role="menuitem">Export</div></div>
    <div role="menu"><div role="menuitem">Open in StackBlitz</div><div role="menuitem">Download</div></div>`,
  spanish: `<div role="menu"><div role="menuitem">Exportar</div><div role="menuitem">Descargar</div></div>`,
  portuguese: `<div role="menu"><div role="menuitem">Transferir projeto</div>
    <div role="menuitem">Exportar</div><div role="menuitem">Baixar</div></div>`,
  newIcons: `<div role="menu"><div role="menuitem"><i class="i-ph:export"></i>書き出す</div>
    <div role="menuitem"><i class="i-ph:arrow-down-tray"></i>保存</div></div>`,
  oldIcons: `<div role="menu"><div role="menuitem"><i class="i-lucide:share"></i>書き出す</div>
    <div role="menuitem"><i class="i-lucide:file-archive"></i>保存</div></div>`,
  anotherExportFirst: `<div role="menu"><div role="menuitem">Export to GitHub</div>
    <div role="menuitem" id="meant">Export</div></div>`,
};
