export const page = (url) => `<h1>The ferry of the town</h1><p>You asked for ${encodeURI(url)}</p>`;
