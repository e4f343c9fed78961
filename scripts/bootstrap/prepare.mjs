import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { alone } from './alone.mjs';
import { fail } from './project.mjs';

/** Installs and builds what is missing or out of date; ends with exit code 1 where that fails. */
export function prepare() {
  if (isInstalled() && isBuilt()) return;
  alone(() => {
    if (!isInstalled() && !install()) fail('The dependencies could not be installed.');
    if (!isBuilt() && !build()) fail('The build failed.');
  });
}
