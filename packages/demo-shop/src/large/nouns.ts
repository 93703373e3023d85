/** Something that can be made in many ways: the raw material of the large catalogue. */
export interface Noun {
  readonly noun: string;
  /** Slug of its category. */
  readonly category: string;
  readonly imageFile: string;
  readonly materials: readonly string[];
  readonly priceMinor: number;
  readonly weightGrams: number;
  /** What its variants differ in, with more values than a product can have variants. */
  readonly option: string;
  readonly values: readonly string[];
}

const sizes = ['XS', 'S', 'M', 'L', 'XL', 'XXL'];
const shoeSizes = ['EU 37', 'EU 38', 'EU 40', 'EU 41', 'EU 43', 'EU 45'];
const colours = ['Ivory', 'Slate', 'Moss', 'Amber', 'Indigo', 'Coral'];
const packs = ['Single', 'Pack of 2', 'Pack of 3', 'Pack of 4', 'Pack of 6', 'Pack of 12'];

/** Every noun of the large catalogue. */
export const nouns: readonly Noun[] = [
  { noun: 'Mug', category: 'coffee-and-tea', imageFile: '2615.webp', materials: ['Stoneware', 'Porcelain', 'Enamel'], priceMinor: 1800, weightGrams: 340, option: 'Colour', values: colours },
  { noun: 'Teapot', category: 'coffee-and-tea', imageFile: '1fad6.webp', materials: ['Cast-Iron', 'Ceramic', 'Glazed'], priceMinor: 4200, weightGrams: 800, option: 'Colour', values: colours },
  { noun: 'Tumbler', category: 'coffee-and-tea', imageFile: '1f964.webp', materials: ['Steel', 'Copper', 'Bamboo'], priceMinor: 2100, weightGrams: 230, option: 'Colour', values: colours },
  { noun: 'Frying Pan', category: 'cook-and-table', imageFile: '1f373.webp', materials: ['Cast-Iron', 'Carbon-Steel', 'Copper'], priceMinor: 4300, weightGrams: 1300, option: 'Colour', values: colours },
  { noun: 'Kitchen Knife', category: 'cook-and-table', imageFile: '1f52a.webp', materials: ['Damask', 'Steel', 'Ceramic'], priceMinor: 6900, weightGrams: 200, option: 'Handle', values: colours },
  { noun: 'Bowl', category: 'cook-and-table', imageFile: '1f963.webp', materials: ['Enamel', 'Stoneware', 'Porcelain'], priceMinor: 1500, weightGrams: 320, option: 'Colour', values: colours },
  { noun: 'Honey', category: 'pantry', imageFile: '1f36f.webp', materials: ['Clover', 'Heather', 'Chestnut'], priceMinor: 1100, weightGrams: 480, option: 'Pack', values: packs },
  { noun: 'Chocolate', category: 'pantry', imageFile: '1f36b.webp', materials: ['Hazelnut', 'Sea-Salt', 'Orange'], priceMinor: 650, weightGrams: 95, option: 'Pack', values: packs },
  { noun: 'Olives', category: 'pantry', imageFile: '1fad2.webp', materials: ['Garlic', 'Lemon', 'Herb'], priceMinor: 800, weightGrams: 320, option: 'Pack', values: packs },
  { noun: 'Candle', category: 'living-and-bath', imageFile: '1f56f-fe0f.webp', materials: ['Beeswax', 'Soy', 'Rapeseed'], priceMinor: 2200, weightGrams: 330, option: 'Pack', values: packs },
  { noun: 'Vase', category: 'living-and-bath', imageFile: '1f3fa.webp', materials: ['Terracotta', 'Ceramic', 'Clay'], priceMinor: 4400, weightGrams: 1300, option: 'Colour', values: colours },
  { noun: 'Basket', category: 'living-and-bath', imageFile: '1f9fa.webp', materials: ['Willow', 'Rattan', 'Seagrass'], priceMinor: 3300, weightGrams: 700, option: 'Size', values: sizes },
  { noun: 'Soap', category: 'living-and-bath', imageFile: '1f9fc.webp', materials: ['Lavender', 'Olive', 'Rose'], priceMinor: 750, weightGrams: 115, option: 'Pack', values: packs },
  { noun: 'House Plant', category: 'plants-and-garden', imageFile: '1fab4.webp', materials: ['Potted', 'Trailing', 'Hardy'], priceMinor: 2100, weightGrams: 1200, option: 'Size', values: sizes },
  { noun: 'Cactus', category: 'plants-and-garden', imageFile: '1f335.webp', materials: ['Desert', 'Columnar', 'Mountain'], priceMinor: 1600, weightGrams: 600, option: 'Size', values: sizes },
  { noun: 'Garden Pail', category: 'plants-and-garden', imageFile: '1faa3.webp', materials: ['Zinc', 'Steel', 'Rubber'], priceMinor: 1900, weightGrams: 600, option: 'Colour', values: colours },
  { noun: 'Notebook', category: 'desk-and-studio', imageFile: '1f4d4.webp', materials: ['Linen', 'Leather', 'Cork'], priceMinor: 1700, weightGrams: 330, option: 'Colour', values: colours },
  { noun: 'Fountain Pen', category: 'desk-and-studio', imageFile: '1f58b-fe0f.webp', materials: ['Brass', 'Resin', 'Steel'], priceMinor: 5600, weightGrams: 28, option: 'Colour', values: colours },
  { noun: 'Scissors', category: 'desk-and-studio', imageFile: '2702-fe0f.webp', materials: ['Forged', 'Steel', 'Titanium'], priceMinor: 1800, weightGrams: 120, option: 'Pack', values: packs },
  { noun: 'Headphones', category: 'desk-and-studio', imageFile: '1f3a7.webp', materials: ['Wireless', 'Studio', 'Folding'], priceMinor: 12900, weightGrams: 260, option: 'Colour', values: colours },
  { noun: 'Scarf', category: 'clothing', imageFile: '1f9e3.webp', materials: ['Lambswool', 'Cashmere', 'Cotton'], priceMinor: 4600, weightGrams: 210, option: 'Colour', values: colours },
  { noun: 'Coat', category: 'clothing', imageFile: '1f9e5.webp', materials: ['Wool', 'Waxed', 'Down'], priceMinor: 17900, weightGrams: 1400, option: 'Size', values: sizes },
  { noun: 'T-Shirt', category: 'clothing', imageFile: '1f455.webp', materials: ['Cotton', 'Linen', 'Merino'], priceMinor: 2700, weightGrams: 180, option: 'Size', values: sizes },
  { noun: 'Socks', category: 'clothing', imageFile: '1f9e6.webp', materials: ['Merino', 'Bamboo', 'Cotton'], priceMinor: 1200, weightGrams: 65, option: 'Size', values: sizes },
  { noun: 'Sneakers', category: 'clothing', imageFile: '1f45f.webp', materials: ['Canvas', 'Mesh', 'Suede'], priceMinor: 9400, weightGrams: 570, option: 'Size', values: shoeSizes },
  { noun: 'Backpack', category: 'outdoors-and-play', imageFile: '1f392.webp', materials: ['Canvas', 'Waxed', 'Ripstop'], priceMinor: 6800, weightGrams: 700, option: 'Colour', values: colours },
  { noun: 'Hiking Boots', category: 'outdoors-and-play', imageFile: '1f97e.webp', materials: ['Leather', 'Suede', 'Nubuck'], priceMinor: 14200, weightGrams: 1150, option: 'Size', values: shoeSizes },
  { noun: 'Tent', category: 'outdoors-and-play', imageFile: '26fa.webp', materials: ['Ripstop', 'Canvas', 'Polycotton'], priceMinor: 21900, weightGrams: 3000, option: 'Colour', values: colours },
  { noun: 'Kite', category: 'outdoors-and-play', imageFile: '1fa81.webp', materials: ['Ripstop', 'Silk', 'Paper'], priceMinor: 2300, weightGrams: 190, option: 'Colour', values: colours },
  { noun: 'Puzzle', category: 'outdoors-and-play', imageFile: '1f9e9.webp', materials: ['Wooden', 'Cardboard', 'Cork'], priceMinor: 2400, weightGrams: 700, option: 'Pack', values: packs },
];

/** Places and moods in front of a product's name. */
export const adjectives: readonly string[] = [
  'Harbour', 'Meadow', 'Winter', 'Sunday', 'Ember', 'Juniper', 'Northern', 'Velvet', 'Copperfield', 'Willow', 'Lantern',
  'Prairie', 'Seaside', 'Orchard', 'Midnight', 'Heather', 'Canyon', 'Saffron', 'Birch', 'Drift', 'Marigold', 'Alpine',
  'Cobblestone', 'Thistle', 'Highland', 'Pebble', 'Golden', 'Quiet', 'Wander', 'Clover', 'Autumn', 'Little', 'Grand',
  'Everyday', 'Old Town', 'Riverside', 'Moonlit', 'Tidewater', 'Fern', 'Maple',
];

/** Closing sentences of a description. */
export const praises: readonly string[] = [
  'Made in small batches by people who sign their work.',
  'Plain enough for every day and good enough for guests.',
  'Built to be repaired, and rarely in need of it.',
  'The kind of thing that gets borrowed and not returned.',
  'Better in a year than on the day it arrives.',
  'Packed without plastic and ready to give.',
];
