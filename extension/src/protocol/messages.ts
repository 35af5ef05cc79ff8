import type { DaemonEvent, EventFilter, Method, Trouble } from './frames.ts';

export type Builder = 'lovable' | 'bolt' | 'base44';

/** A project in a builder, taken by the worker from the sender's address and from nothing else. */
export interface Project {
  builder: Builder;
  /** The builder's own id of it. */
  id: string;
}

/** Everything that a content script may say by itself. The worker takes the project from the sender. */
export type FromContent = { type: 'project.detected' } | { type: 'deploy.requested' };

/** Where an app's files come from. */
export type Source =
  | { kind: 'builder' }
  /** A file that the user picked, kept under this key in the extension's own store. */
  | { kind: 'file'; key: string; name: string }
  | { kind: 'git'; url: string };

export interface Progress {
  done: number;
  /** Absent while it is not known. */
  total?: number;
  unit: 'files' | 'bytes';
}

/** How many of the files that only a builder's host has were fetched from there. */
export interface Brought {
  done: number;
  total: number;
}

/**
 * The way of one project's files to a plan, at most one at a time for a project. It is kept by the
 * worker and survives it; what follows the plan is the daemon's to tell.
 */
export interface Job {
  /** `builder/projectId`. */
  key: string;
  project: Project;
  tabId: number | null;
  /** The tab's title: a suggestion for the app's name, never trusted. */
  title: string;
  phase: 'reading' | 'uploading' | 'uploaded' | 'failed';
  source: Source;
  progress: Progress | null;
  /** The rung of the builder's ladder that is tried now; null when its files are not being read. */
  rung: string | null;
  /** The daemon's id of the export. */
  exportId: string | null;
  receipt: { files: number; bytes: number } | null;
  /** Of the files that the export leaves at its builder; absent where it leaves none. */
  brought?: Brought;
  /** What failed, on which rung of the builder's ladder. */
  error: (Trouble & { rung?: string }) | null;
  /** Set by the page when it asked for a plan, so that a page opened later finds it. */
  app: string | null;
  planId: string | null;
  startedAt: number;
}

/** How the way to the daemon is. */
export type Connection =
  | { state: 'connecting' }
  | { state: 'connected'; version: string }
  /** The native host is not installed, or does not know this extension. */
  | { state: 'no-host'; trouble: Trouble }
  /** The host speaks another protocol. */
  | { state: 'mismatch'; trouble: Trouble }
  /** The daemon could not be started or went away. */
  | { state: 'offline'; trouble: Trouble };

/** What the extension's own pages ask of the worker, over a port named `PAGE_PORT`. */
export type FromPage =
  | { id: number; call: 'api'; method: Method; path: string; body?: unknown }
  | { id: number; call: 'events'; filter: EventFilter }
  | { id: number; call: 'events.stop' }
  | { id: number; call: 'job.start'; project: Project; tabId: number | null; source: Source }
  | { id: number; call: 'job.planned'; key: string; app: string; planId: string }
  | { id: number; call: 'job.clear'; key: string }
  | { id: number; call: 'watch.run'; deploymentId: string; app: string }
  | { id: number; call: 'reconnect' };

export type ToPage =
  | { id: number; status: number; body: unknown; bytes?: string; contentType?: string }
  | { id: number; event: DaemonEvent }
  | { id: number; ok: true }
  | { id: number; error: Trouble }
  /** Told to every page, whenever they change and once when the page connects. */
  | { jobs: Job[] }
  | { connection: Connection }
  | { projects: OpenProject[] };

/** A builder's tab that has a project open. */
export interface OpenProject {
  project: Project;
  tabId: number;
  title: string;
}

export const PAGE_PORT = 'freehold.page';
export const EXPORT_PORT = 'freehold.export';

/** The worker opens the port to the tab and asks; the content script never begins. */
export type ToExporter = { op: 'export' } | { op: 'more' } | { op: 'cancel' };

/** The rung on which the worker fetches what the export leaves at its builder. */
export const BRING = 'bring';

/** The rung on which only the person can go on. */
export const PRESS_EXPORT = 'user-export';

/** What the content script answers on that port, and only there. `more` is awaited after each part. */
export type FromExporter =
  | { type: 'progress'; progress: Progress; rung: string }
  | { type: 'file'; path: string; base64: string }
  /** A piece of an archive that the builder itself made; at most 512 KiB of it. */
  | { type: 'archive'; name: string; base64: string }
  | { type: 'done' }
  | { type: 'failed'; error: Trouble & { rung?: string } };
