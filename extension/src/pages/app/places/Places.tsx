import type { JSX } from 'preact';
import type { Target } from '../../ui/daemon.ts';
import { usePlaces } from '../../ui/hooks/places.ts';
import { driverOf, type Places as AllPlaces } from '../../ui/model/places.ts';
import { ViewHeading, Waiting } from '../../ui/parts/basics.tsx';
import { TroubleNotice } from '../../ui/parts/Notice.tsx';
import { text } from '../../ui/strings.ts';
import { hrefOf } from '../route.ts';
import { PlaceUsers } from './PlaceUsers.tsx';

/** Every place where apps can run, with what runs there. */
export function Places(): JSX.Element {
  const { value, trouble } = usePlaces();
  return (
    <div class="view">
      <div class="title-line">
        <ViewHeading>{text.where.title}</ViewHeading>
        <a class="button primary" href={hrefOf({ page: 'connect', name: null })}>
          {text.where.connect}
        </a>
      </div>
      <p class="lead">{text.where.lead}</p>
      {trouble && <TroubleNotice trouble={trouble} />}
      {!value && !trouble && <Waiting what={text.loading} />}
      {value && (
        <ul class="places">
          {value.targets.map((target) => (
            <PlaceRow key={target.name} target={target} places={value} />
          ))}
        </ul>
      )}
      {value?.targets.every((target) => driverOf(value, target) === null) && (
        <p class="soft">{text.where.onlyHere}</p>
      )}
    </div>
  );
}

function PlaceRow({ target, places }: { target: Target; places: AllPlaces }): JSX.Element {
  const driver = driverOf(places, target);
  return (
    <li>
      <div class="place-main">
        <h2 class="place-title">
          {driver === null ? (
            text.where.name(target.name)
          ) : (
            <a href={hrefOf({ page: 'place', name: target.name })}>{target.name}</a>
          )}
        </h2>
        {driver && (
          <p class="soft">
            {text.where.kindTitle(driver.title)}
            <span class="mono">{target.address}</span>
          </p>
        )}
        <PlaceUsers users={target.environments} />
      </div>
    </li>
  );
}
