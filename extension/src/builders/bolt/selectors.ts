import type { Ladder } from '../ladder.ts';
import { DOWNLOAD, EXPORT, PUBLISH, STOP_GENERATION } from '../words.ts';

const ITEM = '[role="menuitem"], [data-radix-collection-item]';
const BUTTON_WITH_MENU = 'button[aria-haspopup="menu"]';

/**
 * Bolt changed its icons from Lucide to Phosphor in May 2026, and its bar every few months before
 * (builders.md 4): both sets are named, and icons come last everywhere.
 */
const CARET =
  '[class*="i-ph:caret"], [class*="i-lucide:chevron"], svg[class*="chevron"], svg[class*="caret"]';
const EXPORT_ICON = '[class*="i-ph:export"], [class*="i-lucide:share"]';
const DOWNLOAD_ICON = [
  '[class*="file-archive"]',
  '[class*="i-ph:arrow-down-tray"]',
  '[class*="i-ph:download-simple"]',
  '[class*="i-lucide:download"]',
].join(', ');

const publish: Ladder = [
  { by: 'text', css: 'button, [role="button"]', says: PUBLISH },
  { by: 'label', css: 'button[aria-label]', labelled: PUBLISH },
  { by: 'menu', css: 'button[aria-controls="publish-menu"]' },
  { by: 'bar', css: 'div.ml-auto > div.flex.gap-2 div.flex.gap-1:not([class*="empty:hidden"])' },
  { by: 'old-bar', css: 'div.ml-auto > div.flex.gap-3' },
  { by: 'new-bar', css: 'div.ml-auto > div.flex.gap-2' },
];

const busy: Ladder = [
  { by: 'label', css: 'button[aria-label]', labelled: STOP_GENERATION },
  { by: 'text', css: 'button', says: STOP_GENERATION },
];

/** The menu under the project's name, which holds Export. */
const projectMenu: Ladder = [
  { by: 'name', css: `${BUTTON_WITH_MENU}[data-state="closed"]`, saysSomething: true, has: CARET },
  { by: 'name-without-icon', css: `${BUTTON_WITH_MENU}[data-state="closed"]`, saysSomething: true },
];

/** The button of its own that Export was until 2026. */
const exportButton: Ladder = [
  { by: 'text', css: BUTTON_WITH_MENU, mentions: EXPORT },
  { by: 'label', css: `${BUTTON_WITH_MENU}[aria-label]`, labelMentions: EXPORT },
  { by: 'icon', css: EXPORT_ICON, closest: BUTTON_WITH_MENU },
];

const statusMenu: Ladder = [
  {
    by: 'structure',
    css: `.flex-1.select-text .flex.items-center.justify-center ${BUTTON_WITH_MENU}`,
  },
];

/** The bare word before any other item that has it, such as an export to another service. */
const exportItem: Ladder = [
  { by: 'word', css: ITEM, says: EXPORT },
  { by: 'text', css: ITEM, mentions: EXPORT },
  { by: 'label', css: '[role="menuitem"][aria-label]', labelMentions: EXPORT },
  { by: 'icon', css: EXPORT_ICON, closest: ITEM },
];

const downloadItem: Ladder = [
  { by: 'word', css: ITEM, says: DOWNLOAD },
  { by: 'text', css: ITEM, mentions: DOWNLOAD },
  { by: 'label', css: '[role="menuitem"][aria-label]', labelMentions: DOWNLOAD },
  { by: 'icon', css: DOWNLOAD_ICON, closest: ITEM },
];

export const boltLadders = {
  publish,
  busy,
  projectMenu,
  exportButton,
  statusMenu,
  exportItem,
  downloadItem,
};
