import { choice, single, variant, type ProductDrafts } from './draft.ts';

/** Kitchen > Coffee & Tea. */
export const coffeeAndTea: ProductDrafts = {
  'MUG-STONE': {
    name: 'Stone Mug',
    description:
      'A heavy-bottomed mug with a thumb rest, thrown to keep coffee hot through one long phone call. The glaze pools differently on every piece, so yours is yours. Happy in the dishwasher.',
    imageFile: '2615.webp',
    offer: choice(
      ['Size', 'Colour'],
      variant('250-PEB', ['250 ml', 'Pebble'], 1800, 310, 64),
      variant('350-PEB', ['350 ml', 'Pebble'], 2200, 390, 82),
      variant('250-BLU', ['250 ml', 'Harbour Blue'], 1800, 310, 37),
      variant('350-BLU', ['350 ml', 'Harbour Blue'], 2200, 390, 3),
    ),
  },
  'POT-ROBIN': {
    name: 'Robin Teapot',
    description:
      'Round as a robin and just as red, with a spout that pours to the last drop without a dribble. A steel basket for loose leaves sits inside the lid. Two cups or four, depending on who is visiting.',
    imageFile: '1fad6.webp',
    offer: choice(['Size'], variant('600', ['600 ml'], 3900, 720, 28), variant('1000', ['1 litre'], 4800, 980, 19)),
  },
  'CUP-STEEP': {
    name: 'Slow Steep Tea Cup',
    description:
      'A wide porcelain cup on a dark wooden saucer that doubles as a lid while the leaves do their work. The rim has a small notch, so the string of the bag stays where you left it.',
    imageFile: '1f375.webp',
    offer: choice(['Set'], variant('1', ['Single cup'], 1600, 260, 71), variant('4', ['Set of four'], 5600, 1080, 14)),
  },
  'MATE-GOURD': {
    name: 'Pampas Mate Gourd',
    description:
      'A real calabash gourd, cured by hand and finished with a smooth steel rim. It comes with a bombilla and a note on how to season it over your first weekend together.',
    imageFile: '1f9c9.webp',
    offer: single(2700, 240, 33),
  },
  'BOBA-KIT': {
    name: 'Bubble Tea Kit',
    description:
      'Everything for six tall glasses: tea, chewy tapioca pearls and wide straws made of rice. The pearls cook in eight minutes, which is exactly how long the argument about flavours takes.',
    imageFile: '1f9cb.webp',
    offer: choice(
      ['Flavour'],
      variant('SUG', ['Brown Sugar'], 2100, 640, 46),
      variant('TAR', ['Taro'], 2100, 640, 39),
      variant('MIX', ['Half and Half'], 2300, 660, 0),
    ),
  },
  'TUMB-ROAD': {
    name: 'Roadside Tumbler',
    description:
      'A double-walled cup with a straw and a proud red band, inspired by every good diner along the way. Ice survives in it from breakfast to the state line. Fits the cup holder, we checked.',
    imageFile: '1f964.webp',
    offer: choice(['Size'], variant('500', ['500 ml'], 1900, 210, 88), variant('750', ['750 ml'], 2400, 265, 52)),
  },
};
