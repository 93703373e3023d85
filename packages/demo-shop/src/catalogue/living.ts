import { choice, single, variant, type ProductDrafts } from './draft.ts';

/** Home > Living & Bath. */
export const living: ProductDrafts = {
  'CANDLE-QUIET': {
    name: 'Quiet Hours Candle',
    description:
      'A rapeseed wax candle with a cotton wick and a scent you notice only when you come back into the room. Burns evenly to the end, with no tunnel and no soot.',
    imageFile: '1f56f-fe0f.webp',
    offer: choice(
      ['Scent'],
      variant('FIG', ['Fig Leaf'], 2400, 330, 58),
      variant('CED', ['Cedar'], 2400, 330, 47),
      variant('NON', ['Unscented'], 2000, 330, 73),
    ),
  },
  'CLOCK-MANT': {
    name: 'Grandmother Mantel Clock',
    description:
      'A walnut clock that has learned to be silent: the hands sweep, they do not tick. It sits on a shelf as though it had always been there.',
    imageFile: '1f570-fe0f.webp',
    offer: single(11800, 1650, 9),
  },
  'ALARM-TWIN': {
    name: 'Twin Bell Alarm Clock',
    description:
      'Two brass bells and one small hammer with a big opinion about mornings. The snooze bar is generous, the second alarm is not.',
    imageFile: '23f0.webp',
    offer: single(2900, 410, 62),
  },
  'PRINT-HILLS': {
    name: 'Rolling Hills Framed Print',
    description:
      'A sunny landscape in an oak frame, printed with pigments that will not fade in daylight. A window for the wall that has none.',
    imageFile: '1f5bc-fe0f.webp',
    offer: choice(
      ['Size'],
      variant('30', ['30 x 40 cm'], 4900, 1100, 27),
      variant('50', ['50 x 70 cm'], 8200, 2300, 13),
    ),
  },
  'MIRROR-SUN': {
    name: 'Goldflower Mirror',
    description:
      'A scalloped brass frame around a softly bevelled glass. It catches the morning light and hands it to the darker end of the hallway.',
    imageFile: '1fa9e.webp',
    offer: choice(['Height'], variant('45', ['45 cm'], 7800, 2100, 15), variant('70', ['70 cm'], 12400, 3900, 5)),
  },
  'VASE-AGORA': {
    name: 'Agora Vase',
    description:
      'An amphora in terracotta with a meander band painted by a steady hand. Handsome with olive branches, and quite content to stand empty.',
    imageFile: '1f3fa.webp',
    offer: choice(['Height'], variant('22', ['22 cm'], 4600, 1200, 21), variant('34', ['34 cm'], 7200, 2400, 10)),
  },
  'BASKET-MKT': {
    name: 'Market Day Basket',
    description:
      'Willow woven the slow way, with a handle that does not bite when the basket is full of apples. Between markets it keeps blankets, toys or a cat.',
    imageFile: '1f9fa.webp',
    offer: choice(['Size'], variant('M', ['Medium'], 3400, 640, 32), variant('L', ['Large'], 4500, 910, 17)),
  },
  'CHAIR-OAK': {
    name: 'Kitchen Table Chair',
    description:
      'Solid oak with a curved back, pegged and glued so it will never learn to wobble. Comfortable for the whole meal and the two hours of talking after it.',
    imageFile: '1fa91.webp',
    offer: choice(
      ['Set'],
      variant('1', ['One chair'], 12900, 5200, 20),
      variant('4', ['Set of four'], 47900, 20800, 6),
    ),
  },
  'SOAP-ROSE': {
    name: 'Rosewater Soap',
    description:
      'A cold-pressed pink bar that lathers like a cloud and leaves no film behind. Lightly scented with damask rose; one bar lasts a good two months.',
    imageFile: '1f9fc.webp',
    offer: choice(['Pack'], variant('1', ['One bar'], 750, 115, 132), variant('3', ['Three bars'], 1950, 345, 56)),
  },
  'LOTION-DEW': {
    name: 'Morning Dew Lotion',
    description:
      'A light lotion of almond oil and aloe that sinks in before you have found your keys. The pump bottle takes refills, and so do we.',
    imageFile: '1f9f4.webp',
    offer: choice(
      ['Size'],
      variant('200', ['200 ml'], 1600, 250, 79),
      variant('500', ['500 ml refill'], 2900, 540, 36),
    ),
  },
};
