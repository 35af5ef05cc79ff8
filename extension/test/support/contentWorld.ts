import type { CDPSession, Page } from 'playwright-core';
import { EXTENSION_ID } from './browser.ts';

/** The world of Freehold's content script in a page, as who took over the page's process has it. */
export class ContentWorld {
  private constructor(
    private readonly session: CDPSession,
    private readonly contextId: number,
  ) {}

  static async of(page: Page): Promise<ContentWorld> {
    const session = await page.context().newCDPSession(page);
    const found = new Promise<number>((resolve) => {
      session.on('Runtime.executionContextCreated', ({ context }) => {
        if (context.origin === `chrome-extension://${EXTENSION_ID}`) resolve(context.id);
      });
    });
    await session.send('Runtime.enable');
    return new ContentWorld(session, await found);
  }

  /** What a script says there; a promise is awaited. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.session.send('Runtime.evaluate', {
      expression,
      contextId: this.contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'it threw');
    return result.value as T;
  }
}
