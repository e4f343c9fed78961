import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { importX } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';

/** Who may import whom: the two sides never each other, both only the platform, the schemas and the store. */
const boundaries = [
  {
    target: './services/query',
    from: './services/ingest',
    message: 'The read side never imports the write side.',
  },
  {
    target: './services/ingest',
    from: './services/query',
    message: 'The write side never imports the read side.',
  },
  { target: './services/platform', from: './services/ingest', message: 'The platform knows no side.' },
  { target: './services/platform', from: './services/query', message: 'The platform knows no side.' },
  { target: './services/dashboard', from: './services/ingest', message: 'The page asks over HTTP alone.' },
  { target: './services/dashboard', from: './services/query', message: 'The page asks over HTTP alone.' },
  { target: './services/platform', from: './services/dashboard', message: 'The platform knows no side.' },
  { target: './clickhouse', from: './services', message: 'The store knows no service.' },
  { target: './schemas', from: './services', message: 'Schemas stand alone.' },
  { target: './services', from: './tests', message: 'The product never imports its tests.' },
  { target: './services', from: './scripts', message: 'The services never import the scripts.' },
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'data/', 'schemas/generated/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: boundaries }],
      'import-x/no-cycle': 'error',
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings come from services/platform/settings.' },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: [
      'services/main.ts',
      'services/ingest.ts',
      'services/query.ts',
      'scripts/**',
      'tests/**',
      'services/platform/settings/**',
    ],
    rules: { 'no-console': 'off', 'no-restricted-properties': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly' },
    },
  },
);
