import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../clickhouse/project-root';

/** A package of package-lock.json. */
export interface LockedPackage {
  /** Where it lies, such as node_modules/express */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** As its author declares it; undefined for a platform's package that is not installed here. */
  readonly licence: string | undefined;
  /** Needed by the running service, not only to build and test it. */
  readonly isRuntime: boolean;
  readonly isOptional: boolean;
  readonly hasInstallScript: boolean;
  readonly integrity: string | undefined;
  readonly resolved: string | undefined;
}

interface Entry {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
}

/** Everything that an install brings, by path. */
export function lockedPackages(): LockedPackage[] {
  const text = readFileSync(join(projectRoot(), 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(text) as { readonly packages: Readonly<Record<string, Entry>> };
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({
      path,
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: entry.version ?? '',
      licence: entry.license,
      isRuntime: entry.dev !== true && entry.devOptional !== true,
      isOptional: entry.optional === true,
      hasInstallScript: entry.hasInstallScript === true,
      integrity: entry.integrity,
      resolved: entry.resolved,
    }));
}
