import type { ComponentChildren, JSX } from 'preact';
import type { Trouble } from '../../../protocol/frames.ts';
import { failingLines } from '../model/problems.ts';
import { text } from '../strings.ts';
import { Icon, type IconName } from './Icon.tsx';
import { RemedyLine } from './Remedy.tsx';

type NoticeTone = 'bad' | 'warn' | 'info' | 'good';

const ICONS: Record<NoticeTone, IconName> = {
  bad: 'cross',
  warn: 'warn',
  info: 'info',
  good: 'check',
};

interface NoticeProps {
  tone: NoticeTone;
  title?: string | undefined;
  children: ComponentChildren;
}

export function Notice({ tone, title, children }: NoticeProps): JSX.Element {
  return (
    <div class={`notice ${tone}`}>
      <Icon name={ICONS[tone]} />
      <div class="notice-body">
        {title !== undefined && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}

interface TroubleProps {
  trouble: Trouble;
  /** Said in the page's own words where the daemon speaks of its command line. */
  remedy?: string | undefined;
}

/** What went wrong, the lines of a failing program first, and what to do about it. */
export function TroubleNotice({ trouble, remedy }: TroubleProps): JSX.Element {
  const { lines, sentence } = failingLines(trouble.message);
  return (
    <div role="alert" class="trouble">
      {lines.length > 0 && (
        <pre class="failing" tabIndex={0} aria-label={text.failingLines}>
          {lines.join('\n')}
        </pre>
      )}
      <Notice tone="bad">
        <p>{sentence}</p>
        <RemedyLine remedy={remedy ?? trouble.remedy} />
        <p class="code">{trouble.code}</p>
      </Notice>
    </div>
  );
}
