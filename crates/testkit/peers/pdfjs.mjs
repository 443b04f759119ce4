// pdf.js in headless Chromium, on the plain file served on this machine: asked by lines on standard input, answers each
// with a line that ends with `took MS`, measured in the page so that the way to the browser does not count.
import { createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { scrollThrough } from './viewer.mjs';

const modules = process.argv[2];
const { chromium } = await import(pathToFileURL(join(modules, 'playwright-core/index.mjs')));
const folder = join(modules, 'pdfjs-dist');
const types = {
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.css': 'text/css',
};

/** Serves the page, pdf.js and any file that is asked for by its whole path, in ranges. */
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/') {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>pdf.js</title>');
  } else if (pathname === '/file') {
    serveRange(searchParams.get('path'), request.headers.range, response);
  } else {
    void servePart(normalize(pathname), response);
  }
});

async function servePart(path, response) {
  try {
    const bytes = await readFile(join(folder, path));
    response.setHeader('Content-Type', types[path.slice(path.lastIndexOf('.'))] ?? 'application/octet-stream');
    response.end(bytes);
  } catch {
    response.statusCode = 404;
    response.end();
  }
}

function serveRange(path, range, response) {
  const length = statSync(path).size;
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Cache-Control', 'no-store');
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  const start = Number(from ?? 0);
  const end = to ? Math.min(Number(to), length - 1) : length - 1;
  if (range) {
    response.statusCode = 206;
    response.setHeader('Content-Range', `bytes ${start}-${end}/${length}`);
  }
  response.setHeader('Content-Length', end - start + 1);
  const file = createReadStream(path, { start, end });
  response.on('close', () => file.destroy());
  file.pipe(response);
}

/** What runs in the page. */
async function prepare() {
  const pdfjs = await import('/build/pdf.min.mjs');
  pdfjs.GlobalWorkerOptions.workerSrc = '/build/pdf.worker.min.mjs';
  const worker = new pdfjs.PDFWorker();
  await worker.promise;
  const pointsPerInch = 72;
  let file = null;

  const draw = async (index, dpi, part) => {
    const page = await file.getPage(Number(index) + 1);
    const viewport = page.getViewport({ scale: Number(dpi) / pointsPerInch });
    const [left, top, width, height] = (part ?? []).map(Number);
    const canvas = document.createElement('canvas');
    canvas.width = width ?? Math.round(viewport.width);
    canvas.height = height ?? Math.round(viewport.height);
    const transform = part ? [1, 0, 0, 1, -left, -top] : undefined;
    const context = canvas.getContext('2d');
    await page.render({ canvas, canvasContext: context, viewport, transform }).promise;
    // What was ordered is drawn when a pixel is asked for.
    context.getImageData(0, 0, 1, 1);
    page.cleanup();
    return `${canvas.width} ${canvas.height}`;
  };

  const acts = {
    open: async (path) => {
      await acts.close();
      const url = `/file?path=${encodeURIComponent(path)}`;
      const folders = { cMapUrl: '/cmaps/', standardFontDataUrl: '/standard_fonts/', wasmUrl: '/wasm/' };
      file = await pdfjs.getDocument({ url, worker, iccUrl: '/iccs/', ...folders }).promise;
      return file.numPages;
    },
    close: async () => {
      await file?.destroy();
      file = null;
      return '';
    },
    draw,
    tile: (index, dpi, ...part) => draw(index, dpi, part),
    thumbs: async (first, count, dpi) => {
      for (let index = Number(first); index < Number(first) + Number(count); ++index) await draw(index, dpi);
      return count;
    },
    text: async (first, count) => {
      let signs = 0;
      for (let index = Number(first); index < Number(first) + Number(count); ++index) {
        signs += (await words(index)).replace(/\s/gu, '').length;
      }
      return signs;
    },
    find: async (word) => {
      let found = 0;
      for (let index = 0; index < file.numPages; ++index) {
        if ((await words(index)).toLowerCase().includes(word.toLowerCase())) ++found;
      }
      return found;
    },
  };

  const words = async (index) => {
    const page = await file.getPage(index + 1);
    const content = await page.getTextContent();
    page.cleanup();
    return content.items.map((item) => item.str + (item.hasEOL ? '\n' : '')).join('');
  };

  globalThis.answer = async ([verb, ...rest]) => {
    const began = performance.now();
    const said = await acts[verb](...rest);
    return `${said} took ${performance.now() - began}`;
  };
}

/** Asks the page; a scroll through the viewer goes on in a page of its own. */
async function answer(browser, page, address, words) {
  const [verb, path, ...numbers] = words;
  if (verb !== 'scroll') return page.evaluate((words) => globalThis.answer(words), words);
  const [width, height, pageWidth, seconds] = numbers.map(Number);
  const own = await browser.newPage({ viewport: { width, height } });
  own.setDefaultTimeout(0);
  await own.goto(address);
  await own.addScriptTag({ path: fileURLToPath(new URL('scroll.js', import.meta.url)) });
  const said = await own.evaluate(scrollThrough, { path, width, height, pageWidth, seconds });
  await own.close();
  return said;
}

await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  const address = `http://127.0.0.1:${server.address().port}/`;
  await page.goto(address);
  await page.evaluate(prepare);
  process.stdout.write('ready\n');
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'quit') break;
    try {
      const said = await answer(browser, page, address, line.split(' '));
      process.stdout.write(`ok ${said}\n`);
    } catch (error) {
      process.stdout.write(`no ${String(error).split('\n')[0]}\n`);
    }
  }
} finally {
  await browser.close();
  server.close();
}
