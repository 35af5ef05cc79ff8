import { defineConfig } from 'vitepress';

export default defineConfig({ title: 'Handbook', description: 'How we work' });
