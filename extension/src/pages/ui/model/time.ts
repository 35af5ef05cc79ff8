import { count } from './amounts.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `3 minutes ago`; a date once it is a month old. */
export function ago(then: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(then)) / 1000));
  if (seconds < 5) {
    return 'just now';
  }
  if (seconds < MINUTE) {
    return `${count(seconds, 'second')} ago`;
  }
  if (seconds < HOUR) {
    return `${count(Math.floor(seconds / MINUTE), 'minute')} ago`;
  }
  if (seconds < DAY) {
    return `${count(Math.floor(seconds / HOUR), 'hour')} ago`;
  }
  return seconds < 30 * DAY ? `${count(Math.floor(seconds / DAY), 'day')} ago` : then.slice(0, 10);
}

/** The exact time, in the reader's zone. */
export function exact(time: string): string {
  return new Date(time).toLocaleString('en', { dateStyle: 'long', timeStyle: 'medium' });
}

/** How long something took; until now when it is not over. */
export function took(from: string, to: string | null, now: number): number {
  return Math.max(0, (to === null ? now : Date.parse(to)) - Date.parse(from));
}
