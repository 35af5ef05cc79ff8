import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The pages alone, without the extension around them. */
export default defineConfig({
  root,
  logLevel: 'warn',
  build: {
    outDir: 'target/gallery',
    emptyOutDir: true,
    minify: false,
    modulePreload: false,
    rollupOptions: {
      input: ['app', 'panel', 'popup'].map((page) => `${root}/src/pages/${page}/index.html`),
    },
  },
});
