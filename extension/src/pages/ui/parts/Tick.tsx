import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

interface TickProps {
  label: string;
  hint: string;
  /** Whether only yes goes on. */
  needed: boolean;
  ticked: boolean;
  onTick: (ticked: boolean) => void;
}

/** A question that is answered with yes by a tick. */
export function Tick({ label, hint, needed, ticked, onTick }: TickProps): JSX.Element {
  const id = useId();
  return (
    <div class="tick">
      <input
        id={id}
        type="checkbox"
        required={needed}
        checked={ticked}
        aria-describedby={`${id}-said`}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <div class="tick-words">
        <label for={id}>{label}</label>
        <p class="hint" id={`${id}-said`}>
          {hint}
        </p>
      </div>
    </div>
  );
}
