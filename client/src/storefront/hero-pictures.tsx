import type { ReactNode } from 'react';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { Picture } from '../ui/picture.tsx';
import './hero-pictures.css';

export const HeroPicturesProduct = graphql(`
  fragment HeroPicturesProduct on Product {
    id
    slug
    image {
      url
      alt
    }
  }
`);

const count = 3;

/** A few products beside the welcome, where the screen is wide enough. The list below shows the same ones in words. */
export const HeroPictures = ({
  products,
}: {
  readonly products: readonly FragmentType<typeof HeroPicturesProduct>[];
}): ReactNode => (
  <div className="hero-pictures" aria-hidden>
    {readFragment(HeroPicturesProduct, products)
      .filter(({ image }) => image)
      .slice(-count)
      .map(({ id, slug, image }) => (
        <Picture key={id} image={image} seed={slug} size="tile" isDecorative />
      ))}
  </div>
);
