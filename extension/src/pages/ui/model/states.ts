import type { DeploymentState, DoctorLine, PlanKind } from '../daemon.ts';
import { text } from '../strings.ts';

export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'quiet';

export interface StateWord {
  word: string;
  tone: Tone;
}

const TONES: Record<DeploymentState, Tone> = {
  running: 'busy',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'quiet',
  stale: 'warn',
  'switched-back': 'bad',
  conflict: 'warn',
  'needs-attention': 'warn',
};

export function stateWord(state: DeploymentState): StateWord {
  return { word: text.state[state], tone: TONES[state] };
}

export function kindWord(kind: PlanKind): string {
  return text.kind[kind];
}

const DOCTOR: Record<DoctorLine['state'], Tone> = {
  ok: 'good',
  warning: 'warn',
  failed: 'bad',
  unknown: 'quiet',
};

export function doctorWord(state: DoctorLine['state']): StateWord {
  return { word: text.doctor.state[state], tone: DOCTOR[state] };
}
