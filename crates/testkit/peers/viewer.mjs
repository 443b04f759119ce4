// pdf.js's own viewer, as its authors put it together: what runs in the page that `pdfjs.mjs` opens.

/** Shows a paper whole, in a view of some size, with its first page as wide as asked; then scrolls through it. */
export async function scrollThrough({ path, width, height, pageWidth, seconds }) {
  const pixelsPerPoint = 96 / 72;
  const finished = 3;
  const pdfjs = await import('/build/pdf.min.mjs');
  pdfjs.GlobalWorkerOptions.workerSrc = '/build/pdf.worker.min.mjs';
  globalThis.pdfjsLib = pdfjs;
  const { EventBus, PDFLinkService, PDFViewer } = await import('/web/pdf_viewer.mjs');
  const style = document.createElement('link');
  Object.assign(style, { rel: 'stylesheet', href: '/web/pdf_viewer.css' });
  document.head.append(style);

  const container = document.createElement('div');
  container.style.cssText = `position: absolute; overflow: auto; width: ${width}px; height: ${height}px`;
  container.append(Object.assign(document.createElement('div'), { className: 'pdfViewer' }));
  document.body.append(container);
  const eventBus = new EventBus();
  const linkService = new PDFLinkService({ eventBus });
  const viewer = new PDFViewer({ container, eventBus, linkService });
  linkService.setViewer(viewer);

  const url = `/file?path=${encodeURIComponent(path)}`;
  const folders = { cMapUrl: '/cmaps/', standardFontDataUrl: '/standard_fonts/', wasmUrl: '/wasm/' };
  const file = await pdfjs.getDocument({ url, iccUrl: '/iccs/', ...folders }).promise;
  const rendered = new Promise((resolve) => eventBus.on('pagerendered', resolve, { once: true }));
  viewer.setDocument(file);
  linkService.setDocument(file);
  await viewer.firstPagePromise;
  const first = await file.getPage(1);
  viewer.currentScale = pageWidth / (first.getViewport({ scale: 1 }).width * pixelsPerPoint);
  await viewer.pagesPromise;
  await rendered;
  // What was asked for at the first size is over.
  await new Promise((resolve) => setTimeout(resolve, 1500));

  const pages = Array.from({ length: file.numPages }, (_, index) => {
    const view = viewer.getPageView(index);
    return { view, top: view.div.offsetTop, bottom: view.div.offsetTop + view.div.offsetHeight };
  });
  const unpaintedIn = (top, bottom) =>
    pages.flatMap(({ view, ...place }) =>
      place.bottom > top && place.top < bottom && view.renderingState !== finished ? [view.id] : [],
    );
  const told = await globalThis.steadyScroll(container, seconds, unpaintedIn);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const words = [told.frames, told.missed, told.unpainted, told.longest, viewer.currentPageNumber];
  container.remove();
  await file.loadingTask.destroy();
  return words.join(' ');
}
