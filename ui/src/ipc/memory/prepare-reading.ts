import type {
  DocumentView,
  DossierView,
  PrepareDocumentView,
  PrepareItemView,
  PrepareView,
} from '../bindings';
import { plainItem } from './agenda';
import type { Paper } from './papers';

/** A paper on the secretariat's desk, as the reader opens it. */
export function paperOf(document: PrepareDocumentView): Paper {
  const { newest } = document;
  const sent = document.sending === null;
  const view: DocumentView = {
    id: document.id,
    bookPage: null,
    title: document.title,
    role: document.role,
    version: newest.number,
    lodgedAt: newest.lodgedAt,
    nPages: newest.nPages,
    length: newest.length,
    file: document.recalled ? 'recalled' : sent ? 'ready' : 'waiting',
    bytesDone: newest.length,
    problem: null,
    nAnnotations: 0,
    nShared: 0,
    lastPage: 0,
    mayCopy: document.mayCopy,
  };
  const code = document.recalled ? 'document-recalled' : sent ? null : 'document-not-here';
  const opensWith = code ? { code, details: {} } : null;
  return { view, opensWith, brokenPage: null, outline: (newest.nPages ?? 0) > 20 };
}

/** An item on the secretariat's desk with its papers, as members will see it. */
export function dossierOf(view: PrepareView, item: PrepareItemView): DossierView {
  const { id, number, parent, depth, title, minutes, kind, decision, sponsorName } = item;
  return {
    item: {
      ...plainItem(id, number, title),
      parent,
      depth,
      minutes,
      kind,
      decision,
      sponsor: sponsorName,
      nDocuments: item.documents.length,
      mayStatePosition: false,
      mayRecuse: false,
    },
    meeting: view.meeting,
    documents: item.documents.map((document) => paperOf(document).view),
    classification: item.classification,
  };
}
