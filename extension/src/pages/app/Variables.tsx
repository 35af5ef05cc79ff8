import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Variable, Variables } from '../ui/daemon.ts';
import { useAction } from '../ui/hooks/action.ts';
import { useClient } from '../ui/hooks/context.ts';
import { useFetched } from '../ui/hooks/fetched.ts';
import { environmentPath } from '../ui/model/plan.ts';
import { Badge, Button, Section, ViewHeading, Waiting } from '../ui/parts/basics.tsx';
import { Dialog } from '../ui/parts/Dialog.tsx';
import { Field } from '../ui/parts/Field.tsx';
import { TroubleNotice } from '../ui/parts/Notice.tsx';
import { text } from '../ui/strings.ts';

interface EnvironmentVariablesProps {
  at: { app: string; environment: string };
}

/** The variables of one environment by name; values go in and never come out. */
export function EnvironmentVariables({ at }: EnvironmentVariablesProps): JSX.Element {
  const client = useClient();
  const path = `${environmentPath(at)}/variables`;
  const { value, trouble, again } = useFetched<Variables>(path);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [said, setSaid] = useState('');
  const save = useAction(async (body: Record<string, unknown>, done: string) => {
    await client.api('PATCH', path, body);
    setAsked(null);
    setSaid(done);
    again();
  });
  return (
    <Section
      title={text.settings.variablesOf(at.environment)}
      aside={
        <Button icon="plus" onClick={() => setAsked({ what: 'set', name: '' })}>
          {text.settings.newVariable}
        </Button>
      }
    >
      {trouble && <TroubleNotice trouble={trouble} />}
      {!value && !trouble && <Waiting what={text.loading} />}
      {value?.variables.length === 0 && <p class="soft">{text.settings.noVariables}</p>}
      {value && value.variables.length > 0 && (
        <VariableList variables={value.variables} ask={setAsked} />
      )}
      <p class="said" role="status">
        {said}
      </p>
      {asked && (
        <AskDialog
          asked={asked}
          close={() => setAsked(null)}
          save={save.run}
          busy={save.busy}
          trouble={save.trouble && <TroubleNotice trouble={save.trouble} />}
        />
      )}
    </Section>
  );
}

interface Asked {
  what: 'set' | 'remove';
  /** Empty for a new one. */
  name: string;
}

interface VariableListProps {
  variables: readonly Variable[];
  ask: (asked: Asked) => void;
}

function VariableList({ variables, ask }: VariableListProps): JSX.Element {
  return (
    <ul class="variables">
      {variables.map((variable) => (
        <li key={variable.name}>
          <code>{variable.name}</code>
          <span class="soft">{text.settings.source[variable.source]}</span>
          {variable.public && (
            <span title={text.settings.publicHint}>
              <Badge word={text.settings.public} tone="quiet" />
            </span>
          )}
          <span class="variable-actions">
            <Button
              look="quiet"
              label={text.settings.replaceNamed(variable.name)}
              onClick={() => ask({ what: 'set', name: variable.name })}
            >
              {text.settings.replace}
            </Button>
            <Button
              look="quiet"
              label={text.settings.removeNamed(variable.name)}
              onClick={() => ask({ what: 'remove', name: variable.name })}
            >
              {text.settings.remove}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}

interface AskDialogProps {
  asked: Asked;
  close: () => void;
  save: (body: Record<string, unknown>, done: string) => void;
  busy: boolean;
  trouble: JSX.Element | null;
}

function AskDialog({ asked, close, save, busy, trouble }: AskDialogProps): JSX.Element {
  const [name, setName] = useState(asked.name);
  const [value, setValue] = useState('');
  const removing = asked.what === 'remove';
  const title = removing
    ? text.settings.removeSure(asked.name)
    : asked.name === ''
      ? text.settings.newVariable
      : text.settings.replaceNamed(asked.name);
  const named = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name);
  return (
    <Dialog label={title} close={close}>
      <form
        class="view form"
        onSubmit={(event) => {
          event.preventDefault();
          if (removing) {
            save({ unset: [name] }, text.settings.removed(name));
          } else {
            save({ set: { [name]: value } }, text.settings.saved(name));
          }
        }}
      >
        <ViewHeading level={2}>{title}</ViewHeading>
        {asked.name === '' && (
          <Field
            label={text.settings.name}
            value={name}
            onInput={setName}
            mono
            placeholder="VITE_API_URL"
            wrong={name === '' || named ? null : text.settings.nameWrong}
          />
        )}
        {!removing && (
          <Field
            label={text.settings.value}
            value={value}
            onInput={setValue}
            type="password"
            hint={text.valueHidden}
          />
        )}
        {trouble}
        <div class="actions">
          <Button look={removing ? 'danger' : 'primary'} type="submit" disabled={busy || !named}>
            {removing ? text.settings.remove : text.settings.set}
          </Button>
          <Button onClick={close}>{text.notNow}</Button>
        </div>
      </form>
    </Dialog>
  );
}
