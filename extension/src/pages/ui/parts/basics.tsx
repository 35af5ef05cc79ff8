import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { StateWord, Tone } from '../model/states.ts';
import { ago, exact } from '../model/time.ts';
import { text } from '../strings.ts';
import { Icon, type IconName } from './Icon.tsx';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

interface ButtonProps {
  children: ComponentChildren;
  onClick?: () => void;
  look?: Look;
  icon?: IconName;
  type?: 'button' | 'submit';
  disabled?: boolean;
  /** For several buttons of the same words. */
  label?: string;
  pressed?: boolean;
}

export function Button(props: ButtonProps): JSX.Element {
  return (
    <button
      type={props.type ?? 'button'}
      class={`button ${props.look ?? 'plain'}`}
      onClick={props.onClick}
      disabled={props.disabled ?? false}
      aria-label={props.label}
      aria-pressed={props.pressed}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </button>
  );
}

export function Badge({ word, tone }: StateWord): JSX.Element {
  return <span class={`badge ${tone}`}>{word}</span>;
}

export function Time({ at, now }: { at: string; now: number }): JSX.Element {
  return (
    <time dateTime={at} title={exact(at)}>
      {ago(at, now)}
    </time>
  );
}

/** A web address, without the part that says nothing. */
export function Address({ url }: { url: string }): JSX.Element {
  return (
    <a class="address" href={url} target="_blank" rel="noreferrer">
      <span>{url.replace(/^https?:\/\//, '').replace(/\/$/, '')}</span>
      <Icon name="out" />
      <span class="unseen">{text.opensInNewTab}</span>
    </a>
  );
}

/** The app as visitors see it. */
export function OpenLink({ app, url }: { app: string; url: string }): JSX.Element {
  return (
    <a
      class="button primary"
      href={url}
      target="_blank"
      rel="noreferrer"
      aria-label={text.openNamed(app)}
    >
      {text.open}
      <Icon name="out" />
    </a>
  );
}

interface HeadingProps {
  children: ComponentChildren;
  level?: 1 | 2;
  tone?: Tone;
}

/** The heading of a view; it takes the focus when the view appears, so that it is read out. */
export function ViewHeading({ children, level = 1, tone }: HeadingProps): JSX.Element {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);
  const Level: 'h1' | 'h2' = `h${level}`;
  return (
    <Level class={`view-heading ${tone ?? ''}`} tabIndex={-1} ref={ref}>
      {children}
    </Level>
  );
}

interface SectionProps {
  title: string;
  aside?: ComponentChildren;
  children: ComponentChildren;
}

export function Section({ title, aside, children }: SectionProps): JSX.Element {
  return (
    <section class="section">
      <div class="section-head">
        <h2>{title}</h2>
        {aside !== undefined && <span class="aside">{aside}</span>}
      </div>
      {children}
    </section>
  );
}

interface FoldProps {
  title: ComponentChildren;
  aside?: ComponentChildren;
  children: ComponentChildren;
  open?: boolean;
  onOpen?: () => void;
}

/** Details that are there for those who ask. */
export function Fold({ title, aside, children, open, onOpen }: FoldProps): JSX.Element {
  return (
    <details
      class="fold"
      open={open ?? false}
      onToggle={(event) => event.currentTarget.open && onOpen?.()}
    >
      <summary>
        <Icon name="chevron" />
        <span class="fold-title">{title}</span>
        {aside !== undefined && <span class="aside">{aside}</span>}
      </summary>
      <div class="fold-body">{children}</div>
    </details>
  );
}

export function Waiting({ what }: { what: string }): JSX.Element {
  return (
    <p class="waiting" role="status">
      <span class="spinner" aria-hidden="true" />
      {what}
    </p>
  );
}
