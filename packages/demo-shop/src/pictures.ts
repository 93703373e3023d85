import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The folder that holds every product's `imageFile`: Microsoft's Fluent Emoji as WebP, 256 pixels square, about 5 kB
 * each, from the npm package `@lobehub/fluent-emoji-3d` (MIT). Throws when the package is not installed.
 */
export function pictureFolder(): string {
  const manifest = createRequire(import.meta.url).resolve('@lobehub/fluent-emoji-3d/package.json');
  return join(dirname(manifest), 'assets');
}
