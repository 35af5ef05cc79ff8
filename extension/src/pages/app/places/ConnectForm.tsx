import type { JSX } from 'preact';
import type { Trouble } from '../../../protocol/frames.ts';
import type { Driver, DriverField } from '../../ui/daemon.ts';
import { isComplete, sources } from '../../ui/model/places.ts';
import { PlaceTrouble } from '../../ui/parts/Arrived.tsx';
import { Button, Fold, ViewHeading, Waiting } from '../../ui/parts/basics.tsx';
import { Choose } from '../../ui/parts/Choose.tsx';
import { Field } from '../../ui/parts/Field.tsx';
import { Notice } from '../../ui/parts/Notice.tsx';
import { text } from '../../ui/strings.ts';

interface ConnectFormProps {
  title: string;
  /** To choose from. */
  drivers: readonly Driver[];
  driver: Driver | null;
  choose: (driver: Driver) => void;
  values: Record<string, string>;
  enter: (field: string, value: string) => void;
  /** Whether a person said that it is not the same. */
  refused: boolean;
  look: () => void;
  busy: boolean;
  trouble: Trouble | null;
}

/** What a kind of place asks for. */
export function ConnectForm(props: ConnectFormProps): JSX.Element {
  const { drivers, driver, values, busy } = props;
  const fields = driver?.fields ?? [];
  // a secret is what nobody else can know, so it is asked even where it may be found elsewhere
  const usual = fields.filter(({ isRequired, isSecret }) => isRequired || isSecret);
  const optional = fields.filter((field) => !usual.includes(field));
  const asked = (field: DriverField): JSX.Element => (
    <DriverInput
      key={field.name}
      field={field}
      value={values[field.name] ?? ''}
      onInput={(value) => props.enter(field.name, value)}
    />
  );
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        props.look();
      }}
    >
      <ViewHeading key="heading">{props.title}</ViewHeading>
      <p class="lead">{text.where.connectLead}</p>
      {props.refused && !props.trouble && !busy && (
        <div role="status">
          <Notice tone="warn" title={text.where.notSameTitle}>
            <p>{text.where.notSameHint}</p>
          </Notice>
        </div>
      )}
      <fieldset class="bare" disabled={busy}>
        {drivers.length > 1 && (
          <Choose
            legend={text.where.kind}
            options={drivers.map(({ kind, title }) => ({
              value: kind,
              label: text.where.kindTitle(title),
            }))}
            value={driver?.kind ?? ''}
            onChoose={(kind) => {
              const chosen = drivers.find((one) => one.kind === kind);
              if (chosen) {
                props.choose(chosen);
              }
            }}
          />
        )}
        {usual.map(asked)}
        {optional.length > 0 && (
          <Fold key={driver?.kind} title={text.where.optional}>
            {optional.map(asked)}
          </Fold>
        )}
      </fieldset>
      {props.trouble && <PlaceTrouble trouble={props.trouble} />}
      {busy && <Waiting what={text.where.looking} />}
      <div class="actions">
        <Button look="primary" type="submit" disabled={busy || !isComplete(fields, values)}>
          {text.where.look}
        </Button>
      </div>
    </form>
  );
}

interface DriverInputProps {
  field: DriverField;
  value: string;
  onInput: (value: string) => void;
}

function DriverInput({ field, value, onInput }: DriverInputProps): JSX.Element {
  const hints = [
    field.help,
    ...(field.isSecret ? [text.where.secretKept] : []),
    ...(!field.isSecret && field.found.length > 0 ? [text.where.found(sources(field))] : []),
  ];
  return (
    <Field
      label={field.label}
      value={value}
      onInput={onInput}
      hint={hints.join(' ')}
      type={field.isSecret ? 'password' : 'text'}
      required={field.isRequired}
      {...(field.isSecret || field.found.length === 0
        ? {}
        : { choices: field.found.map((one) => ({ value: one.value, label: one.from })) })}
    />
  );
}
