import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Check, Plan } from '../daemon.ts';
import { useAction } from '../hooks/action.ts';
import { useClient } from '../hooks/context.ts';
import { count } from '../model/amounts.ts';
import { environmentPath, missingVariable } from '../model/plan.ts';
import { linkTarget, variablesHref } from '../model/links.ts';
import {
  findingsCount,
  findingsLeftOut,
  findingsOf,
  isAskedFor,
  notesOf,
} from '../model/questions.ts';
import { text } from '../strings.ts';
import { Button, Fold, Section } from './basics.tsx';
import { Field } from './Field.tsx';
import { Icon } from './Icon.tsx';
import { TroubleNotice } from './Notice.tsx';
import { RemedyLine } from './Remedy.tsx';

const ICONS = { error: 'cross', warning: 'warn', info: 'dot' } as const;

interface ChecksProps {
  plan: Plan;
  /** Given where what was found can be mended on the spot. */
  mended?: (() => void) | undefined;
}

/** What was found, the gravest first, and folded away what is only read in the sources. */
export function Checks({ plan, mended }: ChecksProps): JSX.Element {
  const findings = findingsOf(plan);
  const notes = notesOf(plan);
  return (
    <>
      {findings.length > 0 && (
        <Section title={text.plan.checks} aside={count(findingsCount(plan), text.plan.finding)}>
          <CheckList
            plan={plan}
            mended={mended}
            checks={[
              ...findings.filter((check) => check.severity === 'error'),
              ...findings.filter((check) => check.severity !== 'error'),
            ]}
            leftOut={findingsLeftOut(plan)}
          />
        </Section>
      )}
      {notes.length > 0 && (
        <Fold title={text.plan.notesOf(notes.length)}>
          <p class="hint">{text.plan.notesHint}</p>
          <CheckList plan={plan} mended={mended} checks={notes} leftOut={0} />
        </Fold>
      )}
    </>
  );
}

interface CheckListProps extends ChecksProps {
  checks: readonly Check[];
  leftOut: number;
}

function CheckList({ plan, mended, checks, leftOut }: CheckListProps): JSX.Element {
  return (
    <ul class="checks">
      {checks.map((check) => (
        <CheckItem key={check.id} plan={plan} check={check} mended={mended} />
      ))}
      {leftOut > 0 && <li class="hint">{text.andMore(leftOut)}</li>}
    </ul>
  );
}

function CheckItem({ plan, check, mended }: ChecksProps & { check: Check }): JSX.Element {
  const variable = missingVariable(check);
  const asked = isAskedFor(plan, check);
  return (
    <li class={`check ${check.severity}`}>
      <Icon name={ICONS[check.severity]} />
      <div class="check-body">
        <p>
          <span class="unseen">{text.severity[check.severity]}: </span>
          {check.message}
        </p>
        {check.file !== '' && (
          <p class="place">
            {check.file}
            {check.line > 0 && `:${check.line}`}
          </p>
        )}
        {variable === null ? (
          <RemedyLine remedy={check.remedy} />
        ) : (
          <p class="remedy">
            {asked ? text.giveAnswer : mended ? text.giveHere : text.giveThere}{' '}
            <a href={variablesHref(plan.app)} target={linkTarget()}>
              {text.variablesOfApp(plan.app)}
            </a>
            .
          </p>
        )}
        <p class="code">
          <span class="whole">{check.code}</span> · <span class="whole">{check.id}</span>
        </p>
        {mended &&
          variable !== null &&
          !asked &&
          (check.severity === 'error' ? (
            <SetVariable plan={plan} name={variable} mended={mended} />
          ) : (
            <Fold title={text.giveValue(variable)}>
              <SetVariable plan={plan} name={variable} mended={mended} />
            </Fold>
          ))}
        {mended && check.severity === 'error' && check.code === 'check.secret' && (
          <Allow plan={plan} check={check} mended={mended} />
        )}
      </div>
    </li>
  );
}

interface MendProps {
  plan: Plan;
  mended: () => void;
}

function SetVariable({ plan, name, mended }: MendProps & { name: string }): JSX.Element {
  const client = useClient();
  const [value, setValue] = useState('');
  const save = useAction(async () => {
    await client.api('PATCH', `${environmentPath(plan)}/variables`, { set: { [name]: value } });
    mended();
  });
  return (
    <form
      class="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.run();
      }}
    >
      <Field
        label={text.valueOf(name)}
        value={value}
        onInput={setValue}
        type="password"
        hint={text.valueHidden}
      />
      <Button look="primary" type="submit" disabled={value === '' || save.busy}>
        {text.setAndPlan}
      </Button>
      {save.trouble && <TroubleNotice trouble={save.trouble} />}
    </form>
  );
}

function Allow({ plan, check, mended }: MendProps & { check: Check }): JSX.Element {
  const client = useClient();
  const [reason, setReason] = useState('');
  const allow = useAction(async () => {
    const path = `/v1/apps/${encodeURIComponent(plan.app)}/allowed-findings`;
    await client.api('PUT', `${path}/${encodeURIComponent(check.id)}`, { reason });
    mended();
  });
  return (
    <Fold title={text.noSecret}>
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          allow.run();
        }}
      >
        <Field
          label={text.noSecretWhy}
          value={reason}
          onInput={setReason}
          hint={text.noSecretHint}
        />
        <Button type="submit" disabled={reason.trim() === '' || allow.busy}>
          {text.allowAndPlan}
        </Button>
        {allow.trouble && <TroubleNotice trouble={allow.trouble} />}
      </form>
    </Fold>
  );
}
