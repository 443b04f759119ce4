import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import enCabinet from '@locales/en/cabinet.ftl?raw';
import enWindow from '@locales/en/window.ftl?raw';
import viCabinet from '@locales/vi/cabinet.ftl?raw';
import viWindow from '@locales/vi/window.ftl?raw';
import type { ErrorView, TextView } from '../ipc/bindings';

/** The languages of the window; a further one is one more folder of catalogues. */
export type Locale = 'vi' | 'en';
export type Variables = Record<string, FluentVariable>;

const bundles: Record<Locale, FluentBundle> = {
  vi: makeBundle('vi', [viCabinet, viWindow]),
  en: makeBundle('en', [enCabinet, enWindow]),
};

class Words {
  locale = $state<Locale>('vi');
}

/** The language now shown; reading it in a component follows its changes. */
export const words = new Words();

/** The words of `key` in the language now shown. */
export function t(key: string, variables: Variables = {}): string {
  const bundle = bundles[words.locale];
  const message = bundle.getMessage(key);
  if (!message?.value) return key;
  return bundle.formatPattern(message.value, variables, []);
}

/** The words of `key` in both languages, for what is sent and read by others. */
export function inBoth(key: string, variables: Variables = {}): TextView {
  const say = (locale: Locale) => {
    const value = bundles[locale].getMessage(key)?.value;
    return value ? bundles[locale].formatPattern(value, variables, []) : key;
  };
  return { vi: say('vi'), en: say('en') };
}

/** Whether the catalogues know `key`. */
export function hasWords(key: string): boolean {
  return bundles[words.locale].hasMessage(key);
}

/** A bilingual text in the language now shown. */
export function inWords(text: TextView): string {
  return text[words.locale];
}

/** An error as one sentence for the person. */
export function errorWords(error: ErrorView): string {
  const key = `error-${error.code}`;
  return hasWords(key) ? t(key, error.details) : t('error-unknown', { code: error.code });
}

/** Turns whatever a call rejected with into an `ErrorView`. */
export function toErrorView(reason: unknown): ErrorView {
  if (typeof reason === 'object' && reason !== null && 'code' in reason) {
    const { code, details } = reason as Partial<ErrorView>;
    if (typeof code === 'string') return { code, details: details ?? {} };
  }
  return { code: 'internal', details: {} };
}

function makeBundle(locale: Locale, sources: string[]): FluentBundle {
  const bundle = new FluentBundle(locale, { useIsolating: false });
  for (const source of sources) bundle.addResource(new FluentResource(source));
  return bundle;
}
