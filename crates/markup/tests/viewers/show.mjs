// Draws pages with pdf.js in Chromium and says, beside each picture, which annotations it found: subtype, author,
// colour and words, one a line. Standard input: a list of { file, page, dpi, picture }, pages from 0.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(join(here, '../../../../ui/package.json'))('playwright-core');
const library = join(here, 'node_modules/pdfjs-dist');
const origin = 'http://viewer.test/';

let input = '';
for await (const piece of process.stdin) input += piece;
const jobs = JSON.parse(input);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage();
  // Nothing of the network: all comes from the folder of the library or from the list.
  await page.route('**/*', async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (!route.request().url().startsWith(origin)) return route.abort();
    if (path === '/') return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
    const job = /^\/file\/(\d+)$/.exec(path);
    const file = job ? jobs[Number(job[1])].file : join(library, normalize(path));
    const contentType = path.endsWith('.mjs') ? 'text/javascript' : 'application/octet-stream';
    return route.fulfill({ contentType, body: await readFile(file) });
  });
  await page.goto(origin);
  for (const [index, job] of jobs.entries()) {
    const { picture, said } = await page.evaluate(
      async ({ index, number, scale }) => {
        const pdfjs = await import('/build/pdf.mjs');
        pdfjs.GlobalWorkerOptions.workerSrc = '/build/pdf.worker.mjs';
        const options = { url: `/file/${index}`, cMapUrl: '/cmaps/', cMapPacked: true };
        const task = pdfjs.getDocument({
          ...options,
          standardFontDataUrl: '/standard_fonts/',
          wasmUrl: '/wasm/',
          iccUrl: '/iccs/',
        });
        const document = await task.promise;
        const page = await document.getPage(number + 1);
        const viewport = page.getViewport({ scale });
        const canvas = globalThis.document.createElement('canvas');
        canvas.width = Math.round(viewport.width);
        canvas.height = Math.round(viewport.height);
        const annotationMode = pdfjs.AnnotationMode.ENABLE;
        await page.render({ canvas, viewport, annotationMode }).promise;
        const picture = canvas.toDataURL('image/png');
        const lines = (await page.getAnnotations()).map((one) =>
          [one.subtype, one.titleObj?.str, [...(one.color ?? [])].join(' '), one.contentsObj?.str].join('\t'),
        );
        await task.destroy();
        return { picture, said: lines.join('\n') };
      },
      { index, number: job.page, scale: job.dpi / 72 },
    );
    await writeFile(`${job.picture}.txt`, said);
    await writeFile(job.picture, Buffer.from(picture.split(',')[1], 'base64'));
  }
} finally {
  await browser.close();
}
