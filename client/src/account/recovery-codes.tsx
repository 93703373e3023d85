import { useState, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { tc } from './messages.ts';

type Props = { readonly codes: readonly string[]; readonly onKept: () => void };

/** Recovery codes, the only time that they are shown. */
export const RecoveryCodes = ({ codes, onKept }: Props): ReactNode => {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(codes.join('\n'));
    setIsCopied(true);
  };
  return (
    <>
      <h3>{tc.twoStep.codes}</h3>
      <p className="muted">{tc.twoStep.codesHint}</p>
      <ul className="two-step__codes" aria-label={tc.twoStep.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="two-step__actions">
        <Button look="secondary" onClick={() => void copy().catch(() => undefined)}>
          {isCopied ? tc.twoStep.copied : tc.twoStep.copy}
        </Button>
        <Button onClick={onKept}>{tc.twoStep.kept}</Button>
      </div>
    </>
  );
};
