import { page } from './page.js';

document.getElementById('app').innerHTML = page(location.pathname);
