import {
  HOST_NAME,
  PROTOCOL,
  type FromHost,
  type HelloAnswer,
  type ToHost,
} from '../../protocol/frames.ts';
import { idOf, parseFromHost } from '../../protocol/fromHost.ts';
import { badFrame, downFrom, mismatch, noAnswer, offlineBecause, type Down } from './troubles.ts';

/** The launcher may have to build Freehold first, which takes about a minute. */
const HELLO_WITHIN = 180_000;

export type AfterHello = Exclude<FromHost, HelloAnswer>;

export interface LinkEvents {
  /** Both sides have said hello; frames may be sent. */
  ready(version: string): void;
  frame(frame: AfterHello): void;
  /** The frame with this id could not be understood. */
  badFrame(id: string): void;
  /** It is over. Told once, and never after `close`. */
  down(reason: Down): void;
}

export interface Link {
  post(frame: ToHost): void;
  close(): void;
}

/** One life of the native port: hello first, then frames, until either side closes it. */
export function openLink(events: LinkEvents): Link {
  const port = chrome.runtime.connectNative(HOST_NAME);
  let stage: 'hello' | 'frames' | 'over' = 'hello';
  const timer = setTimeout(() => end(noAnswer), HELLO_WITHIN);

  function close(): void {
    stage = 'over';
    clearTimeout(timer);
    port.disconnect();
  }

  function end(reason: Down): void {
    if (stage === 'over') return;
    close();
    events.down(reason);
  }

  function hello(answer: FromHost): void {
    if ('error' in answer && !('ended' in answer)) return end(offlineBecause(answer.error));
    if (!('hello' in answer)) return end(offlineBecause(badFrame));
    const { protocol, version } = answer.hello;
    if (protocol < PROTOCOL.min || protocol > PROTOCOL.max) return end(mismatch(protocol));
    clearTimeout(timer);
    stage = 'frames';
    events.ready(version);
  }

  function afterHello(frame: FromHost): void {
    if ('hello' in frame) return end(offlineBecause(badFrame));
    if ('error' in frame && frame.id === undefined) return end(offlineBecause(frame.error));
    events.frame(frame);
  }

  port.onMessage.addListener((message: unknown) => {
    if (stage === 'over') return;
    const frame = parseFromHost(message);
    if (frame === null) {
      const id = idOf(message);
      if (stage === 'hello' || id === null) return end(offlineBecause(badFrame));
      return events.badFrame(id);
    }
    if (stage === 'hello') hello(frame);
    else afterHello(frame);
  });

  port.onDisconnect.addListener(() => {
    const reason = downFrom(chrome.runtime.lastError?.message);
    if (stage === 'over') return;
    stage = 'over';
    clearTimeout(timer);
    events.down(reason);
  });

  port.postMessage({ hello: PROTOCOL } satisfies ToHost);
  return { post: (frame) => port.postMessage(frame), close };
}
