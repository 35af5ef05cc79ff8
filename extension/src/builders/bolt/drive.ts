import type { ExportContext } from '../adapter.ts';
import { climb, climbAll, type Ladder } from '../ladder.ts';
import { hitKey, hover, press } from '../pointer.ts';
import { boltLadders as ladders } from './selectors.ts';

/** How many menus are opened in search of the right one. */
const CANDIDATES = 4;

/** One way to Bolt's own Download, by the name that a failure tells. */
export interface Route {
  readonly rung: string;
  /** Whether Download has been pressed. */
  readonly take: (context: ExportContext) => Promise<boolean>;
}

/** From today's page to the oldest that was seen (builders.md 4). */
export const routes: readonly Route[] = [
  { rung: 'project-menu', take: throughProjectMenu },
  { rung: 'export-button', take: (context) => throughMenu(context, ladders.exportButton, enter) },
  { rung: 'status-menu', take: (context) => throughMenu(context, ladders.statusMenu, hoverPress) },
];

async function throughProjectMenu(context: ExportContext): Promise<boolean> {
  for (const { element } of climbAll(ladders.projectMenu, context.document).slice(0, CANDIDATES)) {
    press(element);
    await context.sleep(200);
    const item = await appearing(context, ladders.exportItem, 4, 150);
    if (item !== null) {
      press(item);
      await context.sleep(250);
      if (await pressDownload(context)) return true;
    }
    await closeMenus(context);
  }
  return false;
}

async function throughMenu(
  context: ExportContext,
  ladder: Ladder,
  open: (button: Element) => void,
): Promise<boolean> {
  const button = climb(ladder, context.document);
  if (button === null) return false;
  open(button.element);
  if (await pressDownload(context)) return true;
  await closeMenus(context);
  return false;
}

function enter(button: Element): void {
  (button as HTMLElement).focus();
  hitKey(button, 'Enter');
}

function hoverPress(button: Element): void {
  hover(button);
  press(button);
}

async function pressDownload(context: ExportContext): Promise<boolean> {
  const item = await appearing(context, ladders.downloadItem, 5, 200);
  if (item !== null) press(item);
  return item !== null;
}

/** Menus come with a movement of their own: looked for some times, with growing pauses. */
async function appearing(
  context: ExportContext,
  ladder: Ladder,
  tries: number,
  pause: number,
): Promise<Element | null> {
  for (let tried = 1; ; tried += 1) {
    const found = climb(ladder, context.document);
    if (found !== null) return found.element;
    if (tried === tries) return null;
    await context.sleep(pause * tried);
  }
}

async function closeMenus(context: ExportContext): Promise<void> {
  hitKey(context.document.activeElement ?? context.document.body, 'Escape');
  await context.sleep(150);
}
