import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useAction } from '../../ui/hooks/action.ts';
import { useClient } from '../../ui/hooks/context.ts';
import { PlaceTrouble } from '../../ui/parts/Arrived.tsx';
import { Button, Section, ViewHeading, Waiting } from '../../ui/parts/basics.tsx';
import { Choose } from '../../ui/parts/Choose.tsx';
import { Dialog } from '../../ui/parts/Dialog.tsx';
import { text } from '../../ui/strings.ts';

interface RemovePlaceProps {
  name: string;
  /** What it would do there; null when it could not be seen. */
  removal: readonly string[] | null;
  close: () => void;
  removed: () => void;
}

export function RemovePlace({ name, removal, close, removed }: RemovePlaceProps): JSX.Element {
  const client = useClient();
  const [what, setWhat] = useState<'take' | 'leave'>(removal === null ? 'leave' : 'take');
  const remove = useAction(async () => {
    const path = `/v1/targets/${encodeURIComponent(name)}`;
    await client.api('DELETE', path, { there: what === 'take' });
    removed();
  });
  return (
    <Dialog label={text.where.remove(name)} close={close}>
      <form
        class="view form"
        onSubmit={(event) => {
          event.preventDefault();
          remove.run();
        }}
      >
        <ViewHeading level={2}>{text.where.remove(name)}</ViewHeading>
        <fieldset class="bare" disabled={remove.busy}>
          <Choose
            legend={text.where.removeWhat}
            options={[
              {
                value: 'take',
                label: text.where.removeThere,
                hint: removal === null ? text.where.removeUnseen : text.where.removeThereHint,
              },
              { value: 'leave', label: text.where.leaveThere, hint: text.where.leaveThereHint },
            ]}
            value={what}
            onChoose={(value) => setWhat(value === 'take' ? 'take' : 'leave')}
          />
        </fieldset>
        {what === 'take' && removal !== null && removal.length > 0 && (
          <Section title={text.where.removal}>
            <ol class="to-do">
              {removal.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </Section>
        )}
        {remove.busy && <Waiting what={text.where.removingNow} />}
        {remove.trouble && <PlaceTrouble trouble={remove.trouble} />}
        <div class="actions">
          <Button look="danger" type="submit" disabled={remove.busy}>
            {text.where.removeIt}
          </Button>
          <Button onClick={close} disabled={remove.busy}>
            {text.notNow}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
