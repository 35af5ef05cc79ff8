// The app's own Vite configuration, with its variables looked up when the page is loaded.
import { writeFileSync } from 'node:fs';
import { loadConfigFromFile, mergeConfig } from 'vite';

const names = "@NAMES@";

const loadVariablesFirst = {
  name: 'freehold-runtime-variables',
  transformIndexHtml: {
    order: 'post',
    handler: () => [
      { tag: 'script', attrs: { src: '/__freehold/env.js' }, injectTo: 'head-prepend' },
    ],
  },
};

export default async (env) => {
  const loaded = await loadConfigFromFile(
    env,
    process.env.FREEHOLD_OWN_CONFIG || undefined,
    process.env.FREEHOLD_OWN_ROOT || process.cwd(),
  );
  writeFileSync("@APPLIED@", '');
  return mergeConfig(loaded?.config ?? {}, {
    define: Object.fromEntries(
      names.map((name) => [`import.meta.env.${name}`, `globalThis.__FREEHOLD_ENV__.${name}`]),
    ),
    plugins: [loadVariablesFirst],
  });
};
