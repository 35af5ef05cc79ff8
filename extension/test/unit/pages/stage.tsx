import { render, type ComponentChild } from 'preact';
import { vi } from 'vitest';
import { Client } from '../../../src/pages/ui/client.ts';
import { ClientContext } from '../../../src/pages/ui/hooks/context.ts';
import { installFakeChrome, type FakeWorker, type Scenario } from '../../gallery/fakeChrome.ts';

/** A page in front of a worker that plays a scenario, and a person who reads and presses. */
export interface Stage {
  worker: FakeWorker;
  /** All that can be read. */
  words(): string;
  heading(): string;
  /** Until this can be read. */
  sees(words: string): Promise<void>;
  press(words: string): Promise<void>;
  type(label: string, value: string): void;
  button(words: string): HTMLButtonElement | null;
  /** The bodies of the calls to this path of the API. */
  asked(method: string, path: string): unknown[];
  close(): void;
}

export function stage(scenario: Scenario, page: () => ComponentChild): Stage {
  document.body.innerHTML = '<div id="root"></div>';
  const root = document.getElementById('root')!;
  const worker = installFakeChrome(scenario);
  const client = new Client(() => chrome.runtime.connect({ name: 'freehold.page' }));
  render(<ClientContext.Provider value={client}>{page()}</ClientContext.Provider>, root);

  const words = (): string => document.body.textContent;
  const button = (text: string): HTMLButtonElement | null =>
    [...document.querySelectorAll('button')].find(
      (one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === text,
    ) ?? null;
  return {
    worker,
    words,
    button,
    heading: () => document.querySelector('.view-heading')?.textContent ?? '',
    sees: (text) =>
      vi.waitFor(() => {
        if (!words().includes(text)) throw new Error(`“${text}” is not in: ${words()}`);
      }),
    press: async (text) => {
      const found = await vi.waitFor(() => {
        const one = button(text);
        if (!one || one.disabled) throw new Error(`no button “${text}” in: ${words()}`);
        return one;
      });
      if (found.type === 'submit' && found.form) {
        found.form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      } else {
        found.click();
      }
    },
    type: (label, value) => {
      const field = [...document.querySelectorAll('label')].find(
        (one) => one.textContent === label,
      );
      const input = document.getElementById(field?.getAttribute('for') ?? '') as HTMLInputElement;
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    },
    asked: (method, path) =>
      worker.said
        .filter((said) => said['method'] === method && said['path'] === path)
        .map((said) => said['body']),
    close: () => render(null, root),
  };
}
