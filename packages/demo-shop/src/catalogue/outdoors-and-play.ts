import { choice, single, variant, type ProductDrafts } from './draft.ts';

/** Outdoors & Play. */
export const outdoorsAndPlay: ProductDrafts = {
  'TENT-FERN': {
    name: 'Fern Tent',
    description:
      'A green ridge tent that two people can pitch before the kettle boils, and one before it whistles twice. Room for boots in the porch, and a loop for the lantern inside.',
    imageFile: '26fa.webp',
    offer: choice(['Sleeps'], variant('2', ['Two'], 18900, 2400, 14), variant('4', ['Four'], 27900, 3900, 8)),
  },
  'PACK-CHERRY': {
    name: 'Cherry Backpack',
    description:
      'A padded back, a hidden pocket and a red that is easy to find in the lost property office. Carries a laptop on weekdays and sandwiches on Saturdays.',
    imageFile: '1f392.webp',
    offer: choice(['Volume'], variant('18', ['18 litres'], 5900, 620, 38), variant('26', ['26 litres'], 7400, 780, 29)),
  },
  'COMP-TRUE': {
    name: 'True North Compass',
    description:
      'A brass compass with a jewelled needle that settles quickly and cannot run out of battery. Engrave the lid for someone who is about to leave.',
    imageFile: '1f9ed.webp',
    offer: single(4100, 110, 25),
  },
  'BOOT-RIDGE': {
    name: 'Ridgeway Boots',
    description:
      'Honey-coloured leather, waxed laces and a sole that has an answer to mud. Comfortable from the first walk, handsome from about the tenth.',
    imageFile: '1f97e.webp',
    offer: choice(
      ['Size'],
      variant('39', ['EU 39'], 14900, 1050, 15),
      variant('41', ['EU 41'], 14900, 1120, 22),
      variant('43', ['EU 43'], 14900, 1190, 18),
      variant('45', ['EU 45'], 14900, 1260, 5),
    ),
  },
  'SKATE-KERB': {
    name: 'Kerbside Skateboard',
    description:
      'Seven layers of maple with a deep violet grip and wheels that hum rather than rattle. Set up and ready to roll; the first scratch is on you.',
    imageFile: '1f6f9.webp',
    offer: choice(['Width'], variant('78', ['7.8 inch'], 7900, 2300, 21), variant('82', ['8.2 inch'], 7900, 2400, 16)),
  },
  'ROLL-DISCO': {
    name: 'Disco Roller Skates',
    description:
      'High-top skates in sunset pink with indoor-outdoor wheels and a toe stop you can trust. Music not included, though you will hear some.',
    imageFile: '1f6fc.webp',
    offer: choice(
      ['Size'],
      variant('37', ['EU 37'], 9400, 1900, 12),
      variant('39', ['EU 39'], 9400, 2000, 17),
      variant('41', ['EU 41'], 9400, 2100, 9),
    ),
  },
  'SLED-FIRST': {
    name: 'First Snow Sled',
    description:
      'Steam-bent ash on red runners, built for one grown-up or two children with loud voices. Steers with the feet and hangs in the hall like a sculpture.',
    imageFile: '1f6f7.webp',
    offer: single(8800, 4200, 11),
  },
  'SCOPE-BACK': {
    name: 'Backyard Telescope',
    description:
      'A refractor on a steady tripod that shows the rings of Saturn from an ordinary balcony. Ten minutes to set up, and several years to finish looking.',
    imageFile: '1f52d.webp',
    offer: choice(['Aperture'], variant('60', ['60 mm'], 15900, 3100, 10), variant('80', ['80 mm'], 23900, 4600, 6)),
  },
  'KITE-BREEZY': {
    name: 'Four Corners Kite',
    description:
      'A diamond kite in four colours with a tail of bows, strong in a gale and patient in a breeze. Line, winder and a reason to go to the hill are in the bag.',
    imageFile: '1fa81.webp',
    offer: single(2200, 190, 59),
  },
  'BEAR-BARN': {
    name: 'Barnaby Bear',
    description:
      'A classic bear with a stitched smile and a weight that feels right in the crook of an arm. Machine washable, for when bedtime meets jam.',
    imageFile: '1f9f8.webp',
    offer: choice(['Size'], variant('25', ['25 cm'], 2400, 210, 63), variant('40', ['40 cm'], 3900, 480, 35)),
  },
  'PUZZ-MEADOW': {
    name: 'Rainy Day Puzzle',
    description:
      'A meadow in a thousand greens, cut so precisely that the last piece clicks. No two pieces are alike, and all of them are in the box.',
    imageFile: '1f9e9.webp',
    offer: choice(
      ['Pieces'],
      variant('500', ['500 pieces'], 2100, 620, 45),
      variant('1000', ['1000 pieces'], 2700, 880, 50),
    ),
  },
  'YOYO-COMET': {
    name: 'Comet Yo-yo',
    description:
      'A violet yo-yo with a star at its heart and a bearing that sleeps for a minute. Begin with up and down; the trick sheet goes further than we can.',
    imageFile: '1fa80.webp',
    offer: single(1300, 75, 87),
  },
};
