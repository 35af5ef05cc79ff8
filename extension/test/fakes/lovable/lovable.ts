import { bearerOf, json, notFound, page, type Answer, type Asked } from '../http.ts';
import type { FakeBuilder } from '../fakeBuilder.ts';
import { Faults } from '../faults.ts';
import type { FakeProject, Variant } from '../project.ts';
import { Template } from '../template.ts';
import { Tokens } from '../tokens.ts';

const editor = new Template(new URL('./editor.html', import.meta.url));

// builders.md 3 "Unofficial read endpoints": CORS reflects only this origin
const ALLOWED_ORIGIN = 'https://lovable.dev';

/** Lovable as builders.md section 3 describes it: the editor and the API that the editor reads from. */
export class FakeLovable implements FakeBuilder {
  // builders.md 3 "URLs" and "Unofficial read endpoints"
  readonly hosts = ['lovable.dev', 'api.lovable.dev', '*.lovable.app'];
  readonly faults = new Faults();
  readonly tokens = new Tokens();
  readonly projects = new Map<string, FakeProject>();
  variant: Variant = 'usual';
  /** builders.md 3 "Auth in the tab": the row is either wrapped or the bare user object. */
  tokenRow: 'wrapped' | 'bare' = 'wrapped';
  /** builders.md 3 "Auth in the tab": lives 1 h. */
  tokenSeconds = 3600;
  /** What only the preview has, by its address; all else there is the app's own page. */
  readonly hosted = new Map<string, Answer>();
  /** Who may see the preview; everybody may where it is null. */
  previewCookie: string | null = null;
  /** Called after each file that was read, such as by an owner who goes on building. */
  afterRead: (path: string) => void = () => {};

  urlOf(project: FakeProject): string {
    return `https://lovable.dev/projects/${project.id}`;
  }

  reset(): void {
    this.faults.clear();
    this.variant = 'usual';
    this.tokenRow = 'wrapped';
    this.tokenSeconds = 3600;
    this.hosted.clear();
    this.previewCookie = null;
    this.afterRead = () => {};
  }

  add(project: FakeProject): FakeProject {
    this.projects.set(project.id, project);
    return project;
  }

  answer(asked: Asked): Answer {
    if (asked.host.endsWith('.lovable.app')) return this.preview(asked);
    return asked.host === 'api.lovable.dev' ? this.api(asked) : this.site(asked);
  }

  /** builders.md 3 "URLs": `id-preview--<uuid>.lovable.app`. */
  previewOf(project: FakeProject): string {
    return `id-preview--${project.id}.lovable.app`;
  }

  /** Without any CORS header, as for pictures of one's own page. */
  private preview(asked: Asked): Answer {
    const project = [...this.projects.values()].find((each) => this.previewOf(each) === asked.host);
    if (!project || asked.method !== 'GET') return notFound(asked);
    if (this.previewCookie !== null && asked.headers.cookie !== this.previewCookie) {
      return { status: 302, headers: { Location: 'https://lovable.dev/auth-bridge' } };
    }
    return this.hosted.get(asked.path) ?? page('<!doctype html><div id="root"></div>');
  }

  private site(asked: Asked): Answer {
    const id = /^\/projects\/([0-9a-f-]{36})$/.exec(asked.path)?.[1];
    const project = id === undefined ? undefined : this.projects.get(id);
    if (!project && asked.path !== '/dashboard') return notFound(asked);
    return page(
      editor.with(project?.title ?? 'Lovable', {
        variant: this.variant,
        tokenRow: this.tokenRow,
        session: this.tokens.issue(this.tokenSeconds),
        projects: [...this.projects.values()].map(({ id, title }) => ({ id, title })),
      }),
    );
  }

  private api(asked: Asked): Answer {
    if (asked.headers.origin !== ALLOWED_ORIGIN) {
      return json(403, { message: 'Origin not allowed' });
    }
    const answer = asked.method === 'OPTIONS' ? preflight : this.authorised(asked);
    const cors = { 'Access-Control-Allow-Origin': ALLOWED_ORIGIN, Vary: 'Origin' };
    return { ...answer, headers: { ...answer.headers, ...cors } };
  }

  private authorised(asked: Asked): Answer {
    if (!this.tokens.accepts(bearerOf(asked))) {
      return json(401, { message: 'Invalid or expired token' });
    }
    return this.faults.take(asked) ?? this.git(asked);
  }

  private git(asked: Asked): Answer {
    const [, id, route] = /^\/projects\/([^/]+)\/git\/(files|file)$/.exec(asked.path) ?? [];
    const project = this.projects.get(id ?? '');
    if (!project || asked.method !== 'GET') return notFound(asked);
    if (asked.query.get('ref') !== 'main') return json(404, { message: 'Unknown ref' });
    return route === 'files' ? listing(project) : this.file(project, asked);
  }

  private file(project: FakeProject, asked: Asked): Answer {
    const path = asked.query.get('path') ?? '';
    const content = project.files.get(path);
    if (!content) return json(404, { message: 'File not found' });
    this.afterRead(path);
    // builders.md 3: raw bytes, true Content-Type, no base64
    return { status: 200, headers: { 'Content-Type': contentType(path) }, body: content };
  }
}

const preflight: Answer = {
  status: 204,
  headers: {
    'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
    'Access-Control-Allow-Headers': 'authorization, content-type',
  },
};

function listing(project: FakeProject): Answer {
  return json(200, {
    files: [...project.files].map(([path, content]) => ({
      path,
      size: content.length,
      binary: content.includes(0),
    })),
  });
}

function contentType(path: string): string {
  const types: Record<string, string> = {
    html: 'text/html',
    js: 'text/javascript',
    json: 'application/json',
    png: 'image/png',
    svg: 'image/svg+xml',
  };
  return types[path.split('.').pop() ?? ''] ?? 'application/octet-stream';
}
