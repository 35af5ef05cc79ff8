import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FromExporter } from '../../../src/protocol/messages.ts';
import { Page } from './support/page.ts';
import { WorkerPort } from './support/port.ts';

const ONE = 'https://lovable.dev/projects/0f8fad5b-d9cb-469f-a165-70867728950e';
const OTHER = 'https://lovable.dev/projects/7c9e6679-7425-40de-944b-e07fc1f90ae7';
const OWN = 'cmailpibelejjbdgmndojgngbpkbbnni';

/** The page is looked at twice a second, and this machine may be busy. */
const soon = <T>(look: () => T) => expect.poll(look, { timeout: 10_000 });

let page: Page;

function open(address: string, html?: string): Page {
  page = new Page(address, html);
  return page.start();
}

afterEach(async () => {
  await page.happy.happyDOM.abort();
});

describe('the button on a page of a builder', () => {
  it.each([
    ONE,
    'https://bolt.new/~/sb1-abcd1234',
    'https://app.base44.com/apps/65f0c0ffee65f0c0ffee65f0/editor/preview',
  ])('stands on the project at %s', (address) => {
    open(address);
    expect(page.hosts).toHaveLength(1);
    expect(page.said).toEqual(['project.detected']);
  });

  it('stands there also where no place beside Publish is found', () => {
    open(ONE, '<main></main>');
    expect(page.hosts).toHaveLength(1);
    expect(page.hosts[0]?.style.getPropertyValue('right')).toBe('20px');
  });

  it('is not on a page without a project', () => {
    open('https://lovable.dev/dashboard');
    expect(page.hosts).toEqual([]);
    expect(page.said).toEqual([]);
  });

  it('is a button with a name, in a root that is closed to the page', () => {
    open(ONE);
    expect(page.button?.getAttribute('aria-label')).toBe('Deploy with Freehold');
    expect(page.button?.textContent).toBe('Deploy');
    expect(page.hosts[0]?.shadowRoot).toBeNull();
  });

  it("does not bow to the page's own rules", () => {
    open(ONE);
    const style = page.hosts[0]?.style;
    for (const property of ['all', 'position', 'display', 'z-index']) {
      expect(style?.getPropertyPriority(property)).toBe('important');
    }
  });

  it('asks for a deployment when a hand presses it', () => {
    open(ONE);
    page.press('hand');
    expect(page.said).toEqual(['project.detected', 'deploy.requested']);
  });

  it('does nothing when a script presses it', () => {
    open(ONE);
    page.press('script');
    page.button?.click();
    page.hosts[0]?.click();
    expect(page.said).toEqual(['project.detected']);
  });

  it('does not let its click through to the page', () => {
    open(ONE);
    const heard = vi.fn();
    page.document.addEventListener('click', heard);
    page.press('hand');
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('a page that changes without loading', () => {
  it('is another project when the builder goes to one', () => {
    open(ONE);
    page.goTo(OTHER);
    page.goTo(`${OTHER}?view=code`);
    expect(page.said).toEqual(['project.detected', 'project.detected']);
    expect(page.hosts).toHaveLength(1);
  });

  it('loses the button with the project and gets it back', () => {
    open(ONE);
    page.goTo('/dashboard');
    expect(page.hosts).toEqual([]);
    page.goTo(ONE);
    expect(page.hosts).toHaveLength(1);
    expect(page.said).toEqual(['project.detected', 'project.detected']);
  });

  it('goes back in its history', () => {
    open(ONE);
    page.happy.happyDOM.setURL(OTHER);
    page.window.dispatchEvent(new page.window.Event('popstate'));
    expect(page.said).toEqual(['project.detected', 'project.detected']);
  });

  it('is seen to have another address even if it never told', async () => {
    open(ONE);
    page.happy.happyDOM.setURL(OTHER);
    page.document.body.append(page.document.createElement('p'));
    await soon(() => page.said).toEqual(['project.detected', 'project.detected']);
  });

  it('gets its button back when it draws itself anew', async () => {
    open(ONE);
    page.document.body.innerHTML = '<header><button>Publish</button></header>';
    expect(page.hosts).toEqual([]);
    await soon(() => page.hosts.length).toBe(1);
    expect(page.said).toEqual(['project.detected']);
  });
});

describe('the button is there once', () => {
  it('when Freehold is started twice in a page', () => {
    open(ONE).start();
    expect(page.hosts).toHaveLength(1);
    expect(page.said).toEqual(['project.detected']);
  });

  it('when the page copies it', async () => {
    open(ONE);
    const [host] = page.hosts;
    if (host) page.document.body.append(host.cloneNode(true));
    expect(page.hosts).toHaveLength(2);
    await soon(() => page.hosts).toEqual([host]);
  });
});

describe('an extension that was updated under the page', () => {
  it('says so on the button, and asks for nothing', () => {
    open(ONE);
    page.runtime.id = undefined;
    page.press('hand');
    expect(page.note).toBe('Freehold was updated: reload this page.');
    expect(page.said).toEqual(['project.detected']);
  });

  it('says so as soon as the page changes', async () => {
    open(ONE);
    page.runtime.id = undefined;
    page.document.body.append(page.document.createElement('p'));
    await soon(() => page.note).toBe('Freehold was updated: reload this page.');
  });

  it('is told from a worker that does not answer', async () => {
    open(ONE);
    page.answers = () => Promise.reject(new Error('no receiving end'));
    page.press('hand');
    await soon(() => page.note).toBe('Freehold did not answer: reload this page.');
  });
});

describe("the worker's port", () => {
  const connect = (name: string, sender: Partial<chrome.runtime.MessageSender>) => {
    const worker = new WorkerPort(name, sender);
    for (const listener of page.connect) listener(worker.port);
    return worker;
  };

  it('is answered', async () => {
    open('https://lovable.dev/dashboard');
    const worker = connect('freehold.export', { id: OWN });
    worker.say('export');
    const end: FromExporter = await worker.end;
    expect(end).toMatchObject({ type: 'failed', error: { code: 'export.no-project' } });
  });

  it.each([
    ['another name', 'freehold.page', { id: OWN }],
    ['another extension', 'freehold.export', { id: 'another' }],
    ['a tab', 'freehold.export', { id: OWN, tab: { id: 7 } as chrome.tabs.Tab }],
    ['nobody', 'freehold.export', {}],
  ])('is closed to %s', (_, name, sender) => {
    open(ONE);
    const worker = connect(name, sender);
    worker.say('export');
    expect(worker.disconnected).toBe(true);
    expect(worker.heard).toEqual([]);
  });
});
