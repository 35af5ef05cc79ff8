import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import manifest from './manifest.ts';

export default defineConfig({
  plugins: [
    crx({
      manifest,
      // whole scripts: nothing of the extension has to be readable by web pages to load them
      contentScripts: { standaloneFiles: ['src/content/main.ts', 'src/content/pageWorld.ts'] },
    }),
  ],
  build: {
    outDir: 'target/extension',
    emptyOutDir: true,
    // reviewers and users read what runs
    minify: false,
    modulePreload: false,
    rollupOptions: {
      input: {
        app: 'src/pages/app/index.html',
        panel: 'src/pages/panel/index.html',
        popup: 'src/pages/popup/index.html',
      },
    },
  },
});
