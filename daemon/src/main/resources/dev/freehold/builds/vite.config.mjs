// The app's own Vite configuration, with what Freehold changes for this build.
import { writeFileSync } from 'node:fs';
import { loadConfigFromFile, mergeConfig } from 'vite';

// lookups: variables that the page looks up when it is loaded; ownMinifier: not the one that the
// app asks for; modernBrowsers: those that can wait outside of functions; forNode: the server is bundled, for Node; atRoot: files are at the root of the host;
// whenRun: secrets that a server of SvelteKit has from its environment instead of from the build
const { lookups, ownMinifier, modernBrowsers, forNode, atRoot, whenRun } = "@CHANGES@";

const loadVariablesFirst = {
  name: 'freehold-runtime-variables',
  transformIndexHtml: {
    order: 'post',
    handler: () => [
      { tag: 'script', attrs: { src: '/__freehold/env.js' }, injectTo: 'head-prepend' },
    ],
  },
};

const secrets = '$env/static/private';
const readSecretsWhenRun = {
  name: 'freehold-secrets',
  enforce: 'pre',
  resolveId: (id) => (id === secrets ? `\0freehold:${secrets}` : undefined),
  load: (id) =>
    id === `\0freehold:${secrets}`
      ? whenRun.map((name) => `export const ${name} = process.env[${JSON.stringify(name)}];`).join('\n')
      : undefined,
};

const flat = async (plugins) => {
  const all = await Promise.all([plugins].flat(Infinity));
  return all.some((each) => Array.isArray(each)) ? flat(all) : all;
};

export default async (env) => {
  const loaded = await loadConfigFromFile(
    env,
    process.env.FREEHOLD_OWN_CONFIG || undefined,
    process.env.FREEHOLD_OWN_ROOT || process.cwd(),
  );
  writeFileSync("@APPLIED@", '');
  const own = { ...loaded?.config };
  if (forNode) {
    own.plugins = (await flat(own.plugins)).filter((each) => !/cloudflare/.test(each?.name));
  }
  return mergeConfig(own, {
    define: Object.fromEntries(
      lookups.map((name) => [`import.meta.env.${name}`, `globalThis.__FREEHOLD_ENV__.${name}`]),
    ),
    plugins: [
      ...(lookups.length > 0 ? [loadVariablesFirst] : []),
      ...(whenRun.length > 0 ? [readSecretsWhenRun] : []),
    ],
    build: {
      ...(ownMinifier ? { minify: true } : {}),
      ...(modernBrowsers ? { target: 'es2022' } : {}),
    },
    ...(atRoot ? { base: '/' } : {}),
    ...(forNode ? { ssr: { noExternal: true } } : {}),
  });
};
