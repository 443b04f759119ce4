import type { PageAddress, PictureInput } from '../backend';
import type {
  ChangesView,
  ErrorView,
  LinkView,
  NotesFormatView,
  OpenedView,
  PagePartsView,
  PageView,
  SavedFileView,
  SearchInput,
  SignaturesView,
} from '../bindings';
import { changesOf } from './comparing';
import { findInPaper, searchAll, type Shelved } from './finding';
import { MarksMemory } from './marks';
import { pageImages, pageParagraphs, pagePicture, pageRuns, pageSizes, type PageOf } from './pages';
import type { Paper } from './papers';
import { carryNotes } from './reading-scene';
import { shareNotes, SharingMemory } from './sharing';
import { signaturesOf } from './signatures-scene';

/** What the reading desk needs of the rest of the cabinet. */
export interface ReadingWorld {
  paperOf: (document: string) => { paper: Paper; item: string };
  shelf: () => Shelved[];
  hold: (id: string, onReceived: () => void) => void;
}

const OPENED_OUTSIDE = /^(https?|mailto):/i;

/** Papers that are read and written on. */
/** Opens the protected paper of the in-memory cabinet. */
export const PASSWORD = 'cabinet';

export class ReadingMemory {
  readonly marks: MarksMemory;
  readonly sharing = new SharingMemory();
  #world: ReadingWorld;
  #signed: string | null;

  constructor(world: ReadingWorld, scene: URLSearchParams) {
    this.#world = world;
    this.marks = new MarksMemory(world.hold, this.sharing);
    if (scene.get('notes') === 'carried') carryNotes(this.marks);
    if (scene.get('notes') === 'shared')
      shareNotes(this.sharing, this.marks, (page) => {
        const size = { width: 595, height: 842, label: '' };
        return pageRuns({ title: '', page, size, isOld: false }).runs;
      });
    this.#signed = scene.get('signatures') || null;
  }

  async open(document: string, version: number): Promise<OpenedView> {
    const { paper, item } = this.#world.paperOf(document);
    await pause(paper.view.nPages && paper.view.nPages > 1000 ? 400 : 40);
    if (paper.opensWith) throw paper.opensWith;
    const newest = paper.view.version;
    const pages = this.#sizes(document, version);
    const chapters = paper.outline ? Array.from({ length: Math.ceil(pages.length / 40) }, (_, n) => n) : [];
    const outline = chapters.flatMap((n) => [
      { depth: 0, title: `Chương ${n + 1}. Vùng và lĩnh vực thứ ${n + 1}`, page: n * 40 },
      { depth: 1, title: 'Nhu cầu và khả năng cân đối', page: Math.min(pages.length - 1, n * 40 + 12) },
    ]);
    return structuredClone({
      document: paper.view,
      version,
      item,
      pages,
      outline,
      readableVersions: newest > 1 ? [newest - 1, newest] : [newest],
      previous: version > 1 && version === newest ? newest - 1 : null,
      mayExport: paper.view.mayCopy,
      mayPrint: paper.view.mayCopy,
      stamps: ['seen', 'agree', 'disagree', 'ask', 'urgent'],
    });
  }

  async givePassword(document: string, password: string): Promise<void> {
    const { paper } = this.#world.paperOf(document);
    await pause(120);
    if (password !== PASSWORD) throw problem('document-wrong-password');
    paper.opensWith = null;
  }

  text = (address: PageAddress) => pageRuns(this.#page(address));

  problem({ document, page }: PageAddress): ErrorView {
    const { paper } = this.#world.paperOf(document);
    return problem(paper.brokenPage === page ? 'reader-crashed' : 'internal');
  }

  picture(address: PageAddress, picture: PictureInput): string {
    const { paper } = this.#world.paperOf(address.document);
    const isThere = this.#sizes(address.document, address.version)[address.page];
    if (!isThere || paper.brokenPage === address.page) return 'data:image/png;base64,broken';
    return pagePicture(this.#page(address), picture);
  }

  parts(address: PageAddress): PagePartsView {
    const page = this.#page(address);
    return {
      links: linksOf(page),
      images: pageImages(page),
      paragraphs: pageParagraphs(page),
      words: 'paper',
    };
  }

  find(document: string, version: number, words: string) {
    const { paper } = this.#world.paperOf(document);
    return findInPaper(paper, version < paper.view.version, words);
  }

  search = (input: SearchInput) => searchAll(this.#world.shelf(), this.marks.all(), input);

  changes(document: string, from: number, to: number): ChangesView {
    const { paper } = this.#world.paperOf(document);
    const view = changesOf(paper.view.title.vi, this.#sizes(document, to), from, to);
    for (const page of view.pages)
      for (const paragraph of page.paragraphs)
        paragraph.notes = this.marks
          .notes(document, to)
          .annotations.filter((one) => one.page === page.page && one.textChanged)
          .map(({ id }) => id);
    return view;
  }

  async signatures(document: string, version: number): Promise<SignaturesView> {
    const { paper } = this.#world.paperOf(document);
    await pause(60);
    return signaturesOf(version === paper.view.version ? this.#signed : null);
  }

  async openAddress(address: string): Promise<void> {
    if (!OPENED_OUTSIDE.test(address)) throw problem('address-refused');
  }

  async save(document: string, ending: NotesFormatView | 'pdf'): Promise<SavedFileView> {
    const { paper } = this.#world.paperOf(document);
    if (!paper.view.mayCopy) throw problem('export-forbidden');
    const endings = { pdf: 'pdf', xfdf: 'xfdf', text: 'txt' };
    const name = `${paper.view.title.vi}.${endings[ending]}`;
    return { name, path: `/home/an/Downloads/${name}` };
  }

  #sizes(document: string, version: number): PageView[] {
    const { paper } = this.#world.paperOf(document);
    const more = version < paper.view.version ? 1 : 0;
    return pageSizes((paper.view.nPages ?? 1) + more);
  }

  #page({ document, version, page }: PageAddress): PageOf {
    const { paper } = this.#world.paperOf(document);
    const size = this.#sizes(document, version)[page];
    if (!size) throw problem('not-found');
    return { title: paper.view.title.vi, page, size, isOld: version < paper.view.version };
  }
}

function linksOf(page: PageOf): LinkView[] {
  const lines = pageRuns(page).runs;
  const over = (n: number) => (lines[n] ? [lines[n].rect] : []);
  if (page.page === 1)
    return [
      { rects: over(6), target: { kind: 'page', page: 4, y: 0.2 } },
      {
        rects: over(8),
        target: {
          kind: 'address',
          address: 'https://vi-du.vn/van-ban/39-2022-nd-cp?dinh-dang=pdf&nguon=e-cabinet',
        },
      },
      { rects: over(10), target: { kind: 'refused', what: 'launch' } },
    ];
  return [];
}

function problem(code: string): ErrorView {
  return { code, details: {} };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
