import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { App } from '../ui/daemon.ts';
import { useAction } from '../ui/hooks/action.ts';
import { useClient } from '../ui/hooks/context.ts';
import { placed, type Places } from '../ui/model/places.ts';
import { environmentPath } from '../ui/model/plan.ts';
import { isEnvironmentName } from '../ui/model/slug.ts';
import { PlaceTrouble } from '../ui/parts/Arrived.tsx';
import { Button, ViewHeading, Waiting } from '../ui/parts/basics.tsx';
import { Dialog } from '../ui/parts/Dialog.tsx';
import { Field } from '../ui/parts/Field.tsx';
import { text } from '../ui/strings.ts';
import { DomainState } from './DomainState.tsx';
import { DomainFields, fits, PlaceChoice, placementBody, type Placement } from './PlaceFields.tsx';

/** What is to be settled about where something runs. */
export type Settling =
  | { what: 'move'; environment: string; target: string }
  | { what: 'domain'; environment: string; target: string }
  | { what: 'new' };

interface PlaceDialogProps {
  app: App;
  places: Places;
  settling: Settling;
  close: () => void;
  /** It was settled; other things may be known now. */
  settled: () => void;
}

/** Moves an environment, gives it a domain, or makes one. */
export function PlaceDialog(props: PlaceDialogProps): JSX.Element {
  const { app, settling, close } = props;
  const [done, setDone] = useState<{ environment: string; placement: Placement } | null>(null);
  return (
    <Dialog label={titleOf(app.slug, settling)} close={close}>
      {done ? (
        <Done app={app.slug} settling={settling} {...done} close={close} />
      ) : (
        <PlaceForm
          {...props}
          done={(environment, placement) => {
            setDone({ environment, placement });
            props.settled();
          }}
        />
      )}
    </Dialog>
  );
}

interface PlaceFormProps extends PlaceDialogProps {
  done: (environment: string, placement: Placement) => void;
}

function PlaceForm({ app, places, settling, close, done }: PlaceFormProps): JSX.Element {
  const client = useClient();
  const before = placementNow(app.slug, places, settling);
  const [placement, setPlacement] = useState(before);
  const [name, setName] = useState('');
  const environment = settling.what === 'new' ? name : settling.environment;
  const wrong = settling.what === 'new' ? whatIsWrong(name, app) : null;
  const change = (part: Partial<Placement>): void => setPlacement((all) => ({ ...all, ...part }));
  const save = useAction(async () => {
    const body = placementBody(places, placement);
    await client.api('PUT', environmentPath({ app: app.slug, environment }), body);
    done(environment, { ...placement, domain: body.domain ?? '' });
  });
  const ready =
    fits(places, placement) &&
    (settling.what === 'new' ? name !== '' && wrong === null : isOther(before, placement));
  return (
    <form
      class="view form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) {
          save.run();
        }
      }}
    >
      <ViewHeading level={2} key="form">
        {titleOf(app.slug, settling)}
      </ViewHeading>
      <p class="lead">{LEADS[settling.what]}</p>
      <fieldset class="bare" disabled={save.busy}>
        {settling.what === 'new' && (
          <Field
            label={text.where.newName}
            value={name}
            onInput={setName}
            mono
            placeholder="staging"
            wrong={wrong}
          />
        )}
        {settling.what !== 'domain' && (
          <PlaceChoice
            places={places}
            placement={placement}
            change={change}
            now={settling.what === 'move' ? before.target : null}
          />
        )}
        <DomainFields places={places} placement={placement} change={change} />
      </fieldset>
      {settling.what === 'move' && placement.target !== before.target && (
        <p class="soft">{text.where.leftAlone(before.target)}</p>
      )}
      {save.busy && <Waiting what={text.where.saving} />}
      {save.trouble && <PlaceTrouble trouble={save.trouble} />}
      <div class="actions">
        <Button look="primary" type="submit" disabled={save.busy || !ready}>
          {buttonOf(settling, placement)}
        </Button>
        <Button onClick={close}>{text.notNow}</Button>
      </div>
    </form>
  );
}

interface DoneProps {
  app: string;
  settling: Settling;
  environment: string;
  placement: Placement;
  close: () => void;
}

function Done({ app, settling, environment, placement, close }: DoneProps): JSX.Element {
  const { domain } = placement;
  return (
    <div class="view form">
      <ViewHeading level={2} key="done">
        {doneOf(settling, environment, placement)}
      </ViewHeading>
      <p class="lead">{settling.what === 'new' ? text.where.madeHint : text.where.movedHint}</p>
      {domain !== '' && <DomainState at={{ app, environment }} />}
      <div class="actions">
        <Button look="primary" onClick={close}>
          {text.done}
        </Button>
      </div>
    </div>
  );
}

const LEADS = {
  move: text.where.moveHint,
  domain: text.where.domainHold,
  new: text.where.newHint,
};

function titleOf(app: string, settling: Settling): string {
  switch (settling.what) {
    case 'move':
      return text.where.moveTitle(app, settling.environment);
    case 'domain':
      return text.where.domainTitle(app, settling.environment);
    case 'new':
      return text.where.newTitle(app);
  }
}

function buttonOf({ what }: Settling, { domain }: Placement): string {
  switch (what) {
    case 'move':
      return text.where.moveDo;
    case 'domain':
      return domain === '' ? text.where.domainRemove : text.where.domainSet;
    case 'new':
      return text.where.newMake;
  }
}

function doneOf({ what }: Settling, environment: string, { target, domain }: Placement): string {
  switch (what) {
    case 'move':
      return text.where.movedTitle(environment, target);
    case 'domain':
      return domain === ''
        ? text.where.domainRemoved(environment)
        : text.where.domainSaved(environment, domain);
    case 'new':
      return text.where.made(environment);
  }
}

function placementNow(app: string, places: Places, settling: Settling): Placement {
  if (settling.what === 'new') {
    return { target: places.targets[0]?.name ?? '', domain: '', www: false };
  }
  const { environment, target } = settling;
  const now = placed(places, app, environment);
  return { target, domain: now?.domain ?? '', www: now?.www ?? false };
}

function isOther(before: Placement, after: Placement): boolean {
  return (
    before.target !== after.target ||
    before.domain !== after.domain ||
    (after.domain !== '' && before.www !== after.www)
  );
}

function whatIsWrong(name: string, app: App): string | null {
  if (name === '') {
    return null;
  }
  if (app.environments.some((one) => one.name === name)) {
    return text.where.newTaken;
  }
  return isEnvironmentName(name) ? null : text.name.environmentWrong;
}
