import type { JSX } from 'preact';
import { driverOf, isDomain, takesDomain, type Places } from '../ui/model/places.ts';
import { Choose } from '../ui/parts/Choose.tsx';
import { Field } from '../ui/parts/Field.tsx';
import { Tick } from '../ui/parts/Tick.tsx';
import { text } from '../ui/strings.ts';
import { hrefOf } from './route.ts';

/** Where an environment is to run, and under which name. */
export interface Placement {
  target: string;
  /** Empty when there is none. */
  domain: string;
  www: boolean;
}

/** As the daemon takes it; what can have no domain is sent none. */
export function placementBody(
  places: Places,
  placement: Placement,
): Pick<Placement, 'target'> & Partial<Placement> {
  const { target, domain, www } = placement;
  return takesDomain(places, target) && domain !== '' ? { target, domain, www } : { target };
}

export function fits(places: Places, { target, domain }: Placement): boolean {
  return domain === '' || isDomain(domain) || !takesDomain(places, target);
}

interface FieldsProps {
  places: Places;
  placement: Placement;
  change: (part: Partial<Placement>) => void;
}

interface PlaceChoiceProps extends FieldsProps {
  /** Where it runs now. */
  now: string | null;
}

export function PlaceChoice({ places, placement, change, now }: PlaceChoiceProps): JSX.Element {
  return (
    <>
      <Choose
        legend={text.where.moveTo}
        options={places.targets.map((target) => {
          const driver = driverOf(places, target);
          const place = text.where.name(target.name);
          return {
            value: target.name,
            label: target.name === now ? text.where.isNow(place) : place,
            ...(driver ? { hint: `${text.where.kindTitle(driver.title)}, ${target.address}` } : {}),
          };
        })}
        value={placement.target}
        onChoose={(target) => change({ target })}
      />
      {places.targets.every((target) => driverOf(places, target) === null) && (
        <p class="soft">
          {text.where.onlyHere}{' '}
          <a href={hrefOf({ page: 'connect', name: null })}>{text.where.connect}</a>
        </p>
      )}
    </>
  );
}

export function DomainFields({ places, placement, change }: FieldsProps): JSX.Element | null {
  const { target, domain, www } = placement;
  if (!takesDomain(places, target)) {
    return null;
  }
  return (
    <>
      <Field
        label={text.where.domainOptional}
        value={domain}
        onInput={(value) => change({ domain: value.trim().toLowerCase() })}
        mono
        placeholder="app.example.org"
        hint={text.where.domainHint}
        wrong={domain === '' || isDomain(domain) ? null : text.where.domainWrong}
      />
      {isDomain(domain) && (
        <Tick
          label={text.where.www(domain)}
          hint={text.where.wwwHint}
          needed={false}
          ticked={www}
          onTick={(ticked) => change({ www: ticked })}
        />
      )}
    </>
  );
}
