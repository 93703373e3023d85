import type { ReactNode } from 'react';
import { formatCountdown } from '../lib/server-clock.ts';
import { t } from '../lib/messages.ts';
import './countdown-ring.css';

const radius = 54;
const around = 2 * Math.PI * radius;

type Props = { readonly leftMs: number; readonly share: number };

/**
 * A ring that empties as the payment window closes. Screen readers hear the time at 10 seconds steps, not each tick.
 */
export const CountdownRing = ({ leftMs, share }: Props): ReactNode => {
  const seconds = Math.ceil(leftMs / 1000);
  const spoken = seconds <= 5 ? seconds : Math.ceil(seconds / 10) * 10;
  return (
    <div className={`ring${seconds <= 5 ? ' ring--urgent' : ''}`}>
      <svg className="ring__svg" viewBox="0 0 120 120" aria-hidden>
        <circle className="ring__track" cx="60" cy="60" r={radius} />
        <circle
          className="ring__left"
          cx="60"
          cy="60"
          r={radius}
          strokeDasharray={around}
          strokeDashoffset={around * (1 - share)}
          transform="rotate(-90 60 60)"
        />
      </svg>
      <span className="ring__text" role="timer" aria-label={t.payment.timeLeft}>
        {formatCountdown(leftMs)}
      </span>
      <span className="visually-hidden" aria-live="polite">
        {t.payment.secondsLeft(spoken)}
      </span>
    </div>
  );
};
