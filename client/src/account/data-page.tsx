import { useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { useSession } from '../graphql/provider.tsx';
import { useTitle } from '../lib/use-title.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { DeleteAccount } from './delete-account.tsx';
import { tc } from './messages.ts';
import { collectMyData, ExportMyData } from './my-data.ts';

/** What the shop holds of its visitor: to take along, or to have erased. */
export const DataPage = (): ReactNode => {
  useTitle(tc.data.title);
  const { state } = useSession();
  return (
    <>
      <h1>{tc.data.title}</h1>
      <Download />
      {state.kind === 'signed-in' && <DeleteAccount isGuest={state.viewer.isGuest} />}
    </>
  );
};

const Download = (): ReactNode => {
  const client = useClient();
  const [isReading, setIsReading] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const download = async (): Promise<void> => {
    setIsReading(true);
    const data = await collectMyData(async (variables) => {
      const answer = await client.query(ExportMyData, variables, { requestPolicy: 'network-only' }).toPromise();
      return answer.error ? null : answer.data?.exportMyData;
    });
    setIsReading(false);
    setHasFailed(data === null);
    if (data !== null) saveAs('my-data.json', JSON.stringify(data, null, 2));
  };
  return (
    <section className="card" aria-labelledby="download-data">
      <h2 id="download-data">{tc.data.download}</h2>
      <p className="muted">{tc.data.downloadHint}</p>
      {hasFailed && <Notice tone="error">{tc.data.incomplete}</Notice>}
      <Button look="secondary" isPending={isReading} onClick={() => void download()}>
        {tc.data.downloadFile}
      </Button>
    </section>
  );
};

function saveAs(name: string, json: string): void {
  const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
