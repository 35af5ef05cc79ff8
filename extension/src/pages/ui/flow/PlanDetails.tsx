import type { JSX } from 'preact';
import type { Plan } from '../daemon.ts';
import { count } from '../model/amounts.ts';
import { Fold } from '../parts/basics.tsx';
import { text } from '../strings.ts';

/** What Freehold thinks the app is, and what it makes of it. */
export function PlanDetails({ plan }: { plan: Plan }): JSX.Element {
  const { conclusions, adaptations, changes } = plan;
  // a conclusion about an adaptation says what the list of adaptations says
  const found = conclusions.filter((conclusion) => conclusion.subject !== 'adaptation');
  return (
    <>
      {found.length > 0 && (
        <Fold title={text.plan.conclusions} aside={found[0]?.value}>
          <dl class="reasons">
            {found.map((conclusion, at) => (
              <div key={at}>
                <dt>
                  {conclusion.subject}: <strong>{conclusion.value}</strong>
                </dt>
                <dd>{conclusion.reason}</dd>
              </div>
            ))}
          </dl>
        </Fold>
      )}
      {adaptations.length > 0 && (
        <Fold title={text.plan.adaptations} aside={count(adaptations.length, text.plan.adaptation)}>
          <p class="hint">{text.plan.adaptationsHint}</p>
          <dl class="reasons">
            {adaptations.map((adaptation) => (
              <div key={adaptation.id}>
                <dt>
                  <code>{adaptation.id}</code>
                </dt>
                <dd>{adaptation.reason}</dd>
              </div>
            ))}
          </dl>
        </Fold>
      )}
      {changes && changes.withheld.length > 0 && (
        <Fold title={text.plan.withheld} aside={count(changes.withheld.length, 'file')}>
          <p class="hint">{text.plan.withheldHint}</p>
          <ul class="files plain">
            {changes.withheld.map((path) => (
              <li key={path} class="path">
                {path}
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {changes && changes.notes.length > 0 && (
        <Fold title={text.plan.notes} aside={changes.notes.length} open>
          <ul class="sentences">
            {changes.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}
