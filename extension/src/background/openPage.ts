import type { Project } from '../protocol/messages.ts';

const PANEL = 'src/pages/panel/index.html';
const APP = 'src/pages/app/index.html';

/**
 * Opens the plan beside the editor. To be called in the listener of the click and before any
 * `await`: Chrome opens a side panel only while the click lasts. The address is set first, without
 * waiting, and Chrome keeps the order of the two. Without a side panel it is a window.
 */
export function openPanel(tabId: number, project: Project): Promise<void> {
  const path = `${PANEL}?project=${project.builder}/${encodeURIComponent(project.id)}`;
  // Not every browser of Chrome's family has one.
  const sidePanel = (chrome as Partial<typeof chrome>).sidePanel;
  if (sidePanel === undefined) return openWindow(path);
  const set = sidePanel.setOptions({ tabId, path, enabled: true });
  const open = sidePanel.open({ tabId });
  return Promise.all([set, open]).then(
    () => undefined,
    () => openWindow(path),
  );
}

/** Opens the page of an app with its history. */
export async function openApp(slug: string): Promise<void> {
  const url = `${chrome.runtime.getURL(APP)}#/apps/${encodeURIComponent(slug)}`;
  await chrome.tabs.create({ url });
}

async function openWindow(path: string): Promise<void> {
  const url = chrome.runtime.getURL(path);
  const [shown] = await chrome.runtime.getContexts({ documentUrls: [url] });
  if (shown !== undefined && shown.windowId >= 0) {
    await chrome.windows.update(shown.windowId, { focused: true });
    return;
  }
  await chrome.windows.create({ type: 'popup', url, width: 480, height: 800 });
}
