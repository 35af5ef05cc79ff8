import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../strings.ts';
import { Icon } from './Icon.tsx';

interface DialogProps {
  label: string;
  close: () => void;
  children: ComponentChildren;
}

/** Something that is settled before one goes on; Escape leaves it. */
export function Dialog({ label, close, children }: DialogProps): JSX.Element {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={ref} class="dialog" aria-label={label} onCancel={close}>
      <button type="button" class="dialog-close" aria-label={text.close} onClick={close}>
        <Icon name="cross" />
      </button>
      {children}
    </dialog>
  );
}
