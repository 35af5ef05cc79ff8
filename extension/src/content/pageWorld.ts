import { announceNavigation, offerArchives } from './pageHooks.ts';

announceNavigation(window);
offerArchives(window);
