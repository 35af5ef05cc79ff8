import { createQwikCity, type PlatformNode } from '@builder.io/qwik-city/middleware/node';
import qwikCityPlan from '@qwik-city-plan';
import express from 'express';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import render from './entry.ssr';

declare global {
  type QwikCityPlatform = PlatformNode;
}

const distDir = join(fileURLToPath(import.meta.url), '..', '..', 'dist');
const buildDir = join(distDir, 'build');
const { router, notFound } = createQwikCity({ render, qwikCityPlan });

const app = express();
app.use('/build', express.static(buildDir, { immutable: true, maxAge: '1y' }));
app.use(express.static(distDir, { redirect: false }));
app.use(router);
app.use(notFound);
app.listen(process.env.PORT ?? 3000);
