import { lockedPackages } from './licences/packages';

/** `npm run licences`: every package, its version, its licence and whether the running service needs it, as tab-separated lines. */
console.log(['package', 'version', 'licence', 'needed by'].join('\t'));
for (const { name, version, licence, isRuntime } of lockedPackages()) {
  console.log(
    [name, version, licence ?? 'not declared', isRuntime ? 'the service' : 'build and tests'].join('\t'),
  );
}
