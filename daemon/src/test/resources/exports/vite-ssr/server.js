import express from 'express';
import fs from 'node:fs/promises';

const isProduction = process.env.NODE_ENV === 'production';
const port = process.env.PORT || 5173;
const templateHtml = isProduction ? await fs.readFile('./dist/client/index.html', 'utf-8') : '';
const app = express();

let vite;
if (!isProduction) {
  const { createServer } = await import('vite');
  vite = await createServer({ server: { middlewareMode: true }, appType: 'custom' });
  app.use(vite.middlewares);
} else {
  const sirv = (await import('sirv')).default;
  app.use('/', sirv('./dist/client', { extensions: [] }));
}

app.use(async (req, res) => {
  const template = isProduction ? templateHtml : await fs.readFile('./index.html', 'utf-8');
  const { render } = isProduction
    ? await import('./dist/server/entry-server.js')
    : await vite.ssrLoadModule('/src/entry-server.js');
  const html = template.replace('<!--app-html-->', () => render(req.originalUrl));
  res.status(200).set({ 'Content-Type': 'text/html' }).send(html);
});

app.listen(port, () => console.log(`Server started at http://localhost:${port}`));
