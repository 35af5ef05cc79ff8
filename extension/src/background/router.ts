import { parseFromContent } from '../protocol/fromContent.ts';
import { PAGE_PORT } from '../protocol/messages.ts';
import { builderTab, isOurPage, type BuilderTab } from './senders.ts';

export interface Routes {
  detected(tab: BuilderTab): void;
  /** Called while the click lasts: a side panel must be opened before it returns. */
  deployRequested(tab: BuilderTab): void;
  page(port: chrome.runtime.Port): void;
}

/**
 * The only two doors to the worker. A builder's tab may say two words, and our own pages may have a
 * port; nothing else is answered. Must run before anything is awaited, or Chrome would not wake the
 * worker for these events.
 */
export function listen(routes: Routes): void {
  chrome.runtime.onMessage.addListener((message: unknown, sender) => {
    const said = parseFromContent(message);
    const tab = builderTab(sender);
    if (said === null || tab === null) return;
    switch (said.type) {
      case 'project.detected':
        return routes.detected(tab);
      case 'deploy.requested':
        return routes.deployRequested(tab);
    }
  });

  chrome.runtime.onConnect.addListener((port) => {
    if (port.name === PAGE_PORT && isOurPage(port.sender)) routes.page(port);
    else port.disconnect();
  });
}
