import { hrefOf, parseRoute, type Route } from './router';

/** Where the person is; follows the address bar. */
export class Place {
  route = $state<Route>(parseRoute(location.hash));

  constructor() {
    addEventListener('hashchange', () => (this.route = parseRoute(location.hash)));
  }

  go(route: Route): void {
    location.hash = hrefOf(route);
  }
}

export const place = new Place();
