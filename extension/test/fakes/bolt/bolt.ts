import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FakeBuilder } from '../fakeBuilder.ts';
import { Faults } from '../faults.ts';
import { json, notFound, page, type Answer, type Asked } from '../http.ts';
import type { FakeProject, Variant } from '../project.ts';
import { Template } from '../template.ts';

const editor = new Template(new URL('./editor.html', import.meta.url));
const fflate = readFileSync(
  fileURLToPath(new URL('../umd/index.js', import.meta.resolve('fflate'))),
  'utf8',
);

/** Bolt as builders.md section 4 describes it: an editor that makes the zip itself, in the tab. */
export class FakeBolt implements FakeBuilder {
  // builders.md 4 "URLs"
  readonly hosts = ['bolt.new'];
  readonly faults = new Faults();
  readonly projects = new Map<string, FakeProject>();
  variant: Variant = 'usual';
  /** builders.md 4 "Zip traps": everything lies below `project/`. */
  root = 'project/';
  /** Whether Export is in the project's menu; otherwise a button of another name, elsewhere, does it. */
  exportMenu: 'nested' | 'none' = 'nested';
  /** Whether the link of the download is ever part of the document. */
  link: 'attached' | 'detached' = 'attached';
  // builders.md 4 "API alternatives": cookie __session
  private readonly session = randomBytes(16).toString('hex');
  private signedIn = true;

  urlOf(project: FakeProject): string {
    return `https://bolt.new/~/${project.id}`;
  }

  reset(): void {
    this.faults.clear();
    this.variant = 'usual';
    this.root = 'project/';
    this.exportMenu = 'nested';
    this.link = 'attached';
    this.signIn();
  }

  add(project: FakeProject): FakeProject {
    this.projects.set(project.id, project);
    return project;
  }

  /** The editor stays open, and what it asks for is refused. */
  signOut(): void {
    this.signedIn = false;
  }

  signIn(): void {
    this.signedIn = true;
  }

  answer(asked: Asked): Answer {
    if (asked.path === '/assets/fflate.js') return script(fflate);
    const container = /^\/container\/([^/]+)$/.exec(asked.path)?.[1];
    if (container !== undefined) return this.container(asked, container);
    const id = /^\/~\/([a-z0-9-]+)$/.exec(asked.path)?.[1];
    const project = id === undefined ? undefined : this.projects.get(id);
    if (!project && asked.path !== '/') return notFound(asked);
    return this.site(project);
  }

  private site(project: FakeProject | undefined): Answer {
    const html = editor.with(project?.title ?? 'Bolt', {
      variant: this.variant,
      root: this.root,
      exportMenu: this.exportMenu,
      link: this.link,
      projects: [...this.projects.values()].map(({ id, title }) => ({ id, title })),
    });
    return page(html, {
      'Set-Cookie': `__session=${this.session}; Secure; HttpOnly; SameSite=Lax; Path=/`,
    });
  }

  /** Stands in for the files of the WebContainer, which in Bolt never leave the tab. */
  private container(asked: Asked, id: string): Answer {
    if (!this.signedIn || !(asked.headers.cookie ?? '').includes(`__session=${this.session}`)) {
      return json(401, { message: 'Sign in' });
    }
    const fault = this.faults.take(asked);
    if (fault) return fault;
    const project = this.projects.get(id);
    if (!project) return notFound(asked);
    const files = [...project.files].map(([path, content]) => [
      path,
      Buffer.from(content).toString('base64'),
    ]);
    return json(200, files);
  }
}

function script(body: string): Answer {
  return { status: 200, headers: { 'Content-Type': 'text/javascript' }, body };
}
