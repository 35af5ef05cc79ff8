import { gzipSync } from 'node:zlib';
import type { FakeBuilder } from '../fakeBuilder.ts';
import { Faults } from '../faults.ts';
import { bearerOf, json, notFound, page, type Answer, type Asked } from '../http.ts';
import type { FakeProject, Variant } from '../project.ts';
import { tar } from '../tar.ts';
import { Template } from '../template.ts';
import { Tokens } from '../tokens.ts';

const editor = new Template(new URL('./editor.html', import.meta.url));

/** Base44 as builders.md section 5 describes it: the editor and the endpoint that ejects a project. */
export class FakeBase44 implements FakeBuilder {
  // builders.md 5 "URLs"
  readonly hosts = ['app.base44.com'];
  readonly faults = new Faults();
  readonly tokens = new Tokens();
  readonly projects = new Map<string, FakeProject>();
  variant: Variant = 'usual';
  /** builders.md 5 "Auth": either of the two keys. */
  tokenKey: 'base44_access_token' | 'token' = 'base44_access_token';
  tokenSeconds = 3600;
  /** builders.md 10: the tar's flavour and its root folder are not known. */
  flavour: { gzip: boolean; root: string } = { gzip: false, root: '' };
  /** builders.md 9: ejecting on a lower plan may be refused, and the refusal is to be respected. */
  planAllowsEject = true;

  urlOf(project: FakeProject): string {
    return `https://app.base44.com/apps/${project.id}/editor/preview`;
  }

  reset(): void {
    this.faults.clear();
    this.variant = 'usual';
    this.tokenKey = 'base44_access_token';
    this.tokenSeconds = 3600;
    this.flavour = { gzip: false, root: '' };
    this.planAllowsEject = true;
  }

  add(project: FakeProject): FakeProject {
    this.projects.set(project.id, project);
    return project;
  }

  answer(asked: Asked): Answer {
    return asked.path.startsWith('/api/') ? this.api(asked) : this.site(asked);
  }

  private site(asked: Asked): Answer {
    const id = /^\/apps\/([0-9a-f]{24})\/editor\/preview$/.exec(asked.path)?.[1];
    const project = id === undefined ? undefined : this.projects.get(id);
    if (!project && asked.path !== '/') return notFound(asked);
    return page(
      editor.with(project?.title ?? 'Base44', {
        variant: this.variant,
        tokenKey: this.tokenKey,
        session: this.tokens.issue(this.tokenSeconds),
        projects: [...this.projects.values()].map(({ id, title }) => ({ id, title })),
      }),
    );
  }

  private api(asked: Asked): Answer {
    // same-origin requests with GET carry no Origin; any other site's carry theirs
    const { origin } = asked.headers;
    if (origin !== undefined && origin !== 'https://app.base44.com') {
      return json(403, { message: 'Origin not allowed' });
    }
    if (!this.tokens.accepts(bearerOf(asked))) return json(401, { detail: 'Unauthorized' });
    return this.faults.take(asked) ?? this.app(asked);
  }

  private app(asked: Asked): Answer {
    const [, id, route] = /^\/api\/apps\/([0-9a-f]{24})\/(eject|code)$/.exec(asked.path) ?? [];
    const project = this.projects.get(id ?? '');
    if (!project || asked.method !== 'GET') return notFound(asked);
    // builders.md 5, the routes: 412 for /code
    if (route === 'code') return json(412, { detail: 'App does not support direct file reads' });
    if (!this.planAllowsEject) {
      return json(403, { detail: 'Exporting code requires the Builder plan or above' });
    }
    const archive = tar(project.files, this.flavour.root);
    return {
      status: 200,
      headers: { 'Content-Type': this.flavour.gzip ? 'application/gzip' : 'application/x-tar' },
      body: this.flavour.gzip ? gzipSync(archive) : archive,
    };
  }
}
