import { FakeBase44 } from '../fakes/base44/base44.ts';
import { FakeBolt } from '../fakes/bolt/bolt.ts';
import { BuilderServer } from '../fakes/builderServer.ts';
import { FakeLovable } from '../fakes/lovable/lovable.ts';
import { Browser } from './browser.ts';
import { Freehold } from './freehold.ts';

/** All that a person has who uses Freehold: builders, a browser with the extension, the daemon. */
export class World {
  private constructor(
    readonly lovable: FakeLovable,
    readonly bolt: FakeBolt,
    readonly base44: FakeBase44,
    readonly server: BuilderServer,
    readonly freehold: Freehold,
    readonly browser: Browser,
  ) {}

  static async create(options: { alsoLoad?: readonly string[] } = {}): Promise<World> {
    const builders = [new FakeLovable(), new FakeBolt(), new FakeBase44()] as const;
    const server = await BuilderServer.start(builders);
    const freehold = new Freehold();
    const browser = await Browser.launch({
      ...options,
      resolverRules: server.resolverRules,
      environment: { ...process.env, HOME: freehold.userHome },
      prepare: (userDataDir) => freehold.connectBrowser(userDataDir),
    });
    return new World(...builders, server, freehold, browser);
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.freehold.stop();
    await this.server.stop();
  }
}
