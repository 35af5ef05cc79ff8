import type { EventFilter, RequestFrame, ToHost } from '../../../../src/protocol/frames.ts';
import type { FakePort } from '../../../support/ports.ts';
import { FakeDaemon } from './daemon.ts';

/** A native host in front of a fake daemon; a test may make it misbehave. */
export class FakeHost {
  readonly daemon = new FakeDaemon();
  readonly ports: FakePort[] = [];
  /** Everything that the extension ever sent. */
  readonly heard: ToHost[] = [];
  readonly subscriptions: { id: string; subscribe: EventFilter }[] = [];
  hello: unknown = { hello: { protocol: 1, min: 1, max: 1, version: '0.1.0' } };
  /** Takes over a frame when it returns true. */
  intercept: (frame: RequestFrame, port: FakePort) => boolean = () => false;

  readonly start = (port: FakePort): void => {
    this.ports.push(port);
    port.onMessage.addListener((frame) => this.#receive(frame as ToHost, port));
  };

  get port(): FakePort {
    return this.ports.at(-1)!;
  }

  /** As Chrome tells it when the process ends. */
  exit(): void {
    this.port.close('Native host has exited.');
  }

  say(frame: unknown): void {
    this.port.postMessage(frame);
  }

  event(seq: number, type: string, data: Record<string, unknown>): void {
    const { id } = this.subscriptions.at(-1)!;
    this.say({ id, event: { seq, type, data } });
  }

  #receive(frame: ToHost, port: FakePort): void {
    if (!port.open) return;
    this.heard.push(frame);
    if ('hello' in frame) return port.postMessage(this.hello);
    if ('subscribe' in frame) return void this.subscriptions.push(frame);
    if ('unsubscribe' in frame) return port.postMessage({ id: frame.id, ended: true });
    if (this.intercept(frame, port) || !port.open) return;
    port.postMessage({ id: frame.id, ...this.daemon.answer(frame) });
  }
}
