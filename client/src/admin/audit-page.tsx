import { useState, type FormEvent, type ReactNode } from 'react';
import { Link, useSearchParams } from 'wouter';
import { usePersonalQuery } from '../graphql/provider.tsx';
import { formValues } from '../lib/form-values.ts';
import { formatDateTime } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { useTitle } from '../lib/use-title.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { TextField } from '../ui/text-field.tsx';
import { AuditLogsQuery, mergeLogs, subjectPage, type AuditEntry } from './audit-logs.ts';
import { ta } from './messages.ts';
import './audit.css';

const names = ['actor', 'subject', 'action', 'from', 'to', 'refused'] as const;

/** What staff did and were refused, of all parts of the shop as one list. */
export const AuditPage = (): ReactNode => {
  useTitle(ta.audit.title);
  const [params, setParams] = useSearchParams();
  const show = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = formValues(event.currentTarget);
    const given = names.map((name) => [name, (values[name] ?? params.get(name) ?? '').trim()] as const);
    const shown = given.filter(([name, value]) => value !== '' && (name !== 'refused' || values['refused']));
    setParams(Object.fromEntries(shown), { replace: true });
  };
  return (
    <div className="stack">
      <div>
        <h1>{ta.audit.title}</h1>
        <p className="muted">{ta.audit.intro}</p>
      </div>
      <form key={params.toString()} className="audit__filter" role="search" onSubmit={show}>
        <TextField name="action" label={ta.audit.action} maxLength={64} defaultValue={params.get('action') ?? ''} />
        <TextField name="subject" label={ta.audit.subject} maxLength={36} defaultValue={params.get('subject') ?? ''} />
        <TextField name="from" type="date" label={ta.audit.from} defaultValue={params.get('from') ?? ''} />
        <TextField name="to" type="date" label={ta.audit.to} defaultValue={params.get('to') ?? ''} />
        <label className="audit__refused">
          <input name="refused" type="checkbox" value="1" defaultChecked={params.has('refused')} />
          {ta.audit.refusedOnly}
        </label>
        <Button type="submit" look="secondary">
          {ta.audit.find}
        </Button>
        {params.size > 0 && <Link href="/admin/audit">{ta.audit.clear}</Link>}
      </form>
      <AuditList key={params.toString()} filter={filterOf(params)} />
    </div>
  );
};

const DAY_MS = 86_400_000;

// Days as the browser has them: from the beginning of the first until the end of the last.
const filterOf = (params: URLSearchParams) => ({
  actorId: params.get('actor'),
  subjectId: params.get('subject'),
  action: params.get('action'),
  from: dayOf(params.get('from'), 0),
  to: dayOf(params.get('to'), DAY_MS),
  refusedOnly: params.has('refused'),
});

function dayOf(day: string | null, plusMs: number): string | null {
  const at = Date.parse(`${day}T00:00:00`);
  return Number.isNaN(at) ? null : new Date(at + plusMs).toISOString();
}

const AuditList = ({ filter }: { readonly filter: ReturnType<typeof filterOf> }): ReactNode => {
  const [after, setAfter] = useState<Readonly<Record<string, string | null>>>({});
  const [{ data, error, fetching }, refetch] = usePersonalQuery({
    query: AuditLogsQuery,
    variables: { filter, ...after },
    requestPolicy: 'cache-and-network',
  });
  if (!data)
    return error ? (
      <ProblemNotice error={error} onRetry={refetch} />
    ) : (
      <Loading>
        <Skeleton shape="block" count={4} />
      </Loading>
    );
  const { entries, away, next } = mergeLogs(data);
  return (
    <>
      {away.map((part) => (
        <Notice key={part} tone="error">
          {ta.audit.away(ta.audit.parts[part])}
        </Notice>
      ))}
      {entries.length === 0 && <EmptyState level={2} title={ta.audit.emptyTitle} hint={ta.audit.empty} />}
      <ul className="audit">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
      {Object.keys(next).length > 0 && (
        <Button look="secondary" isPending={fetching} onClick={() => setAfter({ ...after, ...next })}>
          {t.list.more}
        </Button>
      )}
    </>
  );
};

const Entry = ({ entry }: { readonly entry: AuditEntry }): ReactNode => {
  const { part, actor, action, subjectId, isRefused, details, at } = entry;
  const page = subjectPage(entry);
  return (
    <li className="audit__entry card">
      <p className="audit__what">
        <time dateTime={at} className="muted small">
          {formatDateTime(at)}
        </time>
        {actor ? <Link href={`/admin/users/${actor.id}`}>{actor.name}</Link> : <span>{ta.audit.someone}</span>}
        <strong>{action}</strong>
        <Badge tone="neutral">{ta.audit.parts[part]}</Badge>
        {isRefused && <Badge tone="bad">{ta.audit.refused}</Badge>}
      </p>
      {details !== '{}' && <pre className="small">{details}</pre>}
      <p className="audit__links small">
        {subjectId && (page ? <Link href={page}>{subjectId}</Link> : <span className="muted">{subjectId}</span>)}
        {subjectId && <Link href={`/admin/audit?subject=${subjectId}`}>{ta.audit.toIt}</Link>}
        {actor && <Link href={`/admin/audit?actor=${actor.id}`}>{ta.audit.byThem}</Link>}
      </p>
    </li>
  );
};
