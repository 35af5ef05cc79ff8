import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Examined } from '../../ui/daemon.ts';
import { useFetched } from '../../ui/hooks/fetched.ts';
import { usePlaces } from '../../ui/hooks/places.ts';
import { driverOf } from '../../ui/model/places.ts';
import { Button, Section, ViewHeading } from '../../ui/parts/basics.tsx';
import { Notice, TroubleNotice } from '../../ui/parts/Notice.tsx';
import { text } from '../../ui/strings.ts';
import { hrefOf } from '../route.ts';
import { Adopt } from './Adopt.tsx';
import { Condition } from './Condition.tsx';
import { PlaceUsers } from './PlaceUsers.tsx';
import { RemovePlace } from './RemovePlace.tsx';

interface PlacePageProps {
  name: string;
  /** Other apps may be known now. */
  adopted: () => void;
}

/** One connected place: whether it is as it should be, and what can be done with it. */
export function PlacePage({ name, adopted }: PlacePageProps): JSX.Element {
  const places = usePlaces();
  const examined = useFetched<Examined>(`/v1/targets/${encodeURIComponent(name)}`);
  const [removing, setRemoving] = useState(false);
  const [removed, setRemoved] = useState(false);
  const target = places.value?.targets.find((one) => one.name === name);
  const driver = places.value && target ? driverOf(places.value, target) : null;
  if (removed) {
    return (
      <div class="view narrow">
        <ViewHeading key="removed">{text.where.removed(name)}</ViewHeading>
        <p class="lead">{text.where.removedHint}</p>
        <div class="actions">
          <a class="button primary" href={hrefOf({ page: 'places' })}>
            {text.where.back}
          </a>
        </div>
      </div>
    );
  }
  return (
    <div class="view">
      <a class="up" href={hrefOf({ page: 'places' })}>
        {text.where.back}
      </a>
      <ViewHeading key="place">{text.where.name(name)}</ViewHeading>
      {places.trouble && <TroubleNotice trouble={places.trouble} />}
      {places.value && !target && (
        <Notice tone="warn">
          <p>{text.where.unknown(name)}</p>
        </Notice>
      )}
      {target && driver && (
        <p class="lead">
          {text.where.kindTitle(driver.title)} <span class="mono">{target.address}</span>
        </p>
      )}
      {target && (
        <Section title={text.where.usedBy}>
          <PlaceUsers users={target.environments} />
        </Section>
      )}
      {target && driver && (
        <>
          <Condition name={name} examined={examined} />
          <Adopt
            name={name}
            adopted={() => {
              adopted();
              places.again();
            }}
          />
          <Section title={text.where.remove(name)}>
            {target.environments.length === 0 ? (
              <>
                <p class="soft">{text.where.removeHint}</p>
                <div class="actions">
                  <Button
                    look="danger"
                    label={text.where.remove(name)}
                    disabled={examined.loading}
                    onClick={() => setRemoving(true)}
                  >
                    {text.where.removing}
                  </Button>
                </div>
              </>
            ) : (
              <p class="soft">{text.where.inUse}</p>
            )}
          </Section>
        </>
      )}
      {removing && (
        <RemovePlace
          name={name}
          removal={examined.value?.removal ?? null}
          close={() => setRemoving(false)}
          removed={() => setRemoved(true)}
        />
      )}
    </div>
  );
}
