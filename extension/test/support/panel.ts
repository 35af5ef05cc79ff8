import type { Page } from 'playwright-core';

/** Freehold's side panel, used by its words and roles as a person uses it. */
export class Panel {
  constructor(readonly page: Page) {}

  async suggestedName(): Promise<string> {
    return this.page.getByRole('textbox', { name: 'App name' }).inputValue();
  }

  /** Answers what is asked once for an app, after its files have come. */
  async nameApp(name: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'App name' });
    await field.fill(name);
    await this.page.getByRole('button', { name: 'Agree and make a plan' }).click();
  }

  async planShown(): Promise<void> {
    await this.page.getByRole('button', { name: 'Deploy now' }).waitFor();
  }

  async approve(): Promise<void> {
    await this.page.getByRole('button', { name: 'Deploy now' }).click();
  }

  /** Live, though it may still be watched. */
  async live(): Promise<void> {
    await this.page
      .getByText('Live, and being watched')
      .or(this.page.getByRole('heading', { name: /is live$/ }))
      .first()
      .waitFor();
  }

  async shows(heading: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { name: heading }).waitFor();
  }

  async failed(): Promise<string> {
    await this.page.getByRole('heading', { name: 'The files could not be read' }).waitFor();
    return this.page.getByRole('main').innerText();
  }

  async cancel(): Promise<void> {
    await this.page.getByRole('button', { name: 'Cancel' }).click();
  }

  async tryAgain(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try again' }).click();
  }

  async text(): Promise<string> {
    return this.page.getByRole('main').innerText();
  }
}
