// Added by Freehold: makes a Node server of a SvelteKit app, whatever host it was meant for.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';

const out = 'build';

export default () => ({
  name: 'freehold-node-server',
  supports: { read: () => true },
  async adapt(builder) {
    const made = resolve(builder.getBuildDirectory('freehold'));
    builder.rimraf(out);
    builder.rimraf(made);
    const { base } = builder.config.kit.paths;
    builder.writeClient(`${out}/client${base}`);
    builder.writePrerendered(`${out}/client${base}`);
    builder.writeServer(made);
    writeFileSync(
      `${made}/freehold-manifest.js`,
      [
        `export const manifest = ${builder.generateManifest({ relativePath: './' })};`,
        `export const pages = new Set(${JSON.stringify(builder.prerendered.paths)});`,
        `export const base = ${JSON.stringify(base)};`,
      ].join('\n'),
    );
    writeFileSync(
      `${made}/freehold-app.js`,
      readFileSync(resolve('.freehold/sveltekit-app.mjs'), 'utf8'),
    );
    const { dependencies = {} } = JSON.parse(readFileSync('package.json', 'utf8'));
    // what is listed for development only is no part of a release
    await build({
      configFile: false,
      envDir: made,
      publicDir: false,
      root: made,
      logLevel: 'warn',
      build: {
        ssr: true,
        outDir: resolve(out, 'server'),
        emptyOutDir: true,
        copyPublicDir: false,
        rollupOptions: { input: { index: `${made}/freehold-app.js` } },
      },
      ssr: { noExternal: true, external: Object.keys(dependencies), target: 'node' },
    });
  },
});
