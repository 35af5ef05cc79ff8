import { readFileSync } from 'node:fs';

/** The HTML page beside a fake, with what it is to know of the server put into its `state` element. */
export class Template {
  private readonly html: string;

  constructor(url: URL) {
    this.html = readFileSync(url, 'utf8');
  }

  with(title: string, state: unknown): string {
    const text = JSON.stringify(state).replaceAll('<', '\\u003c');
    return this.html
      .replace('<!-- title -->', () => escaped(title))
      .replace('"state of the server"', () => text);
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
