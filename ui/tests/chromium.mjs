// A browser and the built window served to it, for look.mjs and keyboard.mjs.
import { spawn } from 'node:child_process';
import { chromium } from 'playwright-core';

/** Serves the built window; the answer's `stop` ends it. */
export async function serveWindow(port) {
  const server = spawn(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'preview', '--port', port, '--outDir', process.env.LOOK_DIST ?? 'dist'],
    { stdio: 'pipe' },
  );
  await new Promise((resolve, reject) => {
    server.stdout.on('data', (data) => String(data).includes(port) && resolve());
    server.on('exit', () => reject(new Error('the preview server stopped; run the build first')));
  });
  return { base: `http://localhost:${port}/`, stop: () => server.kill() };
}

export function openChromium() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}
