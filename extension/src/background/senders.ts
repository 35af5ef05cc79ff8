import type { Project } from '../protocol/messages.ts';
import { projectAt } from './projectAt.ts';

const OUR_PAGES = [
  '/src/pages/panel/index.html',
  '/src/pages/popup/index.html',
  '/src/pages/app/index.html',
];

type Sender = chrome.runtime.MessageSender;

/** A builder's tab, as the browser vouches for it. */
export interface BuilderTab {
  tabId: number;
  title: string;
  project: Project;
}

/**
 * The builder's tab that a message came from; null when it came from anywhere else. Only what the
 * browser says of the sender counts, because the page may have taken over the content script.
 *
 * The project is that of the tab's address: `sender.url` stays what it was when the document was
 * loaded, also after the builder went to another project without loading a new one.
 */
export function builderTab(sender: Sender): BuilderTab | null {
  const { tab, url, origin } = sender;
  if (sender.id !== chrome.runtime.id || sender.frameId !== 0 || tab?.id === undefined) return null;
  const from = originOf(url);
  if (from === null || from !== originOf(tab.url)) return null;
  if (origin !== undefined && origin !== from) return null;
  const project = projectAt(tab.url);
  return project === null ? null : { tabId: tab.id, title: tab.title ?? '', project };
}

function originOf(address: string | undefined): string | null {
  return address !== undefined && URL.canParse(address) ? new URL(address).origin : null;
}

/** Whether it is one of our own pages, by its exact address. */
export function isOurPage(sender: Sender | undefined): boolean {
  if (sender?.id !== chrome.runtime.id || sender.url === undefined) return false;
  if (sender.nativeApplication !== undefined) return false;
  const ours = `chrome-extension://${chrome.runtime.id}`;
  if (sender.origin !== ours || !URL.canParse(sender.url)) return false;
  const url = new URL(sender.url);
  return `${url.protocol}//${url.host}` === ours && OUR_PAGES.includes(url.pathname);
}
