import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  chromium,
  type Browser as Connected,
  type BrowserContext,
  type Page,
  type Worker,
} from 'playwright-core';
import { PATIENCE_MILLIS, until } from './until.ts';

export const EXTENSION_ID = 'cmailpibelejjbdgmndojgngbpkbbnni';
const EXTENSION = fileURLToPath(new URL('../../target/extension', import.meta.url));
const EXECUTABLE = '/usr/bin/chromium';

export interface BrowserOptions {
  /** Of `--host-resolver-rules`. */
  resolverRules: string;
  environment?: NodeJS.ProcessEnv;
  /** Called with the new profile's folder before the browser starts. */
  prepare?: (userDataDir: string) => Promise<void>;
  /** More unpacked extensions beside Freehold's own. */
  alsoLoad?: readonly string[];
}

/** A Chromium with the extension as it is shipped, in a profile of its own. */
export class Browser {
  private readonly connections: Connected[] = [];

  private constructor(
    readonly userDataDir: string,
    readonly context: BrowserContext,
  ) {}

  static async launch(options: BrowserOptions): Promise<Browser> {
    const userDataDir = mkdtempSync(join(tmpdir(), 'freehold-udd-'));
    await options.prepare?.(userDataDir);
    const extensions = [EXTENSION, ...(options.alsoLoad ?? [])].join(',');
    const context = await chromium.launchPersistentContext(userDataDir, {
      executablePath: EXECUTABLE,
      headless: false,
      viewport: { width: 1280, height: 800 },
      env: { ...(options.environment ?? process.env) },
      ignoreDefaultArgs: ['--disable-extensions'],
      args: [
        ...['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
        ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
        `--disable-extensions-except=${extensions}`,
        `--load-extension=${extensions}`,
        `--host-resolver-rules=${options.resolverRules}`,
        '--ignore-certificate-errors',
        // the side panel is a page only to who connects after it was opened
        '--remote-debugging-port=0',
      ],
    });
    context.setDefaultTimeout(PATIENCE_MILLIS);
    const browser = new Browser(userDataDir, context);
    await browser.worker();
    return browser;
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.userDataDir, { recursive: true });
  }

  /** The extension's service worker; it is started when it is not running. */
  async worker(): Promise<Worker> {
    const ours = (): Worker | undefined =>
      this.context.serviceWorkers().find((worker) => worker.url().includes(EXTENSION_ID));
    return ours() ?? (await until('the service worker runs', () => ours()));
  }

  /** One of the extension's own pages, in a tab. */
  async ownPage(path: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(`chrome-extension://${EXTENSION_ID}/${path}`);
    return page;
  }

  async popup(): Promise<Page> {
    const page = await this.ownPage('src/pages/popup/index.html');
    await page.setViewportSize({ width: 420, height: 600 });
    return page;
  }

  /** The real side panel that shows this project, which only a new connection can see. */
  async sidePanel(projectKey: string): Promise<Page> {
    return until(`the side panel of ${projectKey} is open`, async () => {
      const pages = await this.everyPage();
      const found = pages.find((page) => isPanelOf(page.url(), projectKey));
      if (!found) await this.connections.pop()?.close();
      return found;
    });
  }

  /** Tabs, windows and side panels. */
  async everyPage(): Promise<Page[]> {
    const connected = await this.connect();
    return connected.contexts().flatMap((context) => context.pages());
  }

  /** The addresses of the side panels and windows in which Freehold shows this project. */
  async panelsOf(projectId: string): Promise<string[]> {
    const worker = await this.worker();
    const addresses = await worker.evaluate(async () => {
      const contexts = await chrome.runtime.getContexts({});
      return contexts.flatMap(({ documentUrl }) => documentUrl ?? []);
    });
    return addresses.filter((address) => address.includes(projectId));
  }

  /** Closes every tab and with it every side panel, so that the next case begins with none. */
  async closePages(): Promise<void> {
    for (const connected of this.connections.splice(0)) await connected.close();
    const pages = this.context.pages();
    await this.context.newPage();
    for (const page of pages) await page.close();
  }

  /** As Chrome does it with a worker that was idle, or that used too much memory. */
  async stopWorkers(page: Page): Promise<void> {
    const session = await this.context.newCDPSession(page);
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await session.detach();
  }

  private async connect(): Promise<Connected> {
    const connected = await chromium.connectOverCDP(`http://127.0.0.1:${this.debuggingPort}`);
    for (const context of connected.contexts()) context.setDefaultTimeout(PATIENCE_MILLIS);
    this.connections.push(connected);
    return connected;
  }

  private get debuggingPort(): string {
    const written = readFileSync(join(this.userDataDir, 'DevToolsActivePort'), 'utf8');
    return written.split('\n')[0] ?? '';
  }
}

function isPanelOf(address: string, projectKey: string): boolean {
  const url = new URL(address);
  return (
    url.pathname === '/src/pages/panel/index.html' && url.searchParams.get('project') === projectKey
  );
}
