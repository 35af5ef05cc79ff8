import { page } from './page.js';

export const render = (url) => page(url);
