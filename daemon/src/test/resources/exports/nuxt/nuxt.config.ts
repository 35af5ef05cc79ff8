export default defineNuxtConfig({
  compatibilityDate: '2025-07-15',
  devtools: { enabled: false },
  nitro: { preset: 'vercel' },
  runtimeConfig: { public: { town: 'nowhere' } },
});
