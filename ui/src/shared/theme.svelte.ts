/** The themes a person may choose. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Applies the chosen theme to the page and follows the system's where asked to. */
export class ThemeController {
  chosen = $state<Theme>('system');
  #systemDark = matchMedia('(prefers-color-scheme: dark)');

  constructor() {
    this.#systemDark.addEventListener('change', () => this.#apply());
    this.#apply();
  }

  choose(theme: string): void {
    this.chosen = THEMES.find((known) => known === theme) ?? 'system';
    this.#apply();
  }

  next(): Theme {
    return THEMES[(THEMES.indexOf(this.chosen) + 1) % THEMES.length] ?? 'system';
  }

  #apply(): void {
    const system = this.#systemDark.matches ? 'dark' : 'light';
    document.documentElement.dataset.theme = this.chosen === 'system' ? system : this.chosen;
  }
}
