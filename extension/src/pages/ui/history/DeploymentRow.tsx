import type { ComponentChildren, JSX } from 'preact';
import type { Deployment } from '../daemon.ts';
import { duration } from '../model/amounts.ts';
import { messageOf } from '../model/history.ts';
import { kindWord, stateWord } from '../model/states.ts';
import { took } from '../model/time.ts';
import { Address, Badge, Time } from '../parts/basics.tsx';
import { Thumbnail } from '../parts/Thumbnail.tsx';
import { appHref, linkTarget } from '../model/links.ts';
import { text } from '../strings.ts';

interface RowProps {
  deployment: Deployment;
  now: number;
  /** Whether this is what visitors get. */
  live: boolean;
  /** Where the rows are of several apps. */
  withApp?: boolean;
  select?: JSX.Element;
  /** A word about the app. */
  note?: JSX.Element | undefined;
  children?: ComponentChildren;
}

/** One deployment in a history. */
export function DeploymentRow(props: RowProps): JSX.Element {
  const { deployment, now, live, withApp } = props;
  const message = messageOf(deployment);
  return (
    <li class={`row ${live ? 'is-live' : ''}`}>
      {props.select}
      <Thumbnail deployment={deployment} />
      <div class="row-main">
        <p class="row-title">
          {withApp && (
            <a class="row-app" href={appHref(deployment.app)} target={linkTarget()}>
              {deployment.app}
            </a>
          )}
          <strong class="release">{deployment.release}</strong>
          {live && <Badge word={text.liveNow} tone="good" />}
          {!(live && deployment.state === 'succeeded') && (
            <Badge {...stateWord(deployment.state)} />
          )}
        </p>
        <p class={message === '' ? 'row-message soft' : 'row-message'}>
          {message === '' ? text.noMessage : message}
        </p>
        <p class="row-facts">
          {deployment.kind !== 'deploy' && <span>{kindWord(deployment.kind)}</span>}
          <span>{deployment.environment}</span>
          <Time at={deployment.startedAt} now={now} />
          <span>{deployment.who}</span>
          <span>{duration(took(deployment.startedAt, deployment.finishedAt, now))}</span>
        </p>
        {deployment.error && deployment.state !== 'cancelled' && (
          <p class="row-error">{deployment.error.message.split('\n')[0]}</p>
        )}
        {live && deployment.url !== null && <Address url={deployment.url} />}
        {props.note}
      </div>
      {props.children !== undefined && <div class="row-actions">{props.children}</div>}
    </li>
  );
}
