import type { JSX } from 'preact';
import type { OpenProject, Project } from '../../protocol/messages.ts';
import { projectName } from '../ui/model/slug.ts';
import { Button, ViewHeading } from '../ui/parts/basics.tsx';
import { text } from '../ui/strings.ts';

interface ChooseProjectProps {
  projects: readonly OpenProject[];
  choose: (project: Project) => void;
}

/** For a panel that was opened from the browser's own menu, beside no project. */
export function ChooseProject({ projects, choose }: ChooseProjectProps): JSX.Element {
  return (
    <div class="view">
      <ViewHeading>{text.panel.choose}</ViewHeading>
      <p class="lead">{projects.length === 0 ? text.panel.openOne : text.panel.chooseHint}</p>
      <ul class="choices">
        {projects.map((open) => (
          <li key={open.tabId}>
            <span class="choice-words">
              <strong>{projectName(open.title)}</strong>
              <span class="soft">{text.builder[open.project.builder]}</span>
            </span>
            <Button
              onClick={() => choose(open.project)}
              label={text.panel.deployNamed(projectName(open.title))}
            >
              {text.panel.chooseThis}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
