/** Files of a folder, for the checks. */
import { existsSync, readdirSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

/** @returns {string[]} paths with forward slashes, from the working directory, sorted, of all files under `folder` that match. */
export function filesUnder(folder, pattern = /./) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).split(sep).join(posix.sep))
    .filter((file) => pattern.test(file))
    .sort();
}
