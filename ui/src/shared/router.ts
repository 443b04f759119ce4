/** Every place in the program, as the address after `#` names it. */
export type Route =
  | { screen: 'desk' }
  | { screen: 'meetings' }
  | { screen: 'meeting'; meeting: string }
  | { screen: 'item'; item: string }
  | {
      screen: 'reader';
      item: string;
      document: string;
      version: number;
      page: number | null;
      /** Words to find there. */
      words?: string | undefined;
    }
  | { screen: 'search'; words: string }
  | { screen: 'poll'; poll: string }
  | { screen: 'forms' }
  | { screen: 'form'; form: string }
  | { screen: 'prepare' }
  | { screen: 'prepare-meeting'; meeting: string }
  | { screen: 'people'; person: string | null }
  | { screen: 'people-import' }
  | { screen: 'stand-ins' }
  | { screen: 'all-devices' }
  | { screen: 'trail'; subject: string | null }
  | { screen: 'settings' };

/** Reads an address; whatever it cannot read leads to the desk. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [head, id, ...rest] = path.split('/').map(decoded);
  if (head === 'meetings') return id ? { screen: 'meeting', meeting: id } : { screen: 'meetings' };
  if (head === 'settings') return { screen: 'settings' };
  if (head === 'prepare') return id ? { screen: 'prepare-meeting', meeting: id } : { screen: 'prepare' };
  if (head === 'people') return { screen: 'people', person: id || null };
  if (head === 'people-import' || head === 'stand-ins' || head === 'all-devices') return { screen: head };
  if (head === 'trail') return { screen: 'trail', subject: id || null };
  if (head === 'search') return { screen: 'search', words: new URLSearchParams(query).get('q') ?? '' };
  if (head === 'forms') return { screen: 'forms' };
  if (head === 'form' && id) return { screen: 'form', form: id };
  if (head === 'polls' && id) return { screen: 'poll', poll: id };
  if (head === 'items' && id) return parseItemRoute(id, rest, query);
  return { screen: 'desk' };
}

/** Writes the address of a place, `#` included. */
export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'desk':
      return '#/';
    case 'meetings':
    case 'forms':
    case 'people-import':
    case 'stand-ins':
    case 'all-devices':
    case 'settings':
      return `#/${route.screen}`;
    case 'people':
      return route.person ? `#/people/${encodeURIComponent(route.person)}` : '#/people';
    case 'trail':
      return route.subject ? `#/trail/${encodeURIComponent(route.subject)}` : '#/trail';
    case 'prepare':
      return '#/prepare';
    case 'prepare-meeting':
      return `#/prepare/${encodeURIComponent(route.meeting)}`;
    case 'meeting':
      return `#/meetings/${encodeURIComponent(route.meeting)}`;
    case 'item':
      return `#/items/${encodeURIComponent(route.item)}`;
    case 'poll':
      return `#/polls/${encodeURIComponent(route.poll)}`;
    case 'form':
      return `#/form/${encodeURIComponent(route.form)}`;
    case 'search':
      return route.words ? `#/search?q=${encodeURIComponent(route.words)}` : '#/search';
    case 'reader': {
      const page = route.page === null ? [] : [`page=${route.page}`];
      const words = route.words ? [`find=${encodeURIComponent(route.words)}`] : [];
      const query = [...page, ...words].join('&');
      const document = encodeURIComponent(route.document);
      const path = `#/items/${encodeURIComponent(route.item)}/papers/${document}/${route.version}`;
      return query ? `${path}?${query}` : path;
    }
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

function parseItemRoute(item: string, rest: string[], query: string): Route {
  const [papers, document, version] = rest;
  const number = Number(version);
  if (papers !== 'papers' || !document || !Number.isInteger(number) || number < 1) {
    return { screen: 'item', item };
  }
  const asked = new URLSearchParams(query);
  const page = asked.get('page');
  const words = asked.get('find');
  const index = page === null ? NaN : Number(page);
  return {
    screen: 'reader',
    item,
    document,
    version: number,
    page: Number.isInteger(index) && index >= 0 ? index : null,
    ...(words ? { words } : {}),
  };
}
