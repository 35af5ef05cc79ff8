import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Project, Source } from '../../protocol/messages.ts';
import { useAction } from '../ui/hooks/action.ts';
import { Button, Fold } from '../ui/parts/basics.tsx';
import { Field } from '../ui/parts/Field.tsx';
import { TroubleNotice } from '../ui/parts/Notice.tsx';
import { putArchive } from '../../store/archives.ts';
import { text } from '../ui/strings.ts';

interface OtherWaysProps {
  project: Project;
  start: (source: Source) => void;
}

/** What always works, whatever the builder has changed: its own download, and git. */
export function OtherWays({ project, start }: OtherWaysProps): JSX.Element {
  const picker = useRef<HTMLInputElement>(null);
  const [url, setUrl] = useState('');
  const pick = useAction(async (file: File) => {
    start({ kind: 'file', key: await putArchive(file), name: file.name });
  });
  return (
    <section class="section other-ways" aria-label={text.otherWays.title}>
      <h2>{text.otherWays.title}</h2>
      <div class="way">
        <p class="way-words">
          <strong>{text.otherWays.zip}</strong>
          <span class="soft">{text.otherWays.zipHint[project.builder]}</span>
        </p>
        <input
          ref={picker}
          class="unseen"
          type="file"
          tabIndex={-1}
          aria-label={text.otherWays.zipPick}
          accept=".zip,.tar,.gz,.tgz"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) {
              pick.run(file);
            }
          }}
        />
        <Button onClick={() => picker.current?.click()} disabled={pick.busy}>
          {text.otherWays.zipButton}
        </Button>
        {pick.trouble && <TroubleNotice trouble={pick.trouble} />}
      </div>
      <Fold title={text.otherWays.git}>
        <form
          class="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            start({ kind: 'git', url: url.trim() });
          }}
        >
          <Field
            label={text.otherWays.gitUrl}
            type="url"
            value={url}
            onInput={setUrl}
            placeholder="https://github.com/you/app"
            hint={text.otherWays.gitHint}
          />
          <Button type="submit" disabled={!/^https:\/\/.+/.test(url.trim())}>
            {text.otherWays.gitButton}
          </Button>
        </form>
      </Fold>
    </section>
  );
}
