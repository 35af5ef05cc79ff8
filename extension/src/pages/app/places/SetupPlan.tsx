import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Setup } from '../../ui/daemon.ts';
import type { Action } from '../../ui/hooks/action.ts';
import { useNow } from '../../ui/hooks/now.ts';
import { elapsed } from '../../ui/model/amounts.ts';
import { driverOf, isPlaceName, type Places } from '../../ui/model/places.ts';
import { PlaceTrouble } from '../../ui/parts/Arrived.tsx';
import { Button, Section, ViewHeading, Waiting } from '../../ui/parts/basics.tsx';
import { Facts } from '../../ui/parts/Facts.tsx';
import { Field } from '../../ui/parts/Field.tsx';
import { Notice } from '../../ui/parts/Notice.tsx';
import { text } from '../../ui/strings.ts';
import { SetupSteps } from './SetupSteps.tsx';

interface SetupPlanProps {
  setup: Setup;
  places: Places;
  /** The name of the place that is set up again. */
  mended: string | null;
  connect: Action<[name: string, setup: Setup]>;
  /** Which of its steps is at work, or was when it ended; null while none has begun. */
  at: number | null;
  looking: boolean;
  lookAgain: () => void;
  change: () => void;
}

/** What there is and what would be done, before anything is. */
export function SetupPlan(props: SetupPlanProps): JSX.Element {
  const { setup, places, mended, connect, at, looking } = props;
  const [name, setName] = useState(mended ?? setup.name);
  const stopped = connect.trouble !== null && at !== null;
  const wrong = mended === null ? whatIsWrong(name, setup, places) : null;
  if (connect.busy) {
    return <SettingUp name={name} steps={setup.steps} at={at} />;
  }
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong === null) {
          connect.run(name, setup);
        }
      }}
    >
      <ViewHeading key="plan">
        {mended === null ? text.where.planFor(setup.address) : text.where.again(mended)}
      </ViewHeading>
      {setup.about.length > 0 && (
        <Section title={text.where.there}>
          <Facts facts={setup.about} />
        </Section>
      )}
      <Section title={stopped ? text.plan.whatWasDone : text.where.steps}>
        {setup.steps.length === 0 ? (
          <p>{text.where.noSteps}</p>
        ) : stopped ? (
          <SetupSteps steps={setup.steps} at={at} failed />
        ) : (
          <ol class="to-do">
            {setup.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
      </Section>
      {setup.hints.map((hint) => (
        <Notice key={hint} tone="warn">
          <p>{hint}</p>
        </Notice>
      ))}
      {mended === null && (
        <Field
          label={text.where.callIt}
          value={name}
          onInput={setName}
          mono
          hint={text.where.callItHint}
          wrong={wrong}
        />
      )}
      {connect.trouble && !looking && <PlaceTrouble trouble={connect.trouble} />}
      {looking && <Waiting what={text.where.looking} />}
      <div class="actions">
        <Button look="primary" type="submit" disabled={looking || wrong !== null}>
          {setup.steps.length === 0 ? text.where.remember : text.where.setUp}
        </Button>
        {connect.trouble && (
          <Button onClick={props.lookAgain} disabled={looking}>
            {text.where.lookAgain}
          </Button>
        )}
        <Button look="quiet" onClick={props.change} disabled={looking}>
          {text.where.change}
        </Button>
      </div>
    </form>
  );
}

/** A name that another place has would make that one lead elsewhere. */
function whatIsWrong(name: string, setup: Setup, places: Places): string | null {
  if (!isPlaceName(name)) {
    return text.where.nameWrong;
  }
  const other = places.targets.find((target) => target.name === name);
  if (other === undefined || other.address === setup.address) {
    return null;
  }
  return driverOf(places, other) === null
    ? text.where.nameHere
    : text.where.nameTaken(other.address);
}

interface SettingUpProps {
  name: string;
  steps: readonly string[];
  at: number | null;
}

function SettingUp({ name, steps, at }: SettingUpProps): JSX.Element {
  const now = useNow(1000);
  const [since] = useState(now);
  return (
    <div class="form">
      <ViewHeading key="setting-up">{text.where.settingUp(name)}</ViewHeading>
      <p class="lead">{text.where.settingUpHint}</p>
      {steps.length > 0 && (
        <Section title={text.where.doing}>
          <SetupSteps steps={steps} at={at} />
        </Section>
      )}
      {at === null && <Waiting what={text.where.settingUp(name)} />}
      <p class="soft">{text.where.takenSoFar(elapsed(now - since))}</p>
    </div>
  );
}
