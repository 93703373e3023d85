/** Something that can be made in many ways: the raw material of the large catalogue. */
export interface Noun extends Choice {
  readonly noun: string;
  /** Slug of its category. */
  readonly category: string;
  readonly imageFile: string;
  readonly materials: readonly string[];
  readonly priceMinor: number;
  readonly weightGrams: number;
}

/** What the variants of a noun differ in, with more values than a product can have variants. */
interface Choice {
  readonly option: string;
  readonly values: readonly string[];
}

const sizes = { option: 'Size', values: ['XS', 'S', 'M', 'L', 'XL', 'XXL'] };
const shoeSizes = { option: 'Size', values: ['EU 37', 'EU 38', 'EU 40', 'EU 41', 'EU 43', 'EU 45'] };
const colours = { option: 'Colour', values: ['Ivory', 'Slate', 'Moss', 'Amber', 'Indigo', 'Coral'] };
const handles = { ...colours, option: 'Handle' };
const packs = { option: 'Pack', values: ['Single', 'Pack of 2', 'Pack of 3', 'Pack of 4', 'Pack of 6', 'Pack of 12'] };

type Row = readonly [
  noun: string,
  imageFile: string,
  materials: readonly string[],
  priceMinor: number,
  weightGrams: number,
  choice: Choice,
];

const rowsByCategory: Readonly<Record<string, readonly Row[]>> = {
  'coffee-and-tea': [
    ['Mug', '2615.webp', ['Stoneware', 'Porcelain', 'Enamel'], 1800, 340, colours],
    ['Teapot', '1fad6.webp', ['Cast-Iron', 'Ceramic', 'Glazed'], 4200, 800, colours],
    ['Tumbler', '1f964.webp', ['Steel', 'Copper', 'Bamboo'], 2100, 230, colours],
  ],
  'cook-and-table': [
    ['Frying Pan', '1f373.webp', ['Cast-Iron', 'Carbon-Steel', 'Copper'], 4300, 1300, colours],
    ['Kitchen Knife', '1f52a.webp', ['Damask', 'Steel', 'Ceramic'], 6900, 200, handles],
    ['Bowl', '1f963.webp', ['Enamel', 'Stoneware', 'Porcelain'], 1500, 320, colours],
  ],
  pantry: [
    ['Honey', '1f36f.webp', ['Clover', 'Heather', 'Chestnut'], 1100, 480, packs],
    ['Chocolate', '1f36b.webp', ['Hazelnut', 'Sea-Salt', 'Orange'], 650, 95, packs],
    ['Olives', '1fad2.webp', ['Garlic', 'Lemon', 'Herb'], 800, 320, packs],
  ],
  'living-and-bath': [
    ['Candle', '1f56f-fe0f.webp', ['Beeswax', 'Soy', 'Rapeseed'], 2200, 330, packs],
    ['Vase', '1f3fa.webp', ['Terracotta', 'Ceramic', 'Clay'], 4400, 1300, colours],
    ['Basket', '1f9fa.webp', ['Willow', 'Rattan', 'Seagrass'], 3300, 700, sizes],
    ['Soap', '1f9fc.webp', ['Lavender', 'Olive', 'Rose'], 750, 115, packs],
  ],
  'plants-and-garden': [
    ['House Plant', '1fab4.webp', ['Potted', 'Trailing', 'Hardy'], 2100, 1200, sizes],
    ['Cactus', '1f335.webp', ['Desert', 'Columnar', 'Mountain'], 1600, 600, sizes],
    ['Garden Pail', '1faa3.webp', ['Zinc', 'Steel', 'Rubber'], 1900, 600, colours],
  ],
  'desk-and-studio': [
    ['Notebook', '1f4d4.webp', ['Linen', 'Leather', 'Cork'], 1700, 330, colours],
    ['Fountain Pen', '1f58b-fe0f.webp', ['Brass', 'Resin', 'Steel'], 5600, 28, colours],
    ['Scissors', '2702-fe0f.webp', ['Forged', 'Steel', 'Titanium'], 1800, 120, packs],
    ['Headphones', '1f3a7.webp', ['Wireless', 'Studio', 'Folding'], 12900, 260, colours],
  ],
  clothing: [
    ['Scarf', '1f9e3.webp', ['Lambswool', 'Cashmere', 'Cotton'], 4600, 210, colours],
    ['Coat', '1f9e5.webp', ['Wool', 'Waxed', 'Down'], 17900, 1400, sizes],
    ['T-Shirt', '1f455.webp', ['Cotton', 'Linen', 'Merino'], 2700, 180, sizes],
    ['Socks', '1f9e6.webp', ['Merino', 'Bamboo', 'Cotton'], 1200, 65, sizes],
    ['Sneakers', '1f45f.webp', ['Canvas', 'Mesh', 'Suede'], 9400, 570, shoeSizes],
  ],
  'outdoors-and-play': [
    ['Backpack', '1f392.webp', ['Canvas', 'Waxed', 'Ripstop'], 6800, 700, colours],
    ['Hiking Boots', '1f97e.webp', ['Leather', 'Suede', 'Nubuck'], 14200, 1150, shoeSizes],
    ['Tent', '26fa.webp', ['Ripstop', 'Canvas', 'Polycotton'], 21900, 3000, colours],
    ['Kite', '1fa81.webp', ['Ripstop', 'Silk', 'Paper'], 2300, 190, colours],
    ['Puzzle', '1f9e9.webp', ['Wooden', 'Cardboard', 'Cork'], 2400, 700, packs],
  ],
};

/** Every noun of the large catalogue. */
export const nouns: readonly Noun[] = Object.entries(rowsByCategory).flatMap(([category, rows]) =>
  rows.map(([noun, imageFile, materials, priceMinor, weightGrams, choice]) => ({
    noun,
    category,
    imageFile,
    materials,
    priceMinor,
    weightGrams,
    ...choice,
  })),
);

/** Places and moods in front of a product's name. */
export const adjectives: readonly string[] = `
  Harbour, Meadow, Winter, Sunday, Ember, Juniper, Northern, Velvet, Copperfield, Willow, Lantern, Prairie,
  Seaside, Orchard, Midnight, Heather, Canyon, Saffron, Birch, Drift, Marigold, Alpine, Cobblestone, Thistle,
  Highland, Pebble, Golden, Quiet, Wander, Clover, Autumn, Little, Grand, Everyday, Old Town, Riverside,
  Moonlit, Tidewater, Fern, Maple
`
  .trim()
  .split(/,\s+/);

/** Closing sentences of a description. */
export const praises: readonly string[] = [
  'Made in small batches by people who sign their work.',
  'Plain enough for every day and good enough for guests.',
  'Built to be repaired, and rarely in need of it.',
  'The kind of thing that gets borrowed and not returned.',
  'Better in a year than on the day it arrives.',
  'Packed without plastic and ready to give.',
];
