import { adapterFor } from '../builders/registry.ts';
import { Presence } from './presence.ts';

new Presence({ window, runtime: chrome.runtime, adapterFor }).start();
