import { createRequire } from 'node:module';

/**
 * Whether a package and one of its dependencies get the same copy of a third one. Where npm found no version that fits
 * all, each may have its own, and `instanceof` fails between them.
 *
 * @param fromPackage resolves names as the package does.
 */
export const isSameCopy = (fromPackage: NodeJS.Require, dependency: string, shared: string): boolean =>
  fromPackage.resolve(shared) === createRequire(fromPackage.resolve(dependency)).resolve(shared);
