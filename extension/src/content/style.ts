/** The look of the button, inside its own shadow root, where the page's rules do not reach. */
export const STYLE = `
:host {
  color-scheme: light dark;
  --ground: #1f6f4a;
  --ground-over: #185a3b;
  --ink: #fff;
  --edge: rgb(255 255 255 / 0.28);
  --ring: #1f6f4a;
  --note-ground: #fff;
  --note-ink: #171b18;
  --note-edge: #e3e6e3;
}
@media (prefers-color-scheme: dark) {
  :host {
    --ground: #4cc38a;
    --ground-over: #63d19c;
    --ink: #08170f;
    --edge: rgb(8 23 15 / 0.35);
    --ring: #4cc38a;
    --note-ground: #1a1e1b;
    --note-ink: #ecefed;
    --note-edge: #6d7871;
  }
}
button {
  all: unset;
  box-sizing: border-box;
  display: inline-flex;
  align-items: center;
  gap: 6px;
  height: 32px;
  padding: 0 12px 0 10px;
  border: 1px solid var(--edge);
  border-radius: 16px;
  background: var(--ground);
  color: var(--ink);
  font: 600 13px/1 system-ui, sans-serif;
  white-space: nowrap;
  cursor: pointer;
  user-select: none;
}
button:hover { background: var(--ground-over); }
button:active { transform: translateY(1px); }
button:focus-visible { outline: 2px solid var(--ring); outline-offset: 2px; box-shadow: 0 0 0 2px var(--note-ground); }
svg { width: 14px; height: 14px; fill: currentColor; }
[role='status'] {
  position: absolute;
  right: 0;
  box-sizing: border-box;
  width: max-content;
  max-width: 260px;
  padding: 8px 12px;
  border: 1px solid var(--note-edge);
  border-radius: 8px;
  background: var(--note-ground);
  color: var(--note-ink);
  font: 400 13px/1.4 system-ui, sans-serif;
  box-shadow: 0 4px 16px rgb(0 0 0 / 0.18);
}
[role='status']:empty { visibility: hidden; }
.docked [role='status'] { top: calc(100% + 8px); }
.floating [role='status'] { bottom: calc(100% + 8px); }
.floating button { height: 40px; padding: 0 16px 0 14px; border-radius: 20px; box-shadow: 0 4px 16px rgb(0 0 0 / 0.25); }
@media (forced-colors: active) { button { border: 1px solid ButtonText; } }
`;
