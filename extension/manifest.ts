import type { ManifestV3Export } from '@crxjs/vite-plugin';
import packageJson from './package.json' with { type: 'json' };

/** The public key that pins the extension's id to cmailpibelejjbdgmndojgngbpkbbnni. */
const key =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqNUGFCVrAcqRGi0y69idXBd1NRAJZQ2E5YPiXPkCIY+1GMLUQGTsmEWYhtBI3208UzBYUe0W3717K5ruKhRwFuOyDZBcVjxpJBv7TenoK1bRvEeorU612GufgQqdlKN5a7jCuzudAcwD0unPmTYPebmirks5qGVPys+JS9V/flQSzGYLLLQmqmMCcJSH/UrjOAXzeLuVXG72o4cY58urWsDmq2/nqQWXZK01dQS1uzL7qInw1L56LhxdhzZGl/Qcf3U43MOk3OBbPMkShBjb4gZcDmTaAJMc8m7j1o26AupReA2N3HNyVsqOiw0DGU2tVDNQqRqsqkOwawQBMwMnbwIDAQAB';

export const builderPages = [
  'https://lovable.dev/*',
  'https://bolt.new/*',
  'https://app.base44.com/*',
];

/** Where Lovable shows a project to its owner, with the pictures that its exports lack. */
const hostings = ['https://*.lovable.app/*'];

const manifest: ManifestV3Export = {
  manifest_version: 3,
  name: 'Freehold',
  description:
    'Deploys the app you build in Lovable, Bolt or Base44 to infrastructure that you own.',
  version: packageJson.version,
  minimum_chrome_version: '120',
  key,
  permissions: ['nativeMessaging', 'storage', 'sidePanel', 'notifications'],
  host_permissions: [...builderPages, ...hostings],
  icons: { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' },
  background: { service_worker: 'src/background/main.ts', type: 'module' },
  content_scripts: [
    { matches: builderPages, js: ['src/content/main.ts'], run_at: 'document_idle' },
    {
      matches: builderPages,
      js: ['src/content/pageWorld.ts'],
      run_at: 'document_start',
      world: 'MAIN',
    },
  ],
  action: { default_title: 'Freehold', default_popup: 'src/pages/popup/index.html' },
  side_panel: { default_path: 'src/pages/panel/index.html' },
  options_ui: { page: 'src/pages/app/index.html', open_in_tab: true },
  content_security_policy: {
    extension_pages:
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' https://*.lovable.app; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  },
};

export default manifest;
