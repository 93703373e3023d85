import { choice, single, variant, type ProductDrafts } from './draft.ts';

/** Clothing. */
export const clothing: ProductDrafts = {
  'SCARF-HEAR': {
    name: 'Hearthside Scarf',
    description:
      'Two metres of lambswool in a red you can spot across a railway station. Brushed until soft, fringed by hand, and long enough to lend half of it.',
    imageFile: '1f9e3.webp',
    offer: single(4900, 220, 46),
  },
  'GLOVE-PLUM': {
    name: 'Plum Knit Gloves',
    description:
      'Merino gloves with a snug cuff and fingertips that work on a phone. Warm enough for the dog walk, thin enough to find the keys.',
    imageFile: '1f9e4.webp',
    offer: choice(
      ['Size'],
      variant('S', ['S'], 2600, 70, 33),
      variant('M', ['M'], 2600, 75, 41),
      variant('L', ['L'], 2600, 80, 27),
    ),
  },
  'COAT-DUNE': {
    name: 'Dune Coat',
    description:
      'A camel coat with broad lapels, deep pockets and a lining that slides over any jumper. Cut from recycled wool by people who have waited for buses.',
    imageFile: '1f9e5.webp',
    offer: choice(
      ['Size'],
      variant('S', ['S'], 18900, 1350, 12),
      variant('M', ['M'], 18900, 1420, 16),
      variant('L', ['L'], 18900, 1500, 4),
      variant('XL', ['XL'], 18900, 1580, 9),
    ),
  },
  'SOCK-CLOVER': {
    name: 'Clover Socks',
    description:
      'Green socks with blue heels and toes, knitted without a seam to complain about. Guaranteed for two years; the washing machine may still eat one.',
    imageFile: '1f9e6.webp',
    offer: choice(['Size'], variant('36', ['36-40'], 1200, 60, 110), variant('41', ['41-46'], 1200, 70, 128)),
  },
  'CAP-POOL': {
    name: 'Poolside Cap',
    description:
      'A washed cotton cap in the blue of a hotel pool, with a brim that bends to your liking and stays there. One size, adjustable at the back.',
    imageFile: '1f9e2.webp',
    offer: single(2400, 95, 83),
  },
  'HAT-PICNIC': {
    name: 'Picnic Straw Hat',
    description:
      'A wide-brimmed hat of woven paper straw with a raspberry bow. Rolls up in a bag, springs back on the lawn, and keeps its own patch of shade.',
    imageFile: '1f452.webp',
    offer: choice(['Size'], variant('S', ['S/M'], 3800, 120, 29), variant('L', ['L/XL'], 3800, 130, 18)),
  },
  'TEE-GARDEN': {
    name: 'Garden Tee',
    description:
      'Heavy organic cotton in a fresh green with a pale stripe across the chest. It keeps its shape, its colour and, we are told, its owner in a good mood.',
    imageFile: '1f455.webp',
    offer: choice(
      ['Size'],
      variant('XS', ['XS'], 2800, 160, 24),
      variant('S', ['S'], 2800, 170, 57),
      variant('M', ['M'], 2800, 185, 74),
      variant('L', ['L'], 2800, 200, 62),
      variant('XL', ['XL'], 2800, 215, 31),
    ),
  },
  'DRESS-LAGOON': {
    name: 'Lagoon Dress',
    description:
      'A sleeveless blue dress with a full skirt that was clearly designed for spinning. It has pockets. Two of them, and they are deep.',
    imageFile: '1f457.webp',
    offer: choice(
      ['Size'],
      variant('S', ['S'], 8600, 380, 19),
      variant('M', ['M'], 8600, 400, 0),
      variant('L', ['L'], 8600, 420, 14),
    ),
  },
  'SHADE-NOIR': {
    name: 'Matinee Sunglasses',
    description:
      'Dark lenses in rounded violet-black frames, for walking out of the cinema into full daylight. Polarised, light on the nose, and tougher than they look when sat upon.',
    imageFile: '1f576-fe0f.webp',
    offer: single(5400, 35, 48),
  },
  'SHOE-DASH': {
    name: 'Dashaway Sneakers',
    description:
      'A light running shoe with a lilac sole and a heel that pushes back. Good for ten kilometres, and for the last ninety metres to the tram.',
    imageFile: '1f45f.webp',
    offer: choice(
      ['Size'],
      variant('38', ['EU 38'], 9800, 520, 17),
      variant('40', ['EU 40'], 9800, 560, 26),
      variant('42', ['EU 42'], 9800, 600, 35),
      variant('44', ['EU 44'], 9800, 640, 3),
    ),
  },
  'WATCH-TIDE': {
    name: 'Tideline Watch',
    description:
      'A navy dial with golden hands on a bright blue strap, readable across a table and under water. Wind it by wearing it.',
    imageFile: '231a.webp',
    offer: single(13400, 62, 13),
  },
  'UMB-INDIGO': {
    name: 'Indigo Umbrella',
    description:
      'A tall umbrella with fibreglass ribs that bow to the wind instead of breaking. The wooden crook hangs from a chair, a rail or a forearm.',
    imageFile: '1f302.webp',
    offer: single(3700, 480, 37),
  },
};
