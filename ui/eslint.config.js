import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const domains = ['meeting', 'dossier', 'reader', 'poll', 'form', 'secretariat', 'device', 'people', 'trail'];

/** Forbids imports of the named folders of `src` with a reason. */
function forbid(folders, message) {
  const group = folders.flatMap((folder) => [`**/${folder}/*`, `**/${folder}/**`]);
  return { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] };
}

const tiers = [
  {
    files: ['src/shared/**', 'src/ipc/**'],
    rules: forbid([...domains, 'views'], 'shared code knows no domain folder and no view'),
  },
  ...domains.map((domain) => ({
    files: [`src/${domain}/**`],
    rules: forbid(
      [...domains.filter((other) => other !== domain), 'views'],
      'a domain folder knows only itself, shared and ipc; views compose',
    ),
  })),
];

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/ipc/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      'no-undef': 'off',
      'max-lines': ['error', 500],
      'max-lines-per-function': ['error', { max: 70, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/prefer-svelte-reactivity': 'off',
      'svelte/require-each-key': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
  },
  { files: ['tests/**'], rules: { 'max-lines-per-function': 'off', 'no-console': 'off' } },
  ...tiers,
);
