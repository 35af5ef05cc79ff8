import express from 'express';
import path from 'path';

if (!process.env.SESSION_SECRET) throw new Error('SESSION_SECRET must be set');
const app = express();
const worksUntil = Date.now() + Number(process.env.WORKS_FOR_MILLIS ?? Infinity);
app.use((_request, response, next) => {
  if (Date.now() < worksUntil) next();
  else response.status(500).send('broken');
});
app.get('/api/hello', (_request, response) => {
  response.json({ hello: 'from express', secret: process.env.SESSION_SECRET!.length });
});
const pages = path.resolve(import.meta.dirname, 'public');
app.use(express.static(pages));
app.use('*', (_request, response) => response.sendFile(path.resolve(pages, 'index.html')));
const port = 5000;
app.listen({ port, host: '0.0.0.0', reusePort: true }, () => console.log(`serving on ${port}`));
