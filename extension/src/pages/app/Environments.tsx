import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { App, Environment } from '../ui/daemon.ts';
import type { PlanRequest } from '../ui/model/plan.ts';
import { usePlaces } from '../ui/hooks/places.ts';
import { driverOf, placed, takesDomain, type Places } from '../ui/model/places.ts';
import { isEnvironmentName } from '../ui/model/slug.ts';
import { Address, Button, Fold, Section, ViewHeading } from '../ui/parts/basics.tsx';
import { Dialog } from '../ui/parts/Dialog.tsx';
import { Field } from '../ui/parts/Field.tsx';
import { LiveNotes } from '../ui/parts/LiveNotes.tsx';
import { TroubleNotice } from '../ui/parts/Notice.tsx';
import { WhatIsLive } from '../ui/parts/WhatIsLive.tsx';
import { text } from '../ui/strings.ts';
import { DomainState } from './DomainState.tsx';
import { PlaceDialog, type Settling } from './PlaceDialog.tsx';
import { hrefOf } from './route.ts';

interface EnvironmentsProps {
  app: App;
  change: (request: PlanRequest) => void;
  /** Something about the environments is other than it was. */
  again: () => void;
}

/** Where the app runs, and what can go on from there. */
export function Environments({ app, change, again }: EnvironmentsProps): JSX.Element {
  const places = usePlaces();
  const [promoting, setPromoting] = useState<Environment | null>(null);
  const [settling, setSettling] = useState<Settling | null>(null);
  return (
    <Section
      title={text.apps.environments}
      aside={
        places.value && (
          <Button icon="plus" onClick={() => setSettling({ what: 'new' })}>
            {text.where.newEnvironment}
          </Button>
        )
      }
    >
      <ul class="places">
        {app.environments.map((environment) => (
          <EnvironmentRow
            key={environment.name}
            app={app.slug}
            environment={environment}
            places={places.value}
            promote={() => setPromoting(environment)}
            settle={(what) =>
              setSettling({ what, environment: environment.name, target: environment.target })
            }
          />
        ))}
      </ul>
      {places.trouble && <TroubleNotice trouble={places.trouble} />}
      {promoting && (
        <PromoteDialog
          app={app}
          from={promoting}
          close={() => setPromoting(null)}
          promote={(request) => {
            setPromoting(null);
            change(request);
          }}
        />
      )}
      {settling && places.value && (
        <PlaceDialog
          app={app}
          places={places.value}
          settling={settling}
          close={() => setSettling(null)}
          settled={() => {
            again();
            places.again();
          }}
        />
      )}
    </Section>
  );
}

interface EnvironmentRowProps {
  app: string;
  environment: Environment;
  /** Null while nobody knows them. */
  places: Places | null;
  promote: () => void;
  settle: (what: 'move' | 'domain') => void;
}

function EnvironmentRow(props: EnvironmentRowProps): JSX.Element {
  const { app, environment, places, promote, settle } = props;
  const { name, target } = environment;
  const domain = (places && placed(places, app, name)?.domain) ?? null;
  return (
    <li class="environment">
      <div class="environment-head">
        <div class="place-main">
          <p>
            <strong>{name}</strong>
            <WhatIsLive environment={environment} />
          </p>
          <PlaceLink target={target} places={places} />
          {environment.url !== null && <Address url={environment.url} />}
        </div>
        <div class="place-actions">
          {places && (
            <Button label={text.where.moveOf(name)} onClick={() => settle('move')}>
              {text.where.move}
            </Button>
          )}
          {places && takesDomain(places, target) && (
            <Button
              label={domain ? text.where.changeDomainOf(name) : text.where.giveDomainOf(name)}
              onClick={() => settle('domain')}
            >
              {domain ? text.where.domainChange : text.where.domainGive}
            </Button>
          )}
          {environment.release !== null && (
            <Button label={text.apps.promoteFrom(name)} icon="up" onClick={promote}>
              {text.apps.promote}
            </Button>
          )}
        </div>
      </div>
      <LiveNotes environment={environment} />
      {domain && <DomainFold at={{ app, environment: name }} domain={domain} />}
    </li>
  );
}

function PlaceLink({ target, places }: { target: string; places: Places | null }): JSX.Element {
  const known = places?.targets.find(({ name }) => name === target);
  return (
    <p class="soft">
      {places && known && driverOf(places, known) ? (
        <a href={hrefOf({ page: 'place', name: target })}>{target}</a>
      ) : (
        text.where.name(target)
      )}
    </p>
  );
}

interface DomainFoldProps {
  at: { app: string; environment: string };
  domain: string;
}

/** Looked at only when somebody asks: it takes a while. */
function DomainFold({ at, domain }: DomainFoldProps): JSX.Element {
  const [opened, setOpened] = useState(false);
  return (
    <Fold title={text.where.domainNamed(domain)} open={opened} onOpen={() => setOpened(true)}>
      {opened && <DomainState key={domain} at={at} />}
    </Fold>
  );
}

interface PromoteDialogProps {
  app: App;
  from: Environment;
  close: () => void;
  promote: (request: PlanRequest) => void;
}

function PromoteDialog({ app, from, close, promote }: PromoteDialogProps): JSX.Element {
  const others = app.environments.map((one) => one.name).filter((name) => name !== from.name);
  const [to, setTo] = useState(others[0] ?? '');
  const fits = isEnvironmentName(to) && to !== from.name;
  return (
    <Dialog label={text.apps.promoteFrom(from.name)} close={close}>
      <form
        class="view form"
        onSubmit={(event) => {
          event.preventDefault();
          promote({ kind: 'promote', from: from.name, environment: to });
        }}
      >
        <ViewHeading level={2}>{text.apps.promoteFrom(from.name)}</ViewHeading>
        <p class="lead">{text.apps.promoteHint}</p>
        <Field
          label={text.apps.promoteTo}
          value={to}
          onInput={setTo}
          mono
          choices={others}
          placeholder="production"
          wrong={to === '' || isEnvironmentName(to) ? null : text.name.environmentWrong}
        />
        <div class="actions">
          <Button look="primary" type="submit" disabled={!fits}>
            {text.apps.promotePlan}
          </Button>
          <Button onClick={close}>{text.notNow}</Button>
        </div>
      </form>
    </Dialog>
  );
}
