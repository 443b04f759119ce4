import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const locales = fileURLToPath(new URL('../assets/locales', import.meta.url));
const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' page: http://page.localhost data:",
  "style-src 'self'",
  "script-src 'self'",
  "font-src 'self'",
  'connect-src ipc: http://ipc.localhost',
].join('; ');

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  base: './',
  resolve: {
    alias: { '@locales': locales },
    conditions: mode === 'test' ? ['browser'] : undefined,
  },
  server: { port: 1420, strictPort: true, fs: { allow: ['.', locales] } },
  preview: {
    port: 1421,
    strictPort: true,
    headers: { 'Content-Security-Policy': contentSecurityPolicy },
  },
  build: {
    target: ['safari15', 'chrome105'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./tests/setup.ts'],
    include: ['tests/**/*.test.ts'],
    restoreMocks: true,
    testTimeout: 20_000,
    // The zone of the in-memory cabinet; the tests of other zones name theirs.
    env: { TZ: 'Asia/Ho_Chi_Minh' },
  },
}));
