import type { Connection, Job, OpenProject, ToPage } from '../protocol/messages.ts';
import { parseFromPage } from '../protocol/fromPage.ts';
import { troubleOf } from './failure.ts';
import type { Desk } from './desk.ts';

const TOGETHER = 100;

/** What every page is told. Null is not known yet, and told when it is. */
export interface News {
  jobs(): Job[] | null;
  connection(): Connection;
  projects(): OpenProject[] | null;
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
      this.#tell(port, topic);
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
      for (const each of topics) this.#tell(port, each);
    }
  }

  #tell(port: chrome.runtime.Port, topic: Topic): void {
    const news = this.#about(topic);
    if (news !== null) this.#say(port, news);
  }

  #about(topic: Topic): ToPage | null {
    switch (topic) {
      case 'jobs': {
        const jobs = this.#news.jobs();
        return jobs && { jobs };
      }
      case 'connection':
        return { connection: this.#news.connection() };
      case 'projects': {
        const projects = this.#news.projects();
        return projects && { projects };
      }
    }
  }

  #say(port: chrome.runtime.Port, message: ToPage): void {
    if (this.#open.has(port)) port.postMessage(message);
  }
}
