import { describe, expect, test } from 'vitest';
import { hrefOf, parseRoute, type Route } from '../src/shared/router';

const PLACES: [string, Route][] = [
  ['#/', { screen: 'desk' }],
  ['#/meetings', { screen: 'meetings' }],
  ['#/meetings/m-1', { screen: 'meeting', meeting: 'm-1' }],
  ['#/items/i-1', { screen: 'item', item: 'i-1' }],
  ['#/polls/p-1', { screen: 'poll', poll: 'p-1' }],
  ['#/forms', { screen: 'forms' }],
  ['#/form/f-1', { screen: 'form', form: 'f-1' }],
  ['#/settings', { screen: 'settings' }],
  ['#/people', { screen: 'people', person: null }],
  ['#/people/p-1', { screen: 'people', person: 'p-1' }],
  ['#/people-import', { screen: 'people-import' }],
  ['#/stand-ins', { screen: 'stand-ins' }],
  ['#/all-devices', { screen: 'all-devices' }],
  ['#/trail', { screen: 'trail', subject: null }],
  ['#/trail/i-1', { screen: 'trail', subject: 'i-1' }],
  ['#/items/i-1/papers/d-1/3', { screen: 'reader', item: 'i-1', document: 'd-1', version: 3, page: null }],
  ['#/search', { screen: 'search', words: '' }],
  ['#/search?q=ngh%E1%BB%8B%20%C4%91%E1%BB%8Bnh', { screen: 'search', words: 'nghị định' }],
  [
    '#/items/i-1/papers/d-1/3?page=2&find=v%E1%BB%91n',
    { screen: 'reader', item: 'i-1', document: 'd-1', version: 3, page: 2, words: 'vốn' },
  ],
  [
    '#/items/i-1/papers/d-1/3?page=249',
    { screen: 'reader', item: 'i-1', document: 'd-1', version: 3, page: 249 },
  ],
];

describe('router', () => {
  test.each(PLACES)('%s is read and written alike', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
    expect(hrefOf(route)).toBe(hash);
  });

  test('an address that cannot be read leads to the desk', () => {
    expect(parseRoute('#/nowhere/at/all')).toEqual({ screen: 'desk' });
    expect(parseRoute('')).toEqual({ screen: 'desk' });
  });

  test('a paper without a whole version leads to its item', () => {
    expect(parseRoute('#/items/i-1/papers/d-1/x')).toEqual({ screen: 'item', item: 'i-1' });
    expect(parseRoute('#/items/i-1/papers/d-1/0')).toEqual({ screen: 'item', item: 'i-1' });
  });

  test('ids with strange characters survive', () => {
    const route: Route = { screen: 'poll', poll: 'a/b c?d' };
    expect(parseRoute(hrefOf(route))).toEqual(route);
  });

  test('a negative page is no page', () => {
    expect(parseRoute('#/items/i/papers/d/1?page=-2')).toMatchObject({ page: null });
  });
});
