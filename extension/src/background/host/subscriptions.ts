import type {
  DaemonEvent,
  EventFilter,
  SubscribeFrame,
  Trouble,
  UnsubscribeFrame,
} from '../../protocol/frames.ts';
import { Backoff } from './backoff.ts';

export interface Listener {
  event(event: DaemonEvent): void;
  /** The daemon will not tell these events, for this reason. */
  refused(trouble: Trouble): void;
}

interface Subscription {
  /** Another one each time it is sent, so that nothing late is taken for something new. */
  id: string | null;
  filter: EventFilter;
  listener: Listener;
  backoff: Backoff;
  timer: ReturnType<typeof setTimeout> | null;
}

type Post = (frame: SubscribeFrame | UnsubscribeFrame) => void;

/** Subscriptions outlive ports: each goes on behind the last event that it was told. */
export class Subscriptions {
  readonly #all = new Set<Subscription>();
  readonly #newId: () => string;
  readonly #post: Post;
  #open = false;

  /** `post` is used only between `resume` and `pause`. */
  constructor(newId: () => string, post: Post) {
    this.#newId = newId;
    this.#post = post;
  }

  get any(): boolean {
    return this.#all.size > 0;
  }

  /** Returns what ends it. */
  add(filter: EventFilter, listener: Listener): () => void {
    const added: Subscription = {
      id: null,
      filter: { ...filter },
      listener,
      backoff: new Backoff(),
      timer: null,
    };
    this.#all.add(added);
    if (this.#open) this.#send(added);
    return () => {
      if (added.id !== null && this.#open) this.#post({ id: added.id, unsubscribe: true });
      this.#remove(added);
    };
  }

  /** The way is free. */
  resume(): void {
    this.#open = true;
    for (const each of this.#all) {
      if (each.id === null && each.timer === null) this.#send(each);
    }
  }

  /** The port is gone, and every subscription of it. */
  pause(): void {
    this.#open = false;
    for (const each of this.#all) {
      each.id = null;
      if (each.timer !== null) clearTimeout(each.timer);
      each.timer = null;
    }
  }

  event(id: string, event: DaemonEvent): void {
    const told = this.#byId(id);
    if (told === undefined) return;
    told.backoff.reset();
    told.filter.after = event.seq;
    told.listener.event(event);
  }

  /** Whether a subscription of ours has this id. */
  has(id: string): boolean {
    return this.#byId(id) !== undefined;
  }

  /** It broke and is asked for again, a little later each time that it breaks at once. */
  broke(id: string): void {
    const broken = this.#byId(id);
    if (broken === undefined) return;
    broken.id = null;
    broken.timer = setTimeout(() => {
      broken.timer = null;
      if (this.#open) this.#send(broken);
    }, broken.backoff.next());
  }

  refuse(id: string, trouble: Trouble): void {
    const refused = this.#byId(id);
    if (refused === undefined) return;
    this.#remove(refused);
    refused.listener.refused(trouble);
  }

  #send(one: Subscription): void {
    one.id = this.#newId();
    this.#post({ id: one.id, subscribe: { ...one.filter } });
  }

  #remove(one: Subscription): void {
    if (one.timer !== null) clearTimeout(one.timer);
    this.#all.delete(one);
  }

  #byId(id: string): Subscription | undefined {
    return [...this.#all].find((each) => each.id === id);
  }
}
