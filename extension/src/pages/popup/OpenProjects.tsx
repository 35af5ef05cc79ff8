import type { JSX } from 'preact';
import { openPanel } from '../../background/openPage.ts';
import type { Job, OpenProject } from '../../protocol/messages.ts';
import { projectName } from '../ui/model/slug.ts';
import { Bar } from '../ui/parts/Bar.tsx';
import { Button, Section } from '../ui/parts/basics.tsx';
import { text } from '../ui/strings.ts';

interface OpenProjectsProps {
  projects: readonly OpenProject[];
  jobs: readonly Job[];
}

/** The projects that a tab shows now, and how far each has come. */
export function OpenProjects({ projects, jobs }: OpenProjectsProps): JSX.Element | null {
  if (projects.length === 0) {
    return null;
  }
  return (
    <Section title={text.popup.openProjects}>
      <ul class="choices">
        {projects.map((open) => (
          <OpenProjectItem
            key={open.tabId}
            open={open}
            job={jobs.find((job) => job.key === `${open.project.builder}/${open.project.id}`)}
          />
        ))}
      </ul>
    </Section>
  );
}

function OpenProjectItem({ open, job }: { open: OpenProject; job: Job | undefined }): JSX.Element {
  const { progress, phase } = job ?? {};
  const name = projectName(open.title);
  return (
    <li>
      <span class="choice-words">
        <strong class="one-line">{name}</strong>
        <span class="soft">
          {text.builder[open.project.builder]}
          {phase && ` · ${text.popup.sending[phase]}`}
        </span>
        {(phase === 'reading' || phase === 'uploading') && (
          <Bar
            label={text.popup.sending[phase]}
            value={progress?.total ? progress.done / progress.total : null}
          />
        )}
      </span>
      <Button
        label={text.popup.deployNamed(name)}
        onClick={() => void openPanel(open.tabId, open.project)}
      >
        {text.popup.deploy}
      </Button>
    </li>
  );
}
