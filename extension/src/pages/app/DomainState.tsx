import type { JSX } from 'preact';
import type { DomainReport } from '../ui/daemon.ts';
import { useFetched } from '../ui/hooks/fetched.ts';
import { environmentPath } from '../ui/model/plan.ts';
import { Button, Waiting } from '../ui/parts/basics.tsx';
import { CopyButton } from '../ui/parts/Copy.tsx';
import { Notice, TroubleNotice } from '../ui/parts/Notice.tsx';
import { text } from '../ui/strings.ts';

/** Whether visitors get from the domain to the place, and what is to be done for it. */
export function DomainState({ at }: { at: { app: string; environment: string } }): JSX.Element {
  const { value, trouble, loading, again } = useFetched<DomainReport>(
    `${environmentPath(at)}/domain`,
  );
  return (
    <div class="domain-state">
      <div class="domain-state" aria-live="polite">
        {loading ? (
          <Waiting what={text.where.domainLooking} />
        ) : trouble ? (
          <TroubleNotice trouble={trouble} remedy={text.where.remedies[trouble.code]} />
        ) : (
          value && <Way report={value} />
        )}
      </div>
      <div class="actions">
        <Button onClick={again} disabled={loading}>
          {text.where.lookAgain}
        </Button>
      </div>
    </div>
  );
}

function Way({ report: { domain, problems, records } }: { report: DomainReport }): JSX.Element {
  return (
    <>
      {problems.length === 0 ? (
        <Notice tone="good">
          <p>{text.where.domainLive(domain)}</p>
        </Notice>
      ) : (
        <Notice tone="warn" title={text.where.domainNot(domain)}>
          <ul class="problem-list">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      {records.length > 0 && <Records records={records} there={problems.length === 0} />}
    </>
  );
}

interface RecordsProps {
  records: DomainReport['records'];
  /** Whether they are made. */
  there: boolean;
}

function Records({ records, there }: RecordsProps): JSX.Element {
  return (
    <>
      <p>{there ? text.where.records.there : text.where.records.wanted}</p>
      <table class="table records">
        <thead>
          <tr>
            <th scope="col">{text.where.record}</th>
            <th scope="col">{text.where.recordName}</th>
            <th scope="col">{text.where.recordValue}</th>
          </tr>
        </thead>
        <tbody>
          {records.map(({ type, name, value }) => (
            <tr key={`${type} ${name} ${value}`}>
              <td>{type}</td>
              {[name, value].map((words) => (
                <td key={words}>
                  <span class="copied">
                    <code>{words}</code>
                    <CopyButton words={words} label={text.where.copyThis(words)} />
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
