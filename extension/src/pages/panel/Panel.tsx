import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Project } from '../../protocol/messages.ts';
import { useWorld } from '../ui/hooks/context.ts';
import { settingsHref } from '../ui/model/links.ts';
import { WhenConnected } from '../ui/parts/Connection.tsx';
import { Icon, Mark } from '../ui/parts/Icon.tsx';
import { text } from '../ui/strings.ts';
import { ChooseProject } from './ChooseProject.tsx';
import { ProjectPanel } from './ProjectPanel.tsx';

/** What stands beside the editor: one project's way to its own infrastructure. */
export function Panel({ project }: { project: Project | null }): JSX.Element {
  const { projects } = useWorld();
  const [chosen, setChosen] = useState(project);
  const open = projects.find(
    (one) => one.project.builder === chosen?.builder && one.project.id === chosen.id,
  );
  return (
    <div class="page panel">
      <header class="page-head">
        <Mark />
        <span class="page-name">{text.freehold}</span>
        {chosen && <span class="aside">{text.builder[chosen.builder]}</span>}
        <a class="icon-link" href={settingsHref()} target="_blank" aria-label={text.settings.title}>
          <Icon name="gear" />
        </a>
      </header>
      <main>
        <WhenConnected>
          {chosen ? (
            <ProjectPanel
              key={`${chosen.builder}/${chosen.id}`}
              project={chosen}
              open={open ?? null}
            />
          ) : (
            <ChooseProject projects={projects} choose={setChosen} />
          )}
        </WhenConnected>
      </main>
    </div>
  );
}
