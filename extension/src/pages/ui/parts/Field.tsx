import type { InputHTMLAttributes, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string | undefined;
  /** Why the value can't be used; null when it can. */
  wrong?: string | null;
  placeholder?: string;
  type?: 'text' | 'password' | 'url';
  mono?: boolean;
  /** Proposals; a word beside one says more of it. */
  choices?: readonly (string | Choice)[];
  required?: boolean;
}

interface Choice {
  value: string;
  label: string;
}

export function Field(props: FieldProps): JSX.Element {
  const id = useId();
  const said = props.wrong ?? props.hint;
  const described = said === undefined ? {} : { 'aria-describedby': `${id}-said` };
  const input = {
    ...described,
    ...(props.wrong ? { 'aria-invalid': true } : {}),
    ...(props.choices ? { list: `${id}-choices` } : {}),
    ...(props.placeholder === undefined ? {} : { placeholder: props.placeholder }),
    ...(props.required ? { required: true } : {}),
    type: props.type ?? 'text',
  } as InputHTMLAttributes<HTMLInputElement>;
  return (
    <div class={`field ${props.wrong ? 'wrong' : ''}`}>
      <label for={id}>{props.label}</label>
      <input
        {...input}
        id={id}
        class={props.mono ? 'mono' : ''}
        value={props.value}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      {props.choices && (
        <datalist id={`${id}-choices`}>
          {props.choices.map((choice) =>
            typeof choice === 'string' ? (
              <option key={choice} value={choice} />
            ) : (
              <option key={choice.value} value={choice.value} label={choice.label} />
            ),
          )}
        </datalist>
      )}
      {said !== undefined && (
        <p class="hint" id={`${id}-said`} role={props.wrong ? 'alert' : undefined}>
          {said}
        </p>
      )}
    </div>
  );
}
