import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { FakeBuilder } from '../fakes/fakeBuilder.ts';
import { FakeProject } from '../fakes/project.ts';
import { violations } from './accessibility.ts';
import type { Files } from './contents.ts';
import { DeployButton } from './deployButton.ts';
import { Panel } from './panel.ts';
import { picture } from './screenshots.ts';
import { until } from './until.ts';
import { World } from './world.ts';

/** What the cases that are the same for every builder need to know of one. */
export interface BuilderUnderTest<F extends FakeBuilder> {
  readonly name: 'lovable' | 'bolt' | 'base44';
  readonly fake: (world: World) => F;
  /** The n-th project's id, in the form that this builder gives ids. */
  readonly projectId: (n: number) => string;
  /** The session in the tab is over. */
  readonly endSession: (fake: F) => void;
  /** What the owner is told then, and does, so that the files come after all. */
  readonly renewSession: (stage: Stage<F>, refused: Refused) => Promise<void>;
  /** What is refused when the builder is busy. */
  readonly busyPath: RegExp;
  /** What the owner does about a busy builder; nothing where Freehold itself sees it, and waits. */
  readonly afterBusy: (stage: Stage<F>, refused: Refused) => Promise<void>;
}

export interface Refused {
  readonly page: Page;
  readonly panel: Panel;
  readonly project: FakeProject;
}

/** One builder's editor with the extension beside it, and everything behind. */
export class Stage<F extends FakeBuilder> {
  #projects = 0;

  private constructor(
    readonly world: World,
    readonly under: BuilderUnderTest<F>,
  ) {}

  static async set<F extends FakeBuilder>(under: BuilderUnderTest<F>): Promise<Stage<F>> {
    return new Stage(await World.create(), under);
  }

  get fake(): F {
    return this.under.fake(this.world);
  }

  get freehold(): World['freehold'] {
    return this.world.freehold;
  }

  get browser(): World['browser'] {
    return this.world.browser;
  }

  addProject(title: string, files: Files): FakeProject {
    this.#projects += 1;
    return this.fake.add(new FakeProject(this.under.projectId(this.#projects), title, files));
  }

  async open(project: FakeProject): Promise<Page> {
    const page = await this.browser.context.newPage();
    await page.goto(this.fake.urlOf(project));
    await page.locator('html[data-ready]').waitFor();
    return page;
  }

  async panelOf(project: FakeProject): Promise<Panel> {
    return new Panel(await this.browser.sidePanel(`${this.under.name}/${project.id}`));
  }

  /** Presses Deploy in the editor; the panel is then open beside it. */
  async press(page: Page, project: FakeProject): Promise<Panel> {
    await new DeployButton(page).click();
    return this.panelOf(project);
  }

  /** The export of an upload that is in its middle. */
  async uploadBegun(before: readonly string[]): Promise<string> {
    return until('an upload is in its middle', async () => {
      const id = this.freehold.exports().find((each) => !before.includes(each));
      return id !== undefined && (await this.freehold.export(id)).received > 0 ? id : null;
    });
  }

  /** From the files being on their way to the app being live. */
  async goLive(panel: Panel, app: string): Promise<void> {
    await panel.nameApp(app);
    await panel.planShown();
    await panel.approve();
    await panel.live();
  }

  async deploy(project: FakeProject, app: string): Promise<{ page: Page; panel: Panel }> {
    const page = await this.open(project);
    const panel = await this.press(page, project);
    await this.goLive(panel, app);
    return { page, panel };
  }

  /** That exactly these files are in git, and visitors get every one of them, to the byte. */
  async expectServed(app: string, files: Files): Promise<void> {
    expect((await this.freehold.pathsInGit(app)).sort()).toEqual([...files.keys()].sort());
    for (const [path, content] of files) {
      await this.expectInGit(app, path, content);
      const served = await this.freehold.visit(app, `/${path}`);
      expect(`${path} ${served.status}`).toBe(`${path} 200`);
      expect(served.body.equals(content), `${path} is served as it was`).toBe(true);
    }
  }

  async expectInGit(app: string, path: string, content: Uint8Array): Promise<void> {
    const kept = await this.freehold.inGit(app, path);
    expect(kept.equals(content), `${path} is in git as it was`).toBe(true);
  }

  /** Everything back to how it was before a case; its apps stay. */
  async clear(): Promise<void> {
    this.fake.reset();
    await this.browser.closePages();
  }

  /** What is open, for who looks into why a case failed. */
  async pictureAll(name: string): Promise<void> {
    const pages = await this.browser.everyPage();
    // a page that is not in front may never be drawn; the others are worth having
    await Promise.allSettled(
      pages.map((page, n) => picture(page, `${this.under.name}/${name}-${n}`, { timeout: 5_000 })),
    );
  }

  /** A picture for people to look at; a page of Freehold's own must be usable by everyone. */
  async picture(page: Page, name: string): Promise<void> {
    await picture(page, `${this.under.name}/${name}`);
    if (page.url().startsWith('chrome-extension:')) {
      expect(await violations(page), `what axe says of ${name}`).toEqual([]);
    }
  }
}
