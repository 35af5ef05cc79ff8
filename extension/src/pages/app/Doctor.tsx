import type { JSX } from 'preact';
import type { DoctorLine } from '../ui/daemon.ts';
import { useFetched } from '../ui/hooks/fetched.ts';
import { doctorWord } from '../ui/model/states.ts';
import { Badge, Button, Section, Waiting } from '../ui/parts/basics.tsx';
import { TroubleNotice } from '../ui/parts/Notice.tsx';
import { Instructions } from '../ui/parts/Remedy.tsx';
import { text } from '../ui/strings.ts';

/** Everything that Freehold needs on this computer, with what mends it. */
export function Doctor(): JSX.Element {
  const { value, trouble, again } = useFetched<{ lines: DoctorLine[] }>('/v1/doctor');
  return (
    <Section
      title={text.doctor.title}
      aside={
        <Button look="quiet" onClick={again}>
          {text.doctor.again}
        </Button>
      }
    >
      <p class="soft">{text.doctor.hint}</p>
      {trouble && <TroubleNotice trouble={trouble} />}
      {!value && !trouble && <Waiting what={text.doctor.checking} />}
      <ul class="doctor">
        {value?.lines.map((line) => (
          <li key={line.id}>
            <div class="doctor-line">
              <strong>{line.title}</strong>
              <Badge {...doctorWord(line.state)} />
            </div>
            <p class="soft">{line.reason}</p>
            {line.state !== 'ok' && line.remedy !== '' && <Instructions remedy={line.remedy} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
