import type { ReactNode } from 'react';
import './picture.css';

type Props = {
  readonly image: { readonly url: string; readonly alt: string } | null | undefined;
  /** Chooses the colour of the tile, the same each time for the same thing. */
  readonly seed: string;
  readonly size: 'tile' | 'hero' | 'thumb';
  /** For pictures at the top of a page. */
  readonly isEager?: boolean;
  /** Beside a text that says the same: screen readers skip it. */
  readonly isDecorative?: boolean;
};

const tintCount = 6;

const tintOf = (seed: string): number => {
  let hash = 0;
  for (const character of seed) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return hash % tintCount;
};

const pixels = { thumb: 96, tile: 256, hero: 512 } as const;

/** A product's picture on a softly tinted tile. */
export const Picture = ({ image, seed, size, isEager = false, isDecorative = false }: Props): ReactNode => (
  <span className={`picture picture--${size} picture--tint-${tintOf(seed)}`}>
    {image && (
      <img
        className="picture__image"
        src={image.url}
        alt={isDecorative ? '' : image.alt}
        width={pixels[size]}
        height={pixels[size]}
        loading={isEager ? 'eager' : 'lazy'}
        fetchPriority={isEager ? 'high' : 'auto'}
        decoding="async"
      />
    )}
  </span>
);
