import type { Connection, Job, OpenProject, ToPage } from '../protocol/messages.ts';
import { parseFromPage } from '../protocol/fromPage.ts';
import { troubleOf } from './failure.ts';
import type { Desk } from './desk.ts';

const TOGETHER = 100;

/** What every page is told. */
export interface News {
  jobs(): Job[];
  connection(): Connection;
  projects(): OpenProject[];
}

type Topic = keyof News;

/** Our pages that are open. */
export class Pages {
  readonly #open = new Set<chrome.runtime.Port>();
  readonly #news: News;
  readonly #pending = new Set<Topic>();

  constructor(news: News) {
    this.#news = news;
  }

  /** `desk` answers the page until it is closed. */
  add(port: chrome.runtime.Port, desk: Desk): void {
    this.#open.add(port);
    const close = () => {
      this.#open.delete(port);
      desk.close();
    };
    port.onDisconnect.addListener(close);
    port.onMessage.addListener((message: unknown) => {
      const call = parseFromPage(message);
      if (call === null) {
        // Chrome tells only the other side of it
        close();
        return port.disconnect();
      }
      const say = (answer: ToPage) => this.#say(port, answer);
      desk.answer(call, say).catch((error: unknown) => {
        say({ id: call.id, error: troubleOf(error) });
      });
    });
    for (const topic of ['jobs', 'connection', 'projects'] as const) {
      this.#say(port, this.#about(topic));
    }
  }

  /** Tells it soon; changes that follow each other closely are told once. */
  tell(topic: Topic): void {
    if (this.#pending.size === 0) setTimeout(() => this.#tellPending(), TOGETHER);
    this.#pending.add(topic);
  }

  #tellPending(): void {
    const topics = [...this.#pending];
    this.#pending.clear();
    for (const port of [...this.#open.keys()]) {
      for (const each of topics) this.#say(port, this.#about(each));
    }
  }

  #about(topic: Topic): ToPage {
    switch (topic) {
      case 'jobs':
        return { jobs: this.#news.jobs() };
      case 'connection':
        return { connection: this.#news.connection() };
      case 'projects':
        return { projects: this.#news.projects() };
    }
  }

  #say(port: chrome.runtime.Port, message: ToPage): void {
    if (this.#open.has(port)) port.postMessage(message);
  }
}
