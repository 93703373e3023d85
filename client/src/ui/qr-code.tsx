import { create } from 'qrcode';
import type { ReactNode } from 'react';
import './qr-code.css';

// Readers need it around the code.
const MARGIN = 4;

type Props = { readonly text: string; readonly label: string };

/** Dark on light in every theme: not all readers know the reverse. */
export const QrCode = ({ text, label }: Props): ReactNode => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const dark = Array.from({ length: size * size }, (_, n) => [n % size, Math.floor(n / size)] as const)
    .filter(([x, y]) => modules.get(y, x))
    .map(([x, y]) => `M${x} ${y}h1v1h-1z`)
    .join('');
  const side = size + 2 * MARGIN;
  return (
    <svg className="qr-code" role="img" aria-label={label} viewBox={`${-MARGIN} ${-MARGIN} ${side} ${side}`}>
      <rect x={-MARGIN} y={-MARGIN} width={side} height={side} fill="#fff" />
      <path d={dark} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
};
