/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** The name in the header, on the cover and in the browser tab. */
  readonly VITE_GUESTBOOK_TITLE?: string;
  /** The accent colour: indigo, teal, rose or amber. */
  readonly VITE_GUESTBOOK_ACCENT?: string;
}
