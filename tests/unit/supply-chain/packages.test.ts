import { lockedPackages } from '../../../scripts/licences/packages';

const PACKAGES = lockedPackages();

/** Licences that ask for nothing but to be named; MPL and CC-BY are taken for tools that are not shipped. */
const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'Apache-2.0 AND MIT',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  '(MIT OR CC0-1.0)',
];
const ALLOWED_IN_TOOLS = [...ALLOWED, 'CC-BY-4.0', 'MPL-2.0', 'PSF-2.0', 'Python-2.0'];
/** Declared in its repository (MIT) and not in its package. */
const UNDECLARED = ['@rocket.chat/api-client'];
/** Packages for other platforms, which declare nothing to who does not install them. */
const OF_A_PLATFORM =
  /^(@chdb\/lib|@duckdb\/node-bindings|@swc\/core|@unrs\/resolver-binding|@esbuild\/|@img\/|@parcel\/watcher|@rollup\/|@rolldown\/|lightningcss)/;

test('every package has a licence that we may use', () => {
  expect(PACKAGES.length).toBeGreaterThan(100);
  const wrong = PACKAGES.filter(({ name, licence, isRuntime }) => {
    if (licence === undefined) return !UNDECLARED.includes(name) && !OF_A_PLATFORM.test(name);
    return !(isRuntime ? ALLOWED : ALLOWED_IN_TOOLS).includes(licence);
  });
  expect(wrong.map(({ name, licence }) => `${name}: ${licence ?? 'not declared'}`)).toEqual([]);
});

test('every package comes from the registry, with a hash of what is in it', () => {
  const elsewhere = PACKAGES.filter(
    ({ resolved }) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
  );
  expect(elsewhere.map(({ name }) => name)).toEqual([]);
  const unhashed = PACKAGES.filter(({ integrity, isOptional }) => integrity === undefined && !isOptional);
  expect(unhashed.map(({ name }) => name)).toEqual([]);
});

test('no package needs its install script: those that have one are known to work without', () => {
  const scripted = PACKAGES.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
  expect(
    scripted.filter((name) => !['@parcel/watcher', '@swc/core', 'chdb', 'esbuild'].includes(name)),
  ).toEqual([]);
});
