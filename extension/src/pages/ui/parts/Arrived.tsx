import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Trouble } from '../../../protocol/frames.ts';
import { text } from '../strings.ts';
import { TroubleNotice } from './Notice.tsx';

/** What came in answer to a press; it takes the focus, so that nobody has to look for it. */
export function Arrived({ children }: { children: ComponentChildren }): JSX.Element {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <div class="arrived" tabIndex={-1} ref={ref}>
      {children}
    </div>
  );
}

/** What went wrong with a place or a domain, with what can be done about it on these pages. */
export function PlaceTrouble({ trouble }: { trouble: Trouble }): JSX.Element {
  return (
    <Arrived>
      <TroubleNotice trouble={trouble} remedy={text.where.remedies[trouble.code]} />
    </Arrived>
  );
}
