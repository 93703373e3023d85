import type { Image } from '../domain/product.ts';

type ImageColumns = { readonly imageUrl: string | null; readonly imageAlt: string | null };

export const toImage = ({ imageUrl, imageAlt }: ImageColumns): Image | null =>
  imageUrl === null ? null : { url: imageUrl, alt: imageAlt ?? '' };

export const imageColumns = (image: Image | null): ImageColumns => ({
  imageUrl: image?.url ?? null,
  imageAlt: image?.alt ?? null,
});
