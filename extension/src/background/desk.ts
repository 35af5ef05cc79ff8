import type { FromPage, Project, ToPage } from '../protocol/messages.ts';
import { Failure } from './failure.ts';
import type { Host } from './host/host.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { OpenProjects } from './openProjects.ts';
import type { Watches } from './watches.ts';

export interface Services {
  host: Host;
  jobs: Jobs;
  watches: Watches;
  projects: OpenProjects;
}

type Say = (answer: ToPage) => void;

/** Answers one page for as long as it is open. */
export class Desk {
  readonly #services: Services;
  readonly #events = new Map<number, () => void>();
  readonly #release: () => void;

  constructor(services: Services) {
    this.#services = services;
    this.#release = services.host.hold();
  }

  close(): void {
    for (const stop of this.#events.values()) stop();
    this.#events.clear();
    this.#release();
  }

  /** @throws Failure */
  async answer(call: FromPage, say: Say): Promise<void> {
    const { host, jobs, watches } = this.#services;
    switch (call.call) {
      case 'api': {
        const { id, method, path, body } = call;
        const answer = await host.request({
          method,
          path,
          ...(body === undefined ? {} : { body }),
        });
        return say({ ...answer, body: answer.body ?? null, id });
      }
      case 'events':
        return this.#follow(call.id, call.filter, say);
      case 'events.stop':
        this.#stop(call.id);
        return say({ id: call.id, ok: true });
      case 'job.start': {
        const { project, tabId, source } = call;
        await jobs.start({ project, tabId, source, title: this.#titleOf(project) });
        return say({ id: call.id, ok: true });
      }
      case 'job.planned':
        if (!(await jobs.planned(call.key, call.app, call.planId))) throw new Failure(unknownJob);
        return say({ id: call.id, ok: true });
      case 'job.clear':
        await jobs.clear(call.key);
        return say({ id: call.id, ok: true });
      case 'watch.run':
        await watches.add(call.deploymentId, call.app);
        return say({ id: call.id, ok: true });
      case 'reconnect':
        host.reconnect();
        return say({ id: call.id, ok: true });
    }
  }

  #follow(id: number, filter: Extract<FromPage, { call: 'events' }>['filter'], say: Say): void {
    this.#stop(id);
    const stop = this.#services.host.subscribe(filter, {
      event: (event) => say({ id, event }),
      refused: (trouble) => {
        this.#events.delete(id);
        say({ id, error: trouble });
      },
    });
    this.#events.set(id, stop);
  }

  #stop(id: number): void {
    this.#events.get(id)?.();
    this.#events.delete(id);
  }

  #titleOf(project: Project): string {
    const { all } = this.#services.projects;
    const open = all?.find(
      (each) => each.project.builder === project.builder && each.project.id === project.id,
    );
    return open?.title ?? '';
  }
}

const unknownJob = {
  code: 'export.unknown-job',
  message: 'This export was cleared meanwhile.',
  remedy: 'Press Deploy in the builder again.',
};
