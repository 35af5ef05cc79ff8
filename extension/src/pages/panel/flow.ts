import type { Job, Project } from '../../protocol/messages.ts';
import type { App } from '../ui/daemon.ts';

/** What the panel shows of a project, by how far its files have come. */
export type Stage =
  | { at: 'loading' }
  /** Nothing is under way. */
  | { at: 'home'; app: App | null }
  | { at: 'sending'; job: Job }
  | { at: 'failed'; job: Job }
  /** The files are with the daemon, and nobody has said yet what the app is called. */
  | { at: 'naming'; job: Job; exportId: string }
  | { at: 'change'; job: Job; exportId: string; app: string };

/** Null when the project has none, undefined while the worker has not told. */
export function jobOf(jobs: readonly Job[] | null, project: Project): Job | null | undefined {
  const key = `${project.builder}/${project.id}`;
  return jobs === null ? undefined : (jobs.find((job) => job.key === key) ?? null);
}

/**
 * @param job null for none, undefined while that is not known
 * @param bound the app of this project; null for none, undefined while that is not known
 * @param named what the person called it, before the daemon knows it
 */
export function stageOf(
  job: Job | null | undefined,
  bound: App | null | undefined,
  named: string | null,
): Stage {
  if (job === undefined) {
    return { at: 'loading' };
  }
  switch (job?.phase) {
    case undefined:
      return bound === undefined ? { at: 'loading' } : { at: 'home', app: bound };
    case 'reading':
    case 'uploading':
      return { at: 'sending', job };
    case 'failed':
      return { at: 'failed', job };
    case 'uploaded': {
      const app = job.app ?? named ?? bound?.slug;
      if (job.exportId === null || (app === undefined && bound === undefined)) {
        return { at: 'loading' };
      }
      return app === undefined
        ? { at: 'naming', job, exportId: job.exportId }
        : { at: 'change', job, exportId: job.exportId, app };
    }
  }
}
