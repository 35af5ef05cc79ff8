import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Confirmation, Driver, Setup, Target } from '../../ui/daemon.ts';
import { useAction } from '../../ui/hooks/action.ts';
import { useClient } from '../../ui/hooks/context.ts';
import { usePlaces } from '../../ui/hooks/places.ts';
import { driverOf, filled, type Places } from '../../ui/model/places.ts';
import { ViewHeading, Waiting } from '../../ui/parts/basics.tsx';
import { Notice, TroubleNotice } from '../../ui/parts/Notice.tsx';
import { text } from '../../ui/strings.ts';
import { hrefOf } from '../route.ts';
import { Compare } from './Compare.tsx';
import { ConnectForm } from './ConnectForm.tsx';
import { Connected } from './Connected.tsx';
import { SetupPlan } from './SetupPlan.tsx';

/**
 * Connects a place.
 *
 * @param mended the name of one that is connected and is set up again
 */
export function Connect({ mended }: { mended: string | null }): JSX.Element {
  const { value, trouble } = usePlaces();
  const target = value?.targets.find(({ name }) => name === mended);
  const unknown = mended !== null && value !== null && target === undefined;
  return (
    <div class="view narrow">
      <a
        class="up"
        href={hrefOf(mended === null ? { page: 'places' } : { page: 'place', name: mended })}
      >
        {mended ?? text.where.back}
      </a>
      {!value && <ViewHeading>{titleOf(mended)}</ViewHeading>}
      {!value && (trouble ? <TroubleNotice trouble={trouble} /> : <Waiting what={text.loading} />)}
      {unknown && (
        <>
          <ViewHeading>{titleOf(mended)}</ViewHeading>
          <Notice tone="warn">
            <p>{text.where.unknown(mended)}</p>
          </Notice>
        </>
      )}
      {value && !unknown && <Connecting places={value} mended={target ?? null} />}
    </div>
  );
}

function titleOf(mended: string | null): string {
  return mended === null ? text.where.connect : text.where.again(mended);
}

type Stage =
  | { at: 'form'; refused: boolean }
  | { at: 'compare'; asked: Confirmation }
  | { at: 'plan'; setup: Setup }
  | { at: 'done'; target: Target };

interface ConnectingProps {
  places: Places;
  mended: Target | null;
}

/** One step after the other. What was entered is kept here until it is done, and nowhere else. */
function Connecting({ places, mended }: ConnectingProps): JSX.Element {
  const client = useClient();
  const [driver, setDriver] = useState(
    () => (mended && driverOf(places, mended)) ?? places.drivers[0] ?? null,
  );
  const [values, setValues] = useState(() => known(driver, mended));
  const [confirmed, setConfirmed] = useState<Record<string, string>>({});
  const [stage, setStage] = useState<Stage>({ at: 'form', refused: false });
  const kind = driver?.kind ?? '';

  const [at, setAt] = useState<number | null>(null);

  const look = useAction(async (same: Record<string, string>) => {
    try {
      const setup = await client.api<Setup>('POST', '/v1/targets/looks', {
        kind,
        values: { ...filled(values), ...same },
      });
      setConfirmed(same);
      setAt(null);
      setStage(
        setup.confirmation ? { at: 'compare', asked: setup.confirmation } : { at: 'plan', setup },
      );
    } catch (error) {
      setStage({ at: 'form', refused: false });
      throw error;
    }
  });
  const connect = useAction(async (name: string, { hash }: Setup) => {
    const path = `/v1/targets/${encodeURIComponent(name)}`;
    const body = { kind, values: { ...filled(values), ...confirmed }, hash };
    setAt(null);
    const stop = client.events({}, ({ type, data }) => {
      if (type === 'setup.step' && data['target'] === name) {
        setAt(Number(data['ordinal']));
      }
    });
    try {
      const target = await client.api<Target>('PUT', path, body);
      setValues({});
      setStage({ at: 'done', target });
    } finally {
      stop();
    }
  });

  switch (stage.at) {
    case 'form':
      return (
        <ConnectForm
          title={titleOf(mended?.name ?? null)}
          drivers={mended === null ? places.drivers : []}
          driver={driver}
          choose={(other) => {
            setDriver(other);
            setValues({});
            setConfirmed({});
          }}
          values={values}
          enter={(name, value) => {
            setValues((all) => ({ ...all, [name]: value }));
            setConfirmed({});
          }}
          refused={stage.refused}
          look={() => look.run(confirmed)}
          busy={look.busy}
          trouble={look.trouble}
        />
      );
    case 'compare':
      return (
        <Compare
          asked={stage.asked}
          busy={look.busy}
          yes={() => look.run({ ...confirmed, [stage.asked.field]: stage.asked.value })}
          no={() => setStage({ at: 'form', refused: true })}
        />
      );
    case 'plan':
      return (
        <SetupPlan
          setup={stage.setup}
          places={places}
          mended={mended?.name ?? null}
          connect={connect}
          at={at}
          looking={look.busy}
          lookAgain={() => look.run(confirmed)}
          change={() => setStage({ at: 'form', refused: false })}
        />
      );
    case 'done':
      return <Connected target={stage.target} />;
  }
}

/** The first field of a kind is what a place of it is known by. */
function known(driver: Driver | null, mended: Target | null): Record<string, string> {
  const first = driver?.fields[0];
  return mended && first ? { [first.name]: mended.address } : {};
}
