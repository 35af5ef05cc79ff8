import { render, type ComponentChild } from 'preact';
import { connect } from './client.ts';
import { ClientContext } from './hooks/context.ts';
import './theme.css';
import './styles/pages.css';
import './styles/basics.css';
import './styles/notices.css';
import './styles/plan.css';
import './styles/files.css';
import './styles/steps.css';
import './styles/history.css';
import './styles/apps.css';
import './styles/places.css';
import './styles/conflicts.css';
import './styles/drift.css';

/** Puts a page on the screen, with its door to the worker. */
export function show(page: ComponentChild): void {
  const root = document.getElementById('root');
  if (!root) {
    throw new Error('the page has no root');
  }
  render(<ClientContext.Provider value={connect()}>{page}</ClientContext.Provider>, root);
}
